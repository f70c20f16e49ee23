/** Lists that are kept in order: found by halving, changed in one place, so that a long one costs hardly more than a short one. */

/** Below zero where the first comes first, zero where they are the same. */
export type Compare<Item> = (one: Item, other: Item) => number

/** Puts an item where it belongs. */
export function insertSorted<Item>(items: Item[], item: Item, compare: Compare<Item>): void {
  items.splice(countBefore(items, item, compare), 0, item)
}

/** Takes an item out; leaves the list as it is where the item is not in it. */
export function dropSorted<Item>(items: Item[], item: Item, compare: Compare<Item>): void {
  const at = countBefore(items, item, compare)
  const found = items[at]
  if (found !== undefined && compare(found, item) === 0) items.splice(at, 1)
}

/** How many come before an item: its index, where it is in the list. */
export function countBefore<Item>(items: readonly Item[], item: Item, compare: Compare<Item>): number {
  return countWhile(items, (other) => compare(other, item) < 0)
}

/** How many at the beginning something holds for; behind the first for which it does not, it holds for none. */
export function countWhile<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const item = items[middle]
    if (item !== undefined && holds(item)) low = middle + 1
    else high = middle
  }
  return low
}
