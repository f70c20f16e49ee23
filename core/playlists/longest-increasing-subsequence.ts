/** The longest increasing subsequence of a row of numbers. */

/** Indices of one, for distinct numbers, in n log n (Schensted 1961; the piles of patience sorting). */
export function longestIncreasingSubsequence(numbers: readonly number[]): ReadonlySet<number> {
  /** Of each length the index of the smallest number that a subsequence of it ends with. */
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
  const indices = new Set<number>()
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) indices.add(at)
  return indices
}
