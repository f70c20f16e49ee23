/** The tempo that beats have. */

/**
 * Tempo in beats per minute, from beat times in seconds, ascending.
 *
 * Takes the median gap, not the mean: one missed beat doubles one gap and would drag a mean.
 * Answers `undefined` for fewer than two beats, and for beats that are all at one time.
 */
export function tempoOfBeats(beatSeconds: readonly number[]): number | undefined {
  const gaps = beatSeconds
    .slice(1)
    .map((second, i) => second - (beatSeconds[i] ?? second))
    .toSorted((a, b) => a - b)
  const gap = gaps[gaps.length >> 1]
  return gap === undefined || gap <= 0 ? undefined : 60 / gap
}
