/** The rule of votes: most votes first, and among equals whoever has waited longest. */
import type { Ballot, Waiting } from './waiting.ts'

/** What the rule needs to know of a room. */
export type VotedQueue = { readonly waiting: Waiting }

/**
 * The songs that the rule orders, in its order, found as they are asked for. Among songs of one member with as many votes, the first in
 * the member's own order takes the place that was taken first: reordering one's own songs moves nobody else's.
 */
export function* byVotes(queue: VotedQueue): Generator<string, void> {
  const counts = [...queue.waiting.ballots.keys()].sort((one, other) => other - one)
  for (const votes of counts) {
    const ballot = queue.waiting.ballots.get(votes)
    if (ballot !== undefined) yield* byWaiting(ballot)
  }
}

function* byWaiting(ballot: Ballot): Generator<string, void> {
  const taken = new Map<string, number>()
  for (const { memberId } of ballot.slots) {
    const at = taken.get(memberId) ?? 0
    taken.set(memberId, at + 1)
    const place = ballot.lanes.get(memberId)?.places[at]
    if (place !== undefined) yield place.id
  }
}
