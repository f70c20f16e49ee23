/** How fast the pulse may go over time: autocorrelation in sliding windows, and the likeliest way through it. */
import { frameRate } from './mono-signal.ts'

const shortestGapSeconds = 0.25
const longestGapSeconds = 1.5
const stepsPerOctave = 48
const windowSeconds = 8
const hopSeconds = 0.5
/** How much the first four multiples of a gap count when it is asked whether the pulse repeats by it. */
const multipleWeights = [1, 1, 0.5, 0.5] as const
const longestLagSeconds = longestGapSeconds * 2.2
/** An 8-second window sees a long lag less often than a short one; this much of the difference is made up for. */
const lagCompensation = 0.7
/** Steps that the gap may change by within one hop: a quarter of an octave. */
const mostSteps = 12
/** What one hop at full agreement is worth, against the cost of changing the gap by one octave. */
const agreementWorth = 4
const octaveCost = 30
/** Hops on either side over which a found way is smoothed: two seconds. */
const smoothingHops = 4

/** The agreement of every gap at every hop, 0 to about 1. */
export type Tempogram = { readonly hopFrames: number; readonly rows: readonly Float64Array[] }

/** The gap between beats over time, and how well the pulse agrees with it on the whole. */
export type GapPath = {
  /** The gap in frames around a frame of the pulse. */
  gapAt(frame: number): number
  readonly medianGapFrames: number
  /** The mean agreement along the way, 0 to about 1. */
  readonly clarity: number
}

const gapsFrames: readonly number[] = Array.from(
  { length: Math.floor(stepsPerOctave * Math.log2(longestGapSeconds / shortestGapSeconds)) + 1 },
  (_, i) => shortestGapSeconds * frameRate * 2 ** (i / stepsPerOctave),
)

/** Reads the tempogram of a pulse. */
export function tempogramOf(pulse: Float32Array): Tempogram {
  const hopFrames = Math.round(hopSeconds * frameRate)
  const hops = Math.max(1, Math.ceil(pulse.length / hopFrames))
  const correlation = new Float64Array(Math.ceil(longestLagSeconds * frameRate) + 2)
  const windowed = new Float64Array(Math.round(windowSeconds * frameRate))
  const rows = Array.from({ length: hops }, (_, hop) => {
    correlate(pulse, hop * hopFrames, windowed, correlation)
    return Float64Array.from(gapsFrames, (gap) => agreementAt(correlation, gap))
  })
  return { hopFrames, rows }
}

/** Writes the normalised autocorrelation of the pulse around a frame. */
function correlate(
  pulse: Float32Array,
  centre: number,
  windowed: Float64Array,
  correlation: Float64Array,
): void {
  const { length } = windowed
  const start = centre - Math.floor(length / 2)
  let sum = 0
  for (let i = 0; i < length; i++) sum += pulse[start + i] ?? 0
  const mean = sum / length
  let energy = 1e-9
  for (let i = 0; i < length; i++) {
    const value = pulse[start + i]
    const here = value === undefined ? 0 : (value - mean) * Math.sin((Math.PI * (i + 0.5)) / length)
    windowed[i] = here
    energy += here * here
  }
  for (let lag = 0; lag < correlation.length; lag++) {
    let product = 0
    // Both indices stay inside the window.
    for (let i = lag; i < length; i++) product += (windowed[i] as number) * (windowed[i - lag] as number)
    correlation[lag] = (product / energy) * (length / (length - lagCompensation * lag))
  }
}

function agreementAt(correlation: Float64Array, gap: number): number {
  let sum = 0
  let weights = 0
  multipleWeights.forEach((weight, i) => {
    const lag = gap * (i + 1)
    if (lag >= correlation.length - 1) return
    sum += weight * between(correlation, lag)
    weights += weight
  })
  return weights > 0 ? Math.max(0, sum / weights) : 0
}

function between(values: Float64Array, place: number): number {
  const at = Math.floor(place)
  const here = values[at] ?? 0
  return here + (place - at) * ((values[at + 1] ?? here) - here)
}

/** The likeliest way through the tempogram with gaps from `shortestSeconds` to `longestSeconds` (Viterbi 1967). */
export function gapPathIn(tempogram: Tempogram, shortestSeconds: number, longestSeconds: number): GapPath {
  const { rows, hopFrames } = tempogram
  const first = gapsFrames.findIndex((gap) => gap >= shortestSeconds * frameRate - 1e-6)
  const last = gapsFrames.findLastIndex((gap) => gap <= longestSeconds * frameRate + 1e-6)
  const { path, score } = likeliestPath(rows, first, last - first + 1)
  const gaps = smoothed(path.map((state) => gapsFrames[first + state] ?? 1))
  return {
    medianGapFrames: medianOf(gaps),
    clarity: score / rows.length / agreementWorth,
    gapAt: (frame) => between(gaps, Math.min(gaps.length - 1, frame / hopFrames)),
  }
}

function likeliestPath(
  rows: readonly Float64Array[],
  first: number,
  states: number,
): { readonly path: number[]; readonly score: number } {
  let best = new Float64Array(states)
  const back = rows.map(() => new Int16Array(states))
  for (const [hop, row] of rows.entries()) {
    const next = new Float64Array(states)
    for (let to = 0; to < states; to++) {
      const { from, score } = bestBefore(best, to)
      next[to] = score + agreementWorth * (row[first + to] ?? 0)
      const pointers = back[hop]
      if (pointers !== undefined) pointers[to] = from
    }
    best = next
  }
  const score = best.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
  const path: number[] = []
  for (let state = best.indexOf(score), hop = rows.length - 1; hop >= 0; hop--) {
    path.push(state)
    state = back[hop]?.[state] ?? state
  }
  return { path: path.reverse(), score }
}

function bestBefore(best: Float64Array, to: number): { readonly from: number; readonly score: number } {
  let from = to
  let score = Number.NEGATIVE_INFINITY
  const last = Math.min(best.length - 1, to + mostSteps)
  for (let other = Math.max(0, to - mostSteps); other <= last; other++) {
    const value = (best[other] ?? 0) - (octaveCost / stepsPerOctave) * Math.abs(other - to)
    if (value > score) {
      score = value
      from = other
    }
  }
  return { from, score }
}

/** The geometric mean over a few neighbours: the steps of the grid of gaps would be heard as jumps. */
function smoothed(gaps: readonly number[]): Float64Array {
  return Float64Array.from(gaps, (_, i) => {
    const around = gaps.slice(Math.max(0, i - smoothingHops), i + smoothingHops + 1)
    return Math.exp(around.reduce((sum, gap) => sum + Math.log(gap), 0) / around.length)
  })
}

function medianOf(values: Float64Array): number {
  return values.toSorted()[Math.floor(values.length / 2)] ?? 1
}
