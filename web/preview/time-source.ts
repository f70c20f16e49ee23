/** Which frame is due while a preview plays: by the sound that is heard, or by the clock on the wall where there is none. */
import type { Timeline } from '#core/timeline/timeline.ts'
import { secondsOfFrames, secondsOfMs } from '#core/units.ts'
import type { SongClock } from './song-clock.ts'

/** Tells which frame is due. */
export type TimeSource = {
  /** The frame, whole, that is due so many milliseconds from now; it may lie before or after the video. */
  frameIn(ms: number): number
  stop(): void
}

/** A frame begins exactly on its time, which sums of fractions may miss by a hair. */
const hairFrames = 1e-4

/** Starts the song at a frame. */
export async function bySound(clock: SongClock, timeline: Timeline, fromFrame: number): Promise<TimeSource> {
  const { songStartSeconds, frameRate, lengthFrames } = timeline
  const songSeconds = (frame: number) => songStartSeconds + secondsOfFrames(frame, frameRate)
  await clock.start(songSeconds(fromFrame), songSeconds(lengthFrames))
  return {
    frameIn: (ms) =>
      Math.floor((clock.secondsIn(secondsOfMs(ms)) - songStartSeconds) * frameRate + hairFrames),
    stop: clock.stop,
  }
}

/** Runs in silence from a frame, at a rate that may be negative. */
export function byWallClock(rate: number, frameRate: number, fromFrame: number): TimeSource {
  const startMs = performance.now()
  return {
    frameIn: (ms) =>
      Math.floor(fromFrame + secondsOfMs(performance.now() + ms - startMs) * rate * frameRate + hairFrames),
    stop: () => undefined,
  }
}
