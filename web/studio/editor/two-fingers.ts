/** What two fingers mean, by how far each has come from where it was put down. Pure. */

/** Along the timeline, in pixels. */
export type FingerPath = { readonly fromX: number; readonly x: number }

/** Fingers that rest waver: less than this says nothing yet. */
const tellingPixels = 10

/**
 * Whether two fingers move side by side or towards or away from one another, by which changed more: their place or their
 * distance. `undefined` while neither has changed enough to tell.
 */
export function movementOf(one: FingerPath, other: FingerPath): 'together' | 'apart' | undefined {
  const [oneBy, otherBy] = [one.x - one.fromX, other.x - other.fromX]
  const placePixels = Math.abs(oneBy + otherBy) / 2
  const distancePixels = Math.abs(oneBy - otherBy)
  if (Math.max(placePixels, distancePixels) < tellingPixels) return undefined
  return placePixels > distancePixels ? 'together' : 'apart'
}
