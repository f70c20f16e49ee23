/** Places in a list that is kept in order by key. */
import { countWhile } from './sorted.ts'

/** What stands somewhere, by its key. */
export type Place = { readonly key: string; readonly id: string }

/** By key, and by id where keys are the same. */
export function comparePlaces(one: Place, other: Place): number {
  if (one.key !== other.key) return one.key < other.key ? -1 : 1
  if (one.id === other.id) return 0
  return one.id < other.id ? -1 : 1
}

/** The first of those behind a key. */
export function firstBehind(places: readonly Place[], key: string): Place | undefined {
  return places[countWhile(places, (place) => place.key <= key)]
}

/** The last of those ahead of a key. */
export function lastAhead(places: readonly Place[], key: string): Place | undefined {
  return places[countWhile(places, (place) => place.key < key) - 1]
}

/** Whether something stands at a key. */
export function isTaken(places: readonly Place[], key: string): boolean {
  return places[countWhile(places, (place) => place.key < key)]?.key === key
}
