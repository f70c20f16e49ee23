/** Where a song comes to stand when it is moved: what changes is the song's own place, never that of another. */
import type { QueueEntry } from './entry.ts'
import { compareFairPlaces, fairPlace } from './fair.ts'
import { orderByRule, type Queue } from './order.ts'
import { firstBehind, indexOfPlace } from './places.ts'
import { keyAhead, keyAtEnd, keyAtFront, keyBehind } from './position.ts'
import { compareVotedPlaces, votedPlacesOf } from './votes.ts'
import { type Lane, laneIdOf } from './waiting.ts'

/** One entry's new place. */
export type Placing = { readonly entry: QueueEntry; readonly to: HandPlace }

/** Where it comes to stand: by hand, and ahead of the rule. */
export type HandPlace = Pick<QueueEntry, 'position' | 'pin'>

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
  const after = standpointOf(target)
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
  const after = standpointOf(target)
  if (after?.pin === null) return pinnedTo(entry, keyAtEnd(pinned))
  const next = after === undefined ? pinned[0] : firstBehind(pinned, after.pin)
  if (next?.id === entry.id) return []
  return pinnedTo(entry, next === undefined ? keyAtEnd(pinned) : keyAhead(pinned, next.key))
}

/** A place among the member's own songs, as near behind the target as their own turns allow. */
export function placeAmongOwn(queue: Queue, entry: QueueEntry, target: Target): Placing[] {
  const lane = queue.waiting.lanes.get(laneIdOf(entry))
  const { byPosition } = queue.waiting
  if (target.kind === 'gone') {
    return placed(entry, { position: behind(byPosition, target.at.position, entry), pin: null })
  }
  const ahead =
    target.kind === 'front' || lane === undefined ? 0 : aheadInLane(queue, entry, lane, target.entry)
  const places = lane?.places ?? []
  const own = places.slice(0, ahead).findLast(({ id }) => id !== entry.id)
  if (own !== undefined)
    return placed(entry, {
      position: behindOwn(places, own.key, entry) ?? keyBehind(byPosition, own.key),
      pin: null,
    })
  const first = places.find(({ id }) => id !== entry.id)
  if (first === undefined || places[0]?.id === entry.id)
    return placed(entry, { position: entry.position, pin: null })
  return placed(entry, { position: keyAhead(byPosition, first.key), pin: null })
}

function standpointOf(target: Target): HandPlace | undefined {
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

function behind(places: Queue['waiting']['byPosition'], key: string, entry: QueueEntry): string {
  return firstBehind(places, key)?.id === entry.id ? entry.position : keyBehind(places, key)
}

/** The entry's own position where it follows that key among its member's songs already. */
function behindOwn(places: Lane['places'], key: string, entry: QueueEntry): string | undefined {
  return firstBehind(places, key)?.id === entry.id ? entry.position : undefined
}

function placeBehindRuled(queue: Queue, entry: QueueEntry, after: QueueEntry): Placing[] | undefined {
  const order = orderByRule(queue)
  const last = order.indexOf(after.id)
  if (order[last + 1] === entry.id) return []
  const held = order.slice(0, last + 1).filter((id) => id !== entry.id)
  if (queue.waiting.pinned.length + held.length >= arrangedPlaces) return undefined
  const places = [...queue.waiting.pinned]
  return [...held, entry.id].flatMap((id) => {
    const moved = queue.entries.get(id)
    const key = keyAtEnd(places)
    places.push({ key, id })
    return moved === undefined ? [] : pinnedTo(moved, key)
  })
}

/** How many of a lane's songs the rule plays ahead of a song, or instead of it. */
function aheadInLane(queue: Queue, entry: QueueEntry, lane: Lane, target: QueueEntry): number {
  if (target.pin !== null) return 0
  if (laneIdOf(target) === laneIdOf(entry)) return indexIn(lane, target) + 1
  return queue.settings.mode === 'votes'
    ? aheadByVotes(queue, entry, lane, target)
    : aheadByTurn(queue, laneIdOf(entry), lane, target)
}

function aheadByTurn(queue: Queue, memberId: string, lane: Lane, target: QueueEntry): number {
  const targetLane = queue.waiting.lanes.get(laneIdOf(target))
  if (targetLane === undefined) return 0
  const there = fairPlace(queue, {
    memberId: laneIdOf(target),
    lane: targetLane,
    at: indexIn(targetLane, target),
  })
  return lane.places.filter((_, at) => compareFairPlaces(fairPlace(queue, { memberId, lane, at }), there) < 0)
    .length
}

/** Only songs with as many votes change places with each other. */
function aheadByVotes(queue: Queue, entry: QueueEntry, lane: Lane, target: QueueEntry): number {
  const there = votedPlacesOf(queue, laneIdOf(target)).find(({ id }) => id === target.id)
  if (there === undefined) return 0
  const last = votedPlacesOf(queue, laneIdOf(entry)).findLastIndex(
    (place) => place.votes === entry.votes.length && compareVotedPlaces(place, there) < 0,
  )
  return Math.min(last + 1, lane.places.length)
}

function indexIn(lane: Lane, entry: QueueEntry): number {
  return indexOfPlace(lane.places, { key: entry.position, id: entry.id })
}
