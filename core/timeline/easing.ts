/** How far a motion has come at a share of its time. */
import type { Easing } from './timeline.ts'

/** The share of the way, 0 to 1, at a share of the time, which is held between 0 and 1. Quadratic, so that no start jerks. */
export function easedShare(easing: Easing, timeShare: number): number {
  const share = Math.min(1, Math.max(0, timeShare))
  switch (easing) {
    case 'linear':
      return share
    case 'ease-in':
      return share * share
    case 'ease-out':
      return share * (2 - share)
    case 'ease-in-out':
      return share < 0.5 ? 2 * share * share : 1 - 2 * (1 - share) * (1 - share)
  }
}
