/** Beats for a tempo that is known: dynamic programming between onsets and evenness (Ellis 2007). */

/** Gaps looked back over, as shares of the local one. */
const shortestShare = 0.7
const longestShare = 1.4

/**
 * The best beats through a pulse, as frames, given the gap in frames around each frame. `evenness` is what an uneven gap
 * costs, against the square of its logarithm.
 */
export function trackBeats(
  pulse: Float32Array,
  gapAt: (frame: number) => number,
  evenness: number,
): number[] {
  const { length } = pulse
  const score = new Float64Array(length)
  const back = new Int32Array(length).fill(-1)
  const costs = makeCosts(evenness)
  for (let frame = 0; frame < length; frame++) {
    const { nearest, costOfStep } = costs(gapAt(frame))
    let best = Number.NEGATIVE_INFINITY
    for (let i = 0; i < costOfStep.length; i++) {
      const from = frame - nearest - i
      const value = (from >= 0 ? (score[from] as number) : 0) - (costOfStep[i] as number)
      if (value > best) {
        best = value
        back[frame] = from
      }
    }
    score[frame] = best + (pulse[frame] ?? 0)
  }
  return traceBack(score, back, length > 0 ? gapAt(length - 1) : 0)
}

type Costs = { readonly nearest: number; readonly costOfStep: Float64Array }

/** Costs of every step at a gap. Gaps change slowly, so tenths of a frame share theirs. */
function makeCosts(evenness: number): (gap: number) => Costs {
  const known = new Map<number, Costs>()
  return (exactGap) => {
    const gap = Math.max(1, Math.round(exactGap * 10) / 10)
    const found = known.get(gap)
    if (found !== undefined) return found
    const nearest = Math.max(1, Math.round(gap * shortestShare))
    const length = Math.round(gap * longestShare) - nearest + 1
    const costOfStep = Float64Array.from({ length }, (_, i) => evenness * Math.log((nearest + i) / gap) ** 2)
    const costs = { nearest, costOfStep }
    known.set(gap, costs)
    return costs
  }
}

function traceBack(score: Float64Array, back: Int32Array, lastGap: number): number[] {
  let frame = -1
  let best = Number.NEGATIVE_INFINITY
  for (let end = Math.max(0, score.length - Math.ceil(lastGap)); end < score.length; end++) {
    if ((score[end] ?? 0) > best) {
      best = score[end] ?? 0
      frame = end
    }
  }
  const beats: number[] = []
  while (frame >= 0) {
    beats.push(frame)
    frame = back[frame] ?? -1
  }
  return beats.reverse()
}
