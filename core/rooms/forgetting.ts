/** Whom a room may forget, so that a place comes free: guests of whom nothing is left in it. */
import { waitingCount } from '../queue/waiting.ts'
import type { Member, RoomState } from './state.ts'

/** So long somebody must have been away. */
export const awayBeforeForgottenMs = 3_600_000

/**
 * The guests who have had no turn, wait with no song, stand behind no vote and no place, and are neither muted nor sent away: nothing
 * would be another without them. Whether they are there is for the caller to know.
 */
export function forgettable(state: RoomState): readonly Member[] {
  const kept = new Set<string | null>(state.skipVotes)
  for (const playing of [state.playing, state.before]) kept.add(playing?.entry.addedBy ?? null)
  for (const { votes, pinnedBy } of state.entries.values()) {
    kept.add(pinnedBy)
    for (const memberId of votes) kept.add(memberId)
  }
  return [...state.members.values()].filter(
    ({ id, role, standing, isMuted, turns }) =>
      role === 'guest' &&
      standing === 'in' &&
      !isMuted &&
      turns === 0 &&
      waitingCount(state.waiting, id) === 0 &&
      !kept.has(id),
  )
}
