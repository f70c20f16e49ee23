/** What waits, in every order that is asked for: kept up entry by entry, so that a change never looks at the whole queue. */
import type { QueueEntry } from './entry.ts'
import { comparePlaces, type Place } from './places.ts'
import { type Compare, dropSorted, insertSorted } from './sorted.ts'

/** Songs of one member, of those that the rule orders. */
export type Lane = {
  /** In the member's own order. */
  readonly places: Place[]
  /** When they were added, ascending: the j-th of a lane goes as if it had been added when the j-th was. */
  readonly slots: number[]
}

/** A lane's slot among those of all lanes. */
export type Slot = { readonly addedSeq: number; readonly memberId: string }

/** The songs with as many votes as each other. */
export type Ballot = {
  readonly lanes: Map<string, Lane>
  /** Of all of them, ascending. */
  readonly slots: Slot[]
}

/** Everything that waits. A member is named by their id, the room itself by `''`. */
export type Waiting = {
  readonly byPosition: Place[]
  readonly pinned: Place[]
  /** By member, of what is not pinned. */
  readonly lanes: Map<string, Lane>
  /** By the count of votes, of what is not pinned. */
  readonly ballots: Map<number, Ballot>
  /** How many songs of each member are pinned. */
  readonly pinnedCounts: Map<string, number>
  /** How often each song waits. */
  readonly songs: Map<string, number>
}

/** Nothing waits. */
export function noneWaiting(): Waiting {
  return {
    byPosition: [],
    pinned: [],
    lanes: new Map(),
    ballots: new Map(),
    pinnedCounts: new Map(),
    songs: new Map(),
  }
}

/** What follows from these entries. */
export function waitingOf(entries: Iterable<QueueEntry>): Waiting {
  const waiting = noneWaiting()
  for (const entry of entries) noteEntry(waiting, entry)
  return waiting
}

/** The same, to be changed on its own. */
export function copyOfWaiting(waiting: Waiting): Waiting {
  const ballots = [...waiting.ballots].map(([votes, { lanes, slots }]): [number, Ballot] => [
    votes,
    { lanes: copyOfLanes(lanes), slots: [...slots] },
  ])
  return {
    byPosition: [...waiting.byPosition],
    pinned: [...waiting.pinned],
    lanes: copyOfLanes(waiting.lanes),
    ballots: new Map(ballots),
    pinnedCounts: new Map(waiting.pinnedCounts),
    songs: new Map(waiting.songs),
  }
}

/** The lane that an entry stands in. */
export function laneIdOf(entry: QueueEntry): string {
  return entry.addedBy ?? ''
}

/** Notes that an entry waits. */
export function noteEntry(waiting: Waiting, entry: QueueEntry): void {
  insertSorted(waiting.byPosition, placeOf(entry), comparePlaces)
  count(waiting.songs, entry.song.songId, 1)
  if (entry.pin === null) {
    noteInLane(waiting.lanes, entry)
    noteVotes(waiting, entry)
  } else {
    insertSorted(waiting.pinned, { key: entry.pin, id: entry.id }, comparePlaces)
    count(waiting.pinnedCounts, laneIdOf(entry), 1)
  }
}

/** Notes that an entry waits no longer. */
export function forgetEntry(waiting: Waiting, entry: QueueEntry): void {
  dropSorted(waiting.byPosition, placeOf(entry), comparePlaces)
  count(waiting.songs, entry.song.songId, -1)
  if (entry.pin === null) {
    forgetInLane(waiting.lanes, entry)
    forgetVotes(waiting, entry)
  } else {
    dropSorted(waiting.pinned, { key: entry.pin, id: entry.id }, comparePlaces)
    count(waiting.pinnedCounts, laneIdOf(entry), -1)
  }
}

/** Notes that an entry has other votes than it had. */
export function noteOtherVotes(waiting: Waiting, last: QueueEntry, next: QueueEntry): void {
  if (next.pin !== null) return
  forgetVotes(waiting, last)
  noteVotes(waiting, next)
}

/** How many songs of a member wait. */
export function waitingCount(waiting: Waiting, memberId: string): number {
  return (waiting.lanes.get(memberId)?.places.length ?? 0) + (waiting.pinnedCounts.get(memberId) ?? 0)
}

const ascending: Compare<number> = (one, other) => one - other
const compareSlots: Compare<Slot> = (one, other) =>
  one.addedSeq - other.addedSeq ||
  (one.memberId === other.memberId ? 0 : one.memberId < other.memberId ? -1 : 1)

function placeOf(entry: QueueEntry): Place {
  return { key: entry.position, id: entry.id }
}

function copyOfLanes(lanes: ReadonlyMap<string, Lane>): Map<string, Lane> {
  return new Map(
    [...lanes].map(([id, { places, slots }]) => [id, { places: [...places], slots: [...slots] }]),
  )
}

function noteInLane(lanes: Map<string, Lane>, entry: QueueEntry): void {
  const lane = lanes.get(laneIdOf(entry)) ?? { places: [], slots: [] }
  lanes.set(laneIdOf(entry), lane)
  insertSorted(lane.places, placeOf(entry), comparePlaces)
  insertSorted(lane.slots, entry.addedSeq, ascending)
}

function forgetInLane(lanes: Map<string, Lane>, entry: QueueEntry): void {
  const lane = lanes.get(laneIdOf(entry))
  if (lane === undefined) return
  dropSorted(lane.places, placeOf(entry), comparePlaces)
  dropSorted(lane.slots, entry.addedSeq, ascending)
  if (lane.places.length === 0) lanes.delete(laneIdOf(entry))
}

function noteVotes(waiting: Waiting, entry: QueueEntry): void {
  const ballot = waiting.ballots.get(entry.votes.length) ?? { lanes: new Map(), slots: [] }
  waiting.ballots.set(entry.votes.length, ballot)
  noteInLane(ballot.lanes, entry)
  insertSorted(ballot.slots, { addedSeq: entry.addedSeq, memberId: laneIdOf(entry) }, compareSlots)
}

function forgetVotes(waiting: Waiting, entry: QueueEntry): void {
  const ballot = waiting.ballots.get(entry.votes.length)
  if (ballot === undefined) return
  forgetInLane(ballot.lanes, entry)
  dropSorted(ballot.slots, { addedSeq: entry.addedSeq, memberId: laneIdOf(entry) }, compareSlots)
  if (ballot.slots.length === 0) waiting.ballots.delete(entry.votes.length)
}

function count(counts: Map<string, number>, id: string, change: number): void {
  const next = (counts.get(id) ?? 0) + change
  if (next > 0) counts.set(id, next)
  else counts.delete(id)
}
