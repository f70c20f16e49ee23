/** A list that is kept in order by key: found by halving, changed in one place, so that a long one costs hardly more than a short one. */

/** What stands somewhere, by its key. */
export type Place = { readonly key: string; readonly id: string }

/** Puts a place into a list that is in order. */
export function insertPlace(places: Place[], place: Place): void {
  places.splice(lowerBound(places, place), 0, place)
}

/** Takes a place out of a list that is in order; leaves the list as it is where the place is not in it. */
export function dropPlace(places: Place[], place: Place): void {
  const at = lowerBound(places, place)
  if (places[at]?.id === place.id && places[at].key === place.key) places.splice(at, 1)
}

/** Where a place is in a list that is in order, or would be: how many come before it. */
export function indexOfPlace(places: readonly Place[], place: Place): number {
  return lowerBound(places, place)
}

/** The first of those behind a key. */
export function firstBehind(places: readonly Place[], key: string): Place | undefined {
  return places[bound(places.length, (at) => (places[at]?.key ?? '') <= key)]
}

/** The last of those ahead of a key. */
export function lastAhead(places: readonly Place[], key: string): Place | undefined {
  return places[bound(places.length, (at) => (places[at]?.key ?? '') < key) - 1]
}

/** Whether something stands at a key. */
export function isTaken(places: readonly Place[], key: string): boolean {
  return places[bound(places.length, (at) => (places[at]?.key ?? '') < key)]?.key === key
}

/** Puts a number into numbers that ascend. */
export function insertNumber(numbers: number[], number: number): void {
  numbers.splice(
    bound(numbers.length, (at) => (numbers[at] ?? 0) < number),
    0,
    number,
  )
}

/** Takes a number out of numbers that ascend. */
export function dropNumber(numbers: number[], number: number): void {
  const at = bound(numbers.length, (index) => (numbers[index] ?? 0) < number)
  if (numbers[at] === number) numbers.splice(at, 1)
}

function lowerBound(places: readonly Place[], place: Place): number {
  return bound(places.length, (at) => {
    const other = places[at]
    if (other === undefined) return false
    return other.key < place.key || (other.key === place.key && other.id < place.id)
  })
}

/** How many at the beginning are before what is looked for; they all are, up to there, and none behind. */
function bound(length: number, isBefore: (at: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBefore(middle)) low = middle + 1
    else high = middle
  }
  return low
}
