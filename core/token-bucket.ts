/** Limits that allow a burst: a bucket of tokens that fills at a steady rate. */

/** A bucket's size, and how fast it fills. */
export type BucketRate = { readonly capacity: number; readonly refillPerSecond: number }

/** How full a bucket was, and when. */
export type BucketLevel = { readonly tokens: number; readonly atMs: number }

/**
 * Takes one token from a bucket: the level afterwards, and how many seconds to wait when there was none. A bucket
 * that was never used is full.
 */
export function takeToken(
  level: BucketLevel | undefined,
  rate: BucketRate,
  nowMs: number,
): { readonly level: BucketLevel; readonly waitSeconds: number } {
  const before = level ?? { tokens: rate.capacity, atMs: nowMs }
  const filled = before.tokens + (Math.max(0, nowMs - before.atMs) / 1000) * rate.refillPerSecond
  const tokens = Math.min(rate.capacity, filled)
  if (tokens >= 1) return { level: { tokens: tokens - 1, atMs: nowMs }, waitSeconds: 0 }
  return { level: { tokens, atMs: nowMs }, waitSeconds: Math.ceil((1 - tokens) / rate.refillPerSecond) }
}

/** Puts a token back that was taken for nothing; a full bucket stays full. */
export function returnToken(level: BucketLevel | undefined, rate: BucketRate): BucketLevel | undefined {
  return level && { ...level, tokens: Math.min(rate.capacity, level.tokens + 1) }
}
