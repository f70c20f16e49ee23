/** The stretch of a song that a video has, as FFmpeg's filters cut it: the same as the server's render. */
import { samplesOfSeconds } from '#core/units.ts'
import { soundSampleRate } from './sound-targets.ts'

/** A video that ends amid the song ends softly. */
export const fadeSeconds = 0.4

/** A stretch of a song. */
export type SoundStretch = {
  readonly startSeconds: number
  readonly seconds: number
  readonly fades: boolean
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
