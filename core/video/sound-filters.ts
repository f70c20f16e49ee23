/** The sound of a video as FFmpeg's filters make and measure it: the media service's FFmpeg, and the one for the browser. */
import { amplitudeOfDecibels, samplesOfSeconds } from '#core/units.ts'
import type { Level } from './levelling.ts'
import { type MeasuredLoudness, soundSampleRate } from './sound-targets.ts'

/** A video that ends amid the song ends softly. */
const fadeSeconds = 0.4

/** A stretch of a song. `fades` where it ends amid the song. */
export type SoundStretch = {
  readonly startSeconds: number
  readonly seconds: number
  readonly fades: boolean
}

/** Whether a stretch that ends there ends amid the song, with enough of it left to be missed. */
export function endsAmidSong(endSeconds: number, songSeconds: number): boolean {
  return endSeconds + fadeSeconds < songSeconds
}

/** Cuts by counting samples, not by timestamps, which songs get wrong; where the song is over there is silence. */
export function stretchFilters({ startSeconds, seconds, fades }: SoundStretch): string[] {
  const first = samplesOfSeconds(startSeconds, soundSampleRate)
  const count = samplesOfSeconds(seconds, soundSampleRate)
  const fade = Math.min(fadeSeconds, seconds / 4)
  return [
    'asetpts=N/SR/TB',
    `aresample=${soundSampleRate},aformat=sample_fmts=flt:channel_layouts=stereo`,
    `atrim=start_sample=${first}:end_sample=${first + count},asetpts=N/SR/TB`,
    ...(fades ? [`afade=t=out:st=${(seconds - fade).toFixed(6)}:d=${fade.toFixed(6)}`] : []),
    `apad=whole_len=${count}`,
  ]
}

/** One gain for all; a limiter that sees between the samples, at four times the rate, catches what would be too high. */
export function levelFilters({ gainDb, ceilingDb }: Level): string[] {
  const gain = `volume=${gainDb.toFixed(3)}dB:precision=float`
  if (ceilingDb === undefined) return [gain]
  const limit = amplitudeOfDecibels(ceilingDb).toFixed(6)
  const limiter = `alimiter=limit=${limit}:attack=5:release=50:level=0:latency=1`
  return [gain, `aresample=${soundSampleRate * 4}`, limiter, `aresample=${soundSampleRate}`]
}

/** Measures by EBU R 128 and says a summary at the end, without a line for every moment before. */
export const loudnessFilter = 'ebur128=peak=true:framelog=verbose'

/** What the meter's summary says. EBU R 128 gates at -70 LUFS: that value means that nothing was above the gate. */
export function parseLoudness(said: string): MeasuredLoudness {
  const summary = said.slice(said.lastIndexOf('Summary:'))
  const lufs = Number(/I:\s+(-?[\d.]+|-inf|nan) LUFS/.exec(summary)?.[1])
  const truePeakDb = Number(/True peak:\s+Peak:\s+(-?[\d.]+|-inf) dBFS/.exec(summary)?.[1])
  return {
    lufs: Number.isFinite(lufs) && lufs > -70 ? lufs : undefined,
    truePeakDb: Number.isFinite(truePeakDb) ? truePeakDb : undefined,
  }
}
