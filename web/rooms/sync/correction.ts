/** How a player comes back to the room's time: a little by its speed, which nobody hears, and far by a jump. */

/** What to do about a drift. `keep` leaves the speed as it is. */
export type Correction =
  | { readonly kind: 'keep' }
  | { readonly kind: 'rate'; readonly rate: number }
  | { readonly kind: 'jump' }

/** Nearer than this is left alone: two loudspeakers are apart by as much when one stands three metres further away. */
export const leaveMs = 8
/** Once it is being corrected, it is corrected to within this, so that it does not begin anew at once. */
const settledMs = 2
/** Further away is jumped: half a percent would take more than eight seconds, in which two phones are heard as an echo. */
export const jumpMs = 40
/** A song that has just begun is put right at once: nobody is listening closely yet. */
const jumpAtStartMs = 15
/** A twelfth of a semitone. */
export const mostRateChange = 0.005
/** In which time the speed would undo the drift. */
const overSeconds = 4

/**
 * Decides what to do when a player is `driftMs` off: what it plays minus what it should. `rate` is its speed now. Several
 * jumps in a row are for a device that cannot do better, so `isStarting` should not last.
 */
export function correctionOf(driftMs: number, rate: number, isStarting: boolean): Correction {
  const offMs = Math.abs(driftMs)
  if (offMs > (isStarting ? jumpAtStartMs : jumpMs)) return { kind: 'jump' }
  const isCorrecting = rate !== 1
  if (!isCorrecting && offMs <= leaveMs) return { kind: 'keep' }
  const isPast = isCorrecting && Math.sign(1 - rate) !== Math.sign(driftMs)
  if (isCorrecting && (offMs <= settledMs || isPast)) return { kind: 'rate', rate: 1 }
  const change = Math.min(mostRateChange, offMs / 1000 / overSeconds)
  return { kind: 'rate', rate: 1 - Math.sign(driftMs) * change }
}
