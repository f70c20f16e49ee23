/** What waits, put in order by hand: kept up entry by entry, so that a change never looks at the whole queue. */
import type { QueueEntry } from './entry.ts'
import { dropNumber, dropPlace, insertNumber, insertPlace, type Place } from './places.ts'

/** What one member has waiting. `places` and `slots` are of the songs that the rule orders; those that are pinned are only counted. */
export type Lane = {
  /** Their songs in their own order. */
  readonly places: Place[]
  /** When they were added, ascending: the j-th song of a member goes as if it had been added when their j-th was. */
  readonly slots: number[]
  pinnedCount: number
}

/** Everything that waits. */
export type Waiting = {
  readonly byPosition: Place[]
  readonly pinned: Place[]
  /** By member; `''` is the room itself. */
  readonly lanes: Map<string, Lane>
  /** How often each song waits. */
  readonly songs: Map<string, number>
}

/** Nothing waits. */
export function noneWaiting(): Waiting {
  return { byPosition: [], pinned: [], lanes: new Map(), songs: new Map() }
}

/** What follows from these entries. */
export function waitingOf(entries: Iterable<QueueEntry>): Waiting {
  const waiting = noneWaiting()
  for (const entry of entries) noteEntry(waiting, entry)
  return waiting
}

/** The same, to be changed on its own. */
export function copyOfWaiting(waiting: Waiting): Waiting {
  const lanes = [...waiting.lanes].map(([id, lane]): [string, Lane] => [
    id,
    { ...lane, places: [...lane.places], slots: [...lane.slots] },
  ])
  return {
    byPosition: [...waiting.byPosition],
    pinned: [...waiting.pinned],
    lanes: new Map(lanes),
    songs: new Map(waiting.songs),
  }
}

/** The lane that an entry stands in. */
export function laneIdOf(entry: QueueEntry): string {
  return entry.addedBy ?? ''
}

/** Notes that an entry waits. */
export function noteEntry(waiting: Waiting, entry: QueueEntry): void {
  const place = { key: entry.position, id: entry.id }
  insertPlace(waiting.byPosition, place)
  const lane = waiting.lanes.get(laneIdOf(entry)) ?? { places: [], slots: [], pinnedCount: 0 }
  waiting.lanes.set(laneIdOf(entry), lane)
  if (entry.pin === null) {
    insertPlace(lane.places, place)
    insertNumber(lane.slots, entry.addedSeq)
  } else {
    insertPlace(waiting.pinned, { key: entry.pin, id: entry.id })
    lane.pinnedCount += 1
  }
  waiting.songs.set(entry.song.songId, (waiting.songs.get(entry.song.songId) ?? 0) + 1)
}

/** Notes that an entry waits no longer. */
export function forgetEntry(waiting: Waiting, entry: QueueEntry): void {
  const place = { key: entry.position, id: entry.id }
  dropPlace(waiting.byPosition, place)
  const lane = waiting.lanes.get(laneIdOf(entry))
  if (lane !== undefined) forgetInLane(waiting, lane, entry)
  const others = (waiting.songs.get(entry.song.songId) ?? 1) - 1
  if (others === 0) waiting.songs.delete(entry.song.songId)
  else waiting.songs.set(entry.song.songId, others)
}

/** How many songs of a member wait. */
export function waitingCount(waiting: Waiting, memberId: string): number {
  const lane = waiting.lanes.get(memberId)
  return lane === undefined ? 0 : lane.places.length + lane.pinnedCount
}

function forgetInLane(waiting: Waiting, lane: Lane, entry: QueueEntry): void {
  if (entry.pin === null) {
    dropPlace(lane.places, { key: entry.position, id: entry.id })
    dropNumber(lane.slots, entry.addedSeq)
  } else {
    dropPlace(waiting.pinned, { key: entry.pin, id: entry.id })
    lane.pinnedCount -= 1
  }
  if (lane.places.length + lane.pinnedCount === 0) waiting.lanes.delete(laneIdOf(entry))
}
