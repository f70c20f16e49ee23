/** The page that tests drive in a real browser: what runs on the person's device, with frames painted by the test. */
import type { Waveform } from '#core/audio/analysis.ts'
import { hearSong } from './hear-song.ts'
import { makeTrialPainter, type TrialPicture } from './trial-painter.fake.ts'

/** What a test may ask the page for. Answers are plain values, so that they travel. */
export const trial = {
  /** Hears the file at an address of the same origin. Answers what was heard, and how many columns of peaks came when. */
  hear: async (address: string) => {
    const file = await (await fetch(address)).blob()
    const told: number[] = []
    const onPeaks = (peaks: Waveform) => told.push(peaks.length)
    const heard = await hearSong(file, { signal: new AbortController().signal, onPeaks })
    return { heard, told }
  },

  /** Paints one frame and answers its colours, four bytes a pixel. */
  paint: async (picture: TrialPicture, frame: number) => {
    const painter = makeTrialPainter(picture)
    const painted = await painter.paint(frame)
    const bytes = new Uint8Array(painted.allocationSize({ format: 'RGBA' }))
    await painted.copyTo(bytes, { format: 'RGBA' })
    painted.close()
    painter.close()
    return [...bytes]
  },
}

Object.assign(globalThis, { trial })
