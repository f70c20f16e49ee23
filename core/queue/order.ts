/** The order in which a queue will play, as things stand: first what was placed ahead by hand, then what the room's rule says. */
import type { QueueEntry } from './entry.ts'
import { type FairQueue, fairOrder, nextByTurn } from './fair.ts'
import type { QueueMode } from './mode.ts'
import { nextByVotes, votedOrder } from './votes.ts'

/** What the order follows from. */
export type Queue = FairQueue & {
  readonly entries: ReadonlyMap<string, QueueEntry>
  readonly settings: { readonly mode: QueueMode }
}

/** The ids of all that waits, in the order in which it will play. */
export function orderOf(queue: Queue): string[] {
  return [...queue.waiting.pinned.map(({ id }) => id), ...orderByRule(queue)]
}

/** What plays next; `undefined` where nothing waits. */
export function nextOf(queue: Queue): QueueEntry | undefined {
  const id = queue.waiting.pinned[0]?.id ?? nextByRule(queue)
  return id === undefined ? undefined : queue.entries.get(id)
}

/** The ids of what the rule orders: all that is not pinned. */
export function orderByRule(queue: Queue): string[] {
  switch (queue.settings.mode) {
    case 'fair':
      return fairOrder(queue)
    case 'votes':
      return votedOrder(queue)
    case 'first-come':
    case 'host-only':
      return queue.waiting.byPosition
        .filter(({ id }) => queue.entries.get(id)?.pin === null)
        .map(({ id }) => id)
  }
}

function nextByRule(queue: Queue): string | undefined {
  switch (queue.settings.mode) {
    case 'fair':
      return nextByTurn(queue)
    case 'votes':
      return nextByVotes(queue)
    case 'first-come':
    case 'host-only':
      // Nothing is pinned when this is asked.
      return queue.waiting.byPosition[0]?.id
  }
}
