/** The longest rise within a row of numbers. */

/**
 * Indices of a longest strictly rising subsequence of distinct numbers, in n log n (Schensted 1961; the piles of patience
 * sorting).
 */
export function longestRise(numbers: readonly number[]): ReadonlySet<number> {
  /** Of each length the index of the smallest number that a rise of it ends with. */
  const ends: number[] = []
  const previous: (number | undefined)[] = []
  numbers.forEach((number, i) => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1
      else high = middle
    }
    previous.push(ends[low - 1])
    ends[low] = i
  })
  const rise = new Set<number>()
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) rise.add(at)
  return rise
}
