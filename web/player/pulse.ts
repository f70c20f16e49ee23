/** What beats, beats in time with the song. */

/** How long a pulse takes to fall to a third, in seconds: gone before the next beat of any song people dance to. */
const fallSeconds = 0.11

/** The strength of the beat at a time, 1 on a beat and falling after it; 0 before the first. Beats ascend. */
export function pulseAt(beatSeconds: readonly number[], seconds: number): number {
  let low = 0
  let high = beatSeconds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((beatSeconds[middle] ?? Infinity) <= seconds) low = middle + 1
    else high = middle
  }
  const last = beatSeconds[low - 1]
  return last === undefined ? 0 : Math.exp((last - seconds) / fallSeconds)
}
