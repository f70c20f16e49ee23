/**
 * The fair rule: whoever has had fewer turns goes first, and among equals whoever has waited longest.
 *
 * Every waiting song has a rank, the turn that it will be: the turns its member has taken and their own songs ahead of it. A member who
 * was away or came late is counted as at most one round behind, so that nobody plays for an hour because they had nothing before.
 */
import type { QueueEntry } from './entry.ts'
import type { Lane, Waiting } from './waiting.ts'

/** What the rule needs to know of a room. */
export type FairQueue = {
  readonly waiting: Waiting
  readonly members: { get(memberId: string): { readonly turns: number } | undefined }
  /** The highest turn that was begun. */
  readonly round: number
}

/** A song's turn, and since when its place in its member's lane has been taken: the lower goes first, in this order. */
export type FairPlace = { readonly rank: number; readonly slot: number; readonly id: string }

/** The turns that a member has taken, as the rule counts them: catching up is at most one round. */
export function effectiveTurns(queue: FairQueue, memberId: string | null): number {
  const turns = memberId === null ? 0 : (queue.members.get(memberId)?.turns ?? 0)
  return Math.max(turns, queue.round - 1)
}

/** The songs that the rule orders, in its order. */
export function fairOrder(queue: FairQueue): string[] {
  const places = [...queue.waiting.lanes].flatMap(([memberId, lane]) =>
    lane.places.map((_, at) => fairPlace(queue, { memberId, lane, at })),
  )
  return places.sort(compareFairPlaces).map(({ id }) => id)
}

/** The same, found as they are asked for: for the first few, it looks at the next of each member alone. */
export function* byTurn(queue: FairQueue): Generator<string, void> {
  const nexts = [...queue.waiting.lanes].map(([memberId, lane]) => ({ memberId, lane, at: 0 }))
  for (;;) {
    let first: { readonly place: FairPlace; readonly next: (typeof nexts)[number] } | undefined
    for (const next of nexts) {
      if (next.at === next.lane.places.length) continue
      const place = fairPlace(queue, next)
      if (first === undefined || compareFairPlaces(place, first.place) < 0) first = { place, next }
    }
    if (first === undefined) return
    first.next.at += 1
    yield first.place.id
  }
}

/** The turn of one song of a lane, by how many of that lane are ahead of it. */
export function fairPlace(
  queue: FairQueue,
  song: { readonly memberId: string; readonly lane: Lane; readonly at: number },
): FairPlace {
  const { memberId, lane, at } = song
  return {
    rank: effectiveTurns(queue, memberId) + (queue.waiting.pinnedCounts.get(memberId) ?? 0) + at,
    slot: lane.slots[at] ?? 0,
    id: lane.places[at]?.id ?? '',
  }
}

/** Below zero where the first goes first. */
export function compareFairPlaces(one: FairPlace, other: FairPlace): number {
  return one.rank - other.rank || one.slot - other.slot || (one.id < other.id ? -1 : 1)
}

/** The turn that a song takes when it begins now. */
export function rankOnStart(queue: FairQueue, entry: QueueEntry): number | null {
  return entry.addedBy === null ? null : effectiveTurns(queue, entry.addedBy)
}

/**
 * How a member and the round stand once a turn is taken back, since its song was skipped: as if it had never begun. The round is the
 * highest turn of all, so it may fall with it.
 */
export function withoutTurn(
  queue: { readonly members: ReadonlyMap<string, { readonly turns: number }>; readonly round: number },
  turn: { readonly memberId: string; readonly rank: number },
): { readonly turns: number; readonly round: number } {
  const turns = Math.min(queue.members.get(turn.memberId)?.turns ?? 0, turn.rank)
  if (turn.rank < queue.round) return { turns, round: queue.round }
  let most = Math.max(1, turns)
  for (const [memberId, member] of queue.members) {
    if (memberId !== turn.memberId) most = Math.max(most, member.turns)
  }
  return { turns, round: most - 1 }
}
