/** A new room out of an old one: its settings and what waited there, in order. Turns, votes and people begin anew. */
import { orderOf } from '#core/queue/order.ts'
import type { RoomFact } from '#core/rooms/event.ts'
import { type RoomSnapshot, stateOf } from '#core/rooms/state.ts'

/** The room that is made. */
export type NewRoomFacts = {
  readonly name: string
  readonly code: string
  readonly hostMemberId: string
  /** The host in the old room, whose songs are the new host's. */
  readonly oldHostId: string
}

/**
 * The facts a forked room begins with. Whoever had songs waiting, or placed one ahead, is in it by name, so that one sees
 * whose they are and why they come; they come in by the new code as anybody does.
 */
export function factsOfFork(past: RoomSnapshot, made: NewRoomFacts): readonly RoomFact[] {
  const state = stateOf(past)
  const waiting = orderOf(state).flatMap((entryId) => state.entries.get(entryId) ?? [])
  const idOf = (memberId: string | null) => (memberId === made.oldHostId ? made.hostMemberId : memberId)
  const named = new Set(waiting.flatMap(({ addedBy, pinnedBy }) => [addedBy, pinnedBy]))
  // The very first moment of a room has nobody in it, and the new one has a host all the same.
  const hostName = state.members.get(made.oldHostId)?.name ?? 'Host'
  const others = past.members.filter(({ id }) => id !== made.oldHostId && named.has(id))
  const joined: RoomFact[] = [
    { kind: 'joined', memberId: made.hostMemberId, name: hostName, role: 'host' },
    ...others.map(({ id, name, role }) => ({ kind: 'joined', memberId: id, name, role }) as const),
  ]
  const firstSeq = joined.length + 2
  const added = waiting.map((entry, i): RoomFact => {
    const people = { addedBy: idOf(entry.addedBy), pinnedBy: idOf(entry.pinnedBy) }
    return { kind: 'added', entry: { ...entry, ...people, addedSeq: firstSeq + i, votes: [] } }
  })
  const { settings } = past
  return [{ kind: 'created', name: made.name, code: made.code, settings }, ...joined, ...added]
}
