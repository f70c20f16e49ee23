/** What one member may do in a while: a bucket of all they ask for, and of a guest one each of songs to add, to boost and to skip. */
import { type BucketLevel, type BucketRate, takeToken } from '../token-bucket.ts'
import type { Role } from './event.ts'
import type { Allowance } from './settings.ts'

/**
 * How much a member may ask of a room, whatever it is and by whichever way: far above what hands do, and a bound on how fast one
 * of them makes the log grow, which nothing else shortens.
 */
export const operationRates: Readonly<Record<Role, BucketRate>> = {
  host: { capacity: 200, refillPerSecond: 10 },
  cohost: { capacity: 200, refillPerSecond: 10 },
  guest: { capacity: 40, refillPerSecond: 2 },
}

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
