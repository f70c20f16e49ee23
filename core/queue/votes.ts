/** The rule of votes: most votes first, and among equals whoever has waited longest. */
import type { QueueEntry } from './entry.ts'
import type { Waiting } from './waiting.ts'

/** What the rule needs to know of a room. */
export type VotedQueue = { readonly entries: ReadonlyMap<string, QueueEntry>; readonly waiting: Waiting }

/** A song's votes, and since when its place has been taken: more votes first, then the lower slot. */
export type VotedPlace = { readonly votes: number; readonly slot: number; readonly id: string }

/** The songs that the rule orders, in its order. */
export function votedOrder(queue: VotedQueue): string[] {
  return [...queue.waiting.lanes.keys()]
    .flatMap((memberId) => votedPlacesOf(queue, memberId))
    .sort(compareVotedPlaces)
    .map(({ id }) => id)
}

/** The song that the rule plays next. */
export function nextByVotes(queue: VotedQueue): string | undefined {
  let first: VotedPlace | undefined
  for (const memberId of queue.waiting.lanes.keys()) {
    for (const place of votedPlacesOf(queue, memberId)) {
      if (first === undefined || compareVotedPlaces(place, first) < 0) first = place
    }
  }
  return first?.id
}

/**
 * The places of one member's songs, in the member's own order. Among songs of theirs with as many votes, the first in that order takes
 * the place that was taken first: reordering one's own songs moves nobody else's.
 */
export function votedPlacesOf(queue: VotedQueue, memberId: string): VotedPlace[] {
  const entries = (queue.waiting.lanes.get(memberId)?.places ?? []).flatMap(
    ({ id }) => queue.entries.get(id) ?? [],
  )
  const slotsByVotes = new Map<number, number[]>()
  for (const { votes, addedSeq } of entries) {
    const slots = slotsByVotes.get(votes.length) ?? []
    slotsByVotes.set(votes.length, slots)
    slots.push(addedSeq)
  }
  for (const slots of slotsByVotes.values()) slots.sort((one, other) => other - one)
  return entries.map(({ id, votes, addedSeq }) => ({
    votes: votes.length,
    slot: slotsByVotes.get(votes.length)?.pop() ?? addedSeq,
    id,
  }))
}

/** Below zero where the first goes first. */
export function compareVotedPlaces(one: VotedPlace, other: VotedPlace): number {
  return other.votes - one.votes || one.slot - other.slot || (one.id < other.id ? -1 : 1)
}
