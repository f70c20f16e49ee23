/** How sound is brought to its loudness: encoded, measured, and corrected by what the last round missed. */
import { type MeasuredLoudness, soundTargets } from './sound-targets.ts'

/** AAC moves peaks by a few tenths of a decibel, so the limiter leaves that much room, and more when it was not enough. */
const limiterRoomDb = 0.6

/** Rounds of encoding and measuring: one that still misses after so many stays as it is, and its proof says how loud. */
export const mostRounds = 5

/** One gain for all, and the most that peaks may reach; without a ceiling nothing needs to be limited. */
export type Level = { readonly gainDb: number; readonly ceilingDb: number | undefined }

/** Says the level of round after round. */
export type Levelling = {
  level(): Level
  /** Takes what a round came to. Answers whether that is good enough; if not, `level` is corrected. */
  hear(made: MeasuredLoudness): boolean
}

/** Begins with what the song's stretch measures as it is. */
export function makeLevelling(plain: {
  readonly lufs: number
  readonly truePeakDb: number | undefined
}): Levelling {
  let gainDb = soundTargets.lufs - plain.lufs
  let ceilingDb = soundTargets.mostTruePeakDb - limiterRoomDb
  return {
    level: () => {
      const isLimited = (plain.truePeakDb ?? 0) + gainDb > ceilingDb
      return { gainDb, ceilingDb: isLimited ? ceilingDb : undefined }
    },
    hear: (made) => {
      const missedLu = soundTargets.lufs - (made.lufs ?? soundTargets.lufs)
      const overDb = (made.truePeakDb ?? Number.NEGATIVE_INFINITY) - (soundTargets.mostTruePeakDb - 0.1)
      if (Math.abs(missedLu) <= soundTargets.toleranceLu / 2 && overDb <= 0) return true
      gainDb += missedLu
      if (overDb > 0) ceilingDb -= overDb + 0.1
      return false
    },
  }
}
