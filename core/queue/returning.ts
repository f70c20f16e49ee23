/** Songs that come back into the queue: to where they stood, which somebody else may have been given meanwhile. */
import type { HandPlace, QueueEntry } from './entry.ts'
import { freeKey } from './position.ts'
import type { Waiting } from './waiting.ts'

/** The same place, or the one right behind it where it is taken. */
export function freePlace(waiting: Waiting, { position, pin }: HandPlace): HandPlace {
  return {
    position: freeKey(waiting.byPosition, position),
    pin: pin === null ? null : freeKey(waiting.pinned, pin),
  }
}

/** An entry as it can wait again. */
export function returned(waiting: Waiting, entry: QueueEntry): QueueEntry {
  return { ...entry, ...freePlace(waiting, entry) }
}
