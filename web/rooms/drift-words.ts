/** How far a player is from the room's clock, in words. */

/** Up to here nobody in the same room hears two sources: the ear takes them for one. */
export const inSyncWithinMs = 30

/** A drift as a fact: `in sync, 8 ms`, or `41 ms late`. What plays minus what should: below zero is late. */
export function driftWords(milliseconds: number): string {
  const size = Math.round(Math.abs(milliseconds))
  if (size <= inSyncWithinMs) return `in sync, ${size} ms`
  const far = size < 1_000 ? `${size} ms` : `${(size / 1_000).toFixed(1)} s`
  return `${far} ${milliseconds < 0 ? 'late' : 'early'}`
}
