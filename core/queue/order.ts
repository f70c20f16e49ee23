/** The order in which a queue will play, as things stand: first what was placed ahead by hand, then what the room's rule says. */
import type { QueueEntry } from './entry.ts'
import { byTurn, type FairQueue, fairOrder } from './fair.ts'
import type { QueueMode } from './mode.ts'
import { byVotes } from './votes.ts'

/** What the order follows from. */
export type Queue = FairQueue & {
  readonly entries: ReadonlyMap<string, QueueEntry>
  readonly settings: { readonly mode: QueueMode }
}

/** The ids of all that waits, in the order in which it will play. */
export function orderOf(queue: Queue): string[] {
  const ruled = queue.settings.mode === 'fair' ? fairOrder(queue) : byRule(queue)
  return [...queue.waiting.pinned.map(({ id }) => id), ...ruled]
}

/** What plays next; `undefined` where nothing waits. */
export function nextOf(queue: Queue): QueueEntry | undefined {
  const id = queue.waiting.pinned[0]?.id ?? byRule(queue).next().value
  return id === undefined ? undefined : queue.entries.get(id)
}

/** The ids of what the rule orders (all that is not pinned), found as they are asked for. */
export function byRule(queue: Queue): Generator<string, void> {
  switch (queue.settings.mode) {
    case 'fair':
      return byTurn(queue)
    case 'votes':
      return byVotes(queue)
    case 'first-come':
    case 'host-only':
      return byPosition(queue)
  }
}

function* byPosition(queue: Queue): Generator<string, void> {
  for (const { id } of queue.waiting.byPosition) if (queue.entries.get(id)?.pin === null) yield id
}
