/** Where a song comes to stand when it is moved: what changes is the song's own place, never that of another. */
import type { HandPlace, QueueEntry } from './entry.ts'
import { compareFairPlaces, fairPlace } from './fair.ts'
import { byRule, type Queue } from './order.ts'
import { comparePlaces, firstBehind } from './places.ts'
import { keyAhead, keyAtEnd, keyAtFront, keyBehind } from './position.ts'
import { countBefore } from './sorted.ts'
import { type Lane, laneIdOf } from './waiting.ts'

/** One entry's new place. */
export type Placing = { readonly entry: QueueEntry; readonly to: HandPlace }

/** What somebody moves behind: the front, an entry that waits, or where one stood that is gone. */
export type Target =
  | { readonly kind: 'front' }
  | { readonly kind: 'waits'; readonly entry: QueueEntry }
  | { readonly kind: 'gone'; readonly at: HandPlace }

/** So many places from the front can be arranged by hand where a rule orders the rest. */
export const arrangedPlaces = 20

/** A place among all, where positions order everything. */
export function placeAmongAll(queue: Queue, entry: QueueEntry, target: Target): Placing[] {
  const { pinned, byPosition } = queue.waiting
  const after = handPlaceOf(target)
  if (after?.pin === null)
    return placed(entry, { position: behind(byPosition, after.position, entry), pin: null })
  // The front, or behind one that is pinned: pinned as well where another of those comes behind, else first of the rest.
  const next = after === undefined ? pinned[0] : firstBehind(pinned, after.pin)
  if (next?.id === entry.id) return []
  if (next !== undefined) return pinnedTo(entry, keyAhead(pinned, next.key))
  const isFirst = entry.pin === null && byPosition[0]?.id === entry.id
  return isFirst ? [] : placed(entry, { position: keyAtFront(byPosition), pin: null })
}

/**
 * A place ahead of the rule. Behind a song that the rule orders, all songs up to that one are held where they are as well; `undefined`
 * where those would be too many.
 */
export function placeAheadOfRule(queue: Queue, entry: QueueEntry, target: Target): Placing[] | undefined {
  const { pinned } = queue.waiting
  if (target.kind === 'waits' && target.entry.pin === null)
    return placeBehindRuled(queue, entry, target.entry)
  const after = handPlaceOf(target)
  if (after?.pin === null) return pinnedLast(entry, pinned)
  const next = after === undefined ? pinned[0] : firstBehind(pinned, after.pin)
  if (next?.id === entry.id) return []
  return next === undefined ? pinnedLast(entry, pinned) : pinnedTo(entry, keyAhead(pinned, next.key))
}

/** A place among the member's own songs, as near behind the target as their own turns allow. */
export function placeAmongOwn(queue: Queue, entry: QueueEntry, target: Target): Placing[] {
  const { byPosition } = queue.waiting
  if (target.kind === 'gone') {
    return placed(entry, { position: behind(byPosition, target.at.position, entry), pin: null })
  }
  const lane = laneOf(queue, entry)
  const ahead = target.kind === 'front' ? 0 : aheadInLane(queue, entry, lane, target.entry)
  const own = lane.places.slice(0, ahead).findLast(({ id }) => id !== entry.id)
  const next = own === undefined ? lane.places[0] : firstBehind(lane.places, own.key)
  if (next?.id === entry.id) return []
  if (own !== undefined) return placed(entry, { position: keyBehind(byPosition, own.key), pin: null })
  return placed(entry, {
    position: next === undefined ? entry.position : keyAhead(byPosition, next.key),
    pin: null,
  })
}

function handPlaceOf(target: Target): HandPlace | undefined {
  if (target.kind === 'front') return undefined
  return target.kind === 'waits' ? target.entry : target.at
}

/** No placing where the entry stands there already. */
function placed(entry: QueueEntry, to: HandPlace): Placing[] {
  return entry.position === to.position && entry.pin === to.pin ? [] : [{ entry, to }]
}

function pinnedTo(entry: QueueEntry, pin: string): Placing[] {
  return placed(entry, { position: entry.position, pin })
}

function pinnedLast(entry: QueueEntry, pinned: Queue['waiting']['pinned']): Placing[] {
  return pinned.at(-1)?.id === entry.id ? [] : pinnedTo(entry, keyAtEnd(pinned))
}

function behind(places: Queue['waiting']['byPosition'], key: string, entry: QueueEntry): string {
  return firstBehind(places, key)?.id === entry.id ? entry.position : keyBehind(places, key)
}

function placeBehindRuled(queue: Queue, entry: QueueEntry, after: QueueEntry): Placing[] | undefined {
  const { pinned } = queue.waiting
  const held: string[] = []
  let isFound = false
  for (const id of byRule(queue)) {
    // Right behind it already.
    if (isFound && id === entry.id) return []
    if (isFound) break
    if (pinned.length + held.length >= arrangedPlaces) return undefined
    if (id !== entry.id) held.push(id)
    isFound = id === after.id
  }
  const places = [...pinned]
  return [...held, entry.id].flatMap((id) => {
    const moved = queue.entries.get(id)
    const key = keyAtEnd(places)
    places.push({ key, id })
    return moved === undefined ? [] : pinnedTo(moved, key)
  })
}

const emptyLane: Lane = { places: [], slots: [] }

/** The songs among which a member can reorder: all of theirs, or where votes count, those with as many. */
function laneOf(queue: Queue, entry: QueueEntry): Lane {
  const { lanes, ballots } = queue.waiting
  const among = queue.settings.mode === 'votes' ? ballots.get(entry.votes.length)?.lanes : lanes
  return among?.get(laneIdOf(entry)) ?? emptyLane
}

/** How many of a lane's songs the rule plays ahead of a song, or instead of it. */
function aheadInLane(queue: Queue, entry: QueueEntry, lane: Lane, target: QueueEntry): number {
  if (target.pin !== null) return 0
  const isVoted = queue.settings.mode === 'votes'
  if (isVoted && target.votes.length !== entry.votes.length) {
    return target.votes.length > entry.votes.length ? 0 : lane.places.length
  }
  const targetLane = laneOf(queue, target)
  const at = indexIn(targetLane, target)
  if (laneIdOf(target) === laneIdOf(entry)) return at + 1
  if (isVoted) return lane.slots.filter((slot) => slot < (targetLane.slots[at] ?? 0)).length
  const there = fairPlace(queue, { memberId: laneIdOf(target), lane: targetLane, at })
  const memberId = laneIdOf(entry)
  return lane.places.filter(
    (_, own) => compareFairPlaces(fairPlace(queue, { memberId, lane, at: own }), there) < 0,
  ).length
}

function indexIn(lane: Lane, entry: QueueEntry): number {
  return countBefore(lane.places, { key: entry.position, id: entry.id }, comparePlaces)
}
