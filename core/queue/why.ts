/** Why a song comes when it comes, in a sentence for everybody in the room. */
import type { QueueEntry } from './entry.ts'
import { compareFairPlaces, effectiveTurns, type FairPlace, fairPlace } from './fair.ts'
import type { Queue } from './order.ts'
import { comparePlaces } from './places.ts'
import { countBefore } from './sorted.ts'
import { laneIdOf } from './waiting.ts'

/** A queue whose people have names. */
export type NamedQueue = Omit<Queue, 'members'> & {
  readonly members: { get(memberId: string): { readonly turns: number; readonly name: string } | undefined }
}

/** Tells of any entry that waits why it stands where it stands in `orderOf`. Looks at everybody once, and not again for each entry. */
export function whyTeller(queue: NamedQueue): (entry: QueueEntry) => string {
  const nextTurns = queue.settings.mode === 'fair' ? nextTurnsOf(queue) : []
  return (entry) => {
    if (entry.pin !== null) return pinnedText(queue, entry)
    switch (queue.settings.mode) {
      case 'fair':
        return turnText(queue, entry, nextTurns)
      case 'votes':
        return votesText(queue, entry)
      case 'first-come':
        return `In the order of the queue; added by ${nameOf(queue, entry.addedBy)}.`
      case 'host-only':
        return 'In the order that the host chose.'
    }
  }
}

function nameOf(queue: NamedQueue, memberId: string | null): string {
  return memberId === null ? 'the room' : (queue.members.get(memberId)?.name ?? 'somebody')
}

function pinnedText(queue: NamedQueue, entry: QueueEntry): string {
  if (entry.pinnedBy === null) return 'Placed ahead by hand.'
  const name = nameOf(queue, entry.pinnedBy)
  return entry.pinnedBy === entry.addedBy ? `${name} sent their own song ahead.` : `Placed by ${name}.`
}

function votesText(queue: NamedQueue, entry: QueueEntry): string {
  const count = entry.votes.length
  const votes = count === 0 ? 'No votes yet' : count === 1 ? '1 vote' : `${count} votes`
  return `${votes}; added by ${nameOf(queue, entry.addedBy)}.`
}

/** Everybody's next turn by the rule, in the order of the rule. */
function nextTurnsOf(queue: NamedQueue): FairPlace[] {
  return [...queue.waiting.lanes]
    .map(([memberId, lane]) => fairPlace(queue, { memberId, lane, at: 0 }))
    .sort(compareFairPlaces)
}

function turnText(queue: NamedQueue, entry: QueueEntry, nextTurns: readonly FairPlace[]): string {
  const lane = queue.waiting.lanes.get(laneIdOf(entry))
  const at = countBefore(lane?.places ?? [], { key: entry.position, id: entry.id }, comparePlaces)
  const name = nameOf(queue, entry.addedBy)
  const turnsAhead = at + (queue.waiting.pinnedCounts.get(laneIdOf(entry)) ?? 0)
  if (nextTurns.length === 1) return `Only songs of ${name} are waiting.`
  if (turnsAhead > 0)
    return `${name}'s ${ordinal(turnsAhead + 1)} turn from now; others have theirs in between.`
  const turn = `${name}'s ${effectiveTurns(queue, entry.addedBy) === 0 ? 'first' : 'next'} turn`
  const [first, second] = nextTurns
  if (first?.id !== entry.id || second === undefined) return `${turn}.`
  const isFewest = first.rank < second.rank
  return isFewest
    ? `${turn}: ${name} has had the fewest.`
    : `${turn}: of those with as few, ${name} has waited longest.`
}

const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]

function ordinal(number: number): string {
  return ordinals[number - 1] ?? `${number}th`
}
