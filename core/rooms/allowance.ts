/** What one guest may do in a while: a bucket each of songs to add, to boost and to skip. */
import { type BucketLevel, takeToken } from '../token-bucket.ts'
import type { Allowance } from './settings.ts'

/** What is left of an allowance afterwards, and how many seconds to wait where nothing was; infinity where none comes back. */
export type Spent = { readonly level: BucketLevel; readonly waitSeconds: number }

/** Spends one of an allowance. A guest who has not spent any yet has all of it; one that was made smaller leaves them no more than it holds. */
export function spend(level: BucketLevel | undefined, allowance: Allowance, nowMs: number): Spent {
  const { capacity, perMinute } = allowance
  const { level: left, waitSeconds } = takeToken(level, { capacity, refillPerSecond: perMinute / 60 }, nowMs)
  return {
    level: left,
    waitSeconds: waitSeconds > 0 && capacity < 1 ? Number.POSITIVE_INFINITY : waitSeconds,
  }
}
