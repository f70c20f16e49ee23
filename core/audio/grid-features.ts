/** What tells the right beat grid from its double, its half and its off-beats: a row of figures for each candidate. */
import type { GridCandidate } from './grid-candidates.ts'
import { frameRate } from './mono-signal.ts'
import { type Pulse, widened } from './pulse.ts'

/** The song as these figures read it. Pulses are widened, so that a note a little off its beat still counts. */
export type GridEvidence = {
  readonly low: Float32Array
  readonly mid: Float32Array
  readonly high: Float32Array
  readonly all: Float32Array
  /** How much the harmony changes at each frame, 0 to 1. */
  readonly harmonicChange: Float32Array
}

/** Frames by which a note may miss its beat. */
const reachFrames = 2
/** An onset stronger than this says no more about the grid. */
const strongest = 6
/** A tempo in the middle of what people tap, in beats per minute. */
const middleTempo = 115
/** Places in a beat at which its pattern is read: eighths, triplets. */
const placesInBeat = 6
const alternationBeats = 16

/** Prepares a song's pulse and harmony for `gridFeatures`. */
export function gridEvidence(pulse: Pulse, harmonicChange: Float32Array): GridEvidence {
  const ready = (band: Float32Array) => widened(band, reachFrames).map((value) => Math.min(strongest, value))
  return {
    low: ready(pulse.low),
    mid: ready(pulse.mid),
    high: ready(pulse.high),
    all: ready(pulse.all),
    harmonicChange,
  }
}

/** The figures of one candidate, always in the same order: repetition, tempo, strength on and off the beat, alternation. */
export function gridFeatures(candidate: GridCandidate, evidence: GridEvidence): readonly number[] {
  const octaves = Math.log2((60 * frameRate) / candidate.medianGapFrames / middleTempo)
  return [
    candidate.isBetween,
    unevennessOf(candidate.beats),
    ...repetitionFigures(candidate.beats, evidence),
    octaves,
    octaves * octaves,
    ...strengthFigures(candidate.beats, evidence),
    ...alternationFigures(candidate.beats, evidence),
    ...harmonyFigures(candidate.beats, evidence),
    3 * candidate.clarity,
    Math.max(0, octaves),
    Math.max(0, -octaves),
  ]
}

/** How much the gap changes from beat to beat, in tenths of a natural logarithm. */
export function unevennessOf(beats: readonly number[]): number {
  let sum = 0
  for (let i = 2; i < beats.length; i++) {
    const gap = (beats[i] ?? 0) - (beats[i - 1] ?? 0)
    const before = (beats[i - 1] ?? 0) - (beats[i - 2] ?? 0)
    sum += Math.abs(Math.log(gap / before))
  }
  return (10 * sum) / Math.max(1, beats.length)
}

/** Frames at a place in every beat: 0 is the beat itself, 0.5 halfway to the next. */
function placesOf(beats: readonly number[], share: number): number[] {
  return beats.slice(1).map((beat, i) => {
    const from = beats[i] ?? beat
    return from + (beat - from) * share
  })
}

function meanAt(values: Float32Array, frames: readonly number[]): number {
  let sum = 0
  for (const frame of frames) sum += values[Math.round(frame)] ?? 0
  return sum / Math.max(1, frames.length)
}

/** From -1 to 1; weak values say little. */
function contrast(a: number, b: number): number {
  return (a - b) / (a + b + 0.5)
}

function strengthFigures(beats: readonly number[], { low, high, all }: GridEvidence): number[] {
  const half = placesOf(beats, 0.5)
  const thirds = [...placesOf(beats, 1 / 3), ...placesOf(beats, 2 / 3)]
  const quarters = [...placesOf(beats, 0.25), ...placesOf(beats, 0.75)]
  const onBeat = meanAt(all, beats)
  const onHalf = meanAt(all, half)
  const lowOnBeat = meanAt(low, beats)
  const highOnBeat = meanAt(high, beats)
  return [
    onBeat / 3,
    contrast(onBeat, onHalf),
    contrast(onBeat, meanAt(all, thirds)),
    contrast(onHalf, meanAt(all, quarters)),
    lowOnBeat / 3,
    contrast(lowOnBeat, meanAt(low, half)),
    highOnBeat / 3,
    contrast(highOnBeat, meanAt(high, half)),
  ]
}

/** How differently every other beat sounds: kick against snare. Read in stretches, so that a slip of the tracker costs one. */
function alternationFigures(beats: readonly number[], { low, mid, high }: GridEvidence): number[] {
  let [lowSum, highSum, opposedSum, stretches] = [0, 0, 0, 0]
  for (let from = 0; from + alternationBeats <= beats.length; from += alternationBeats / 2) {
    const stretch = beats.slice(from, from + alternationBeats)
    const even = stretch.filter((_, i) => i % 2 === 0)
    const odd = stretch.filter((_, i) => i % 2 === 1)
    const lowContrast = contrast(meanAt(low, even), meanAt(low, odd))
    const highContrast = contrast(
      meanAt(high, even) + meanAt(mid, even),
      meanAt(high, odd) + meanAt(mid, odd),
    )
    lowSum += Math.abs(lowContrast)
    highSum += Math.abs(highContrast)
    opposedSum += Math.max(0, -lowContrast * highContrast)
    stretches += 1
  }
  const count = Math.max(1, stretches)
  return [lowSum / count, highSum / count, Math.sqrt(opposedSum / count)]
}

function harmonyFigures(beats: readonly number[], { harmonicChange }: GridEvidence): number[] {
  const even = beats.filter((_, i) => i % 2 === 0)
  const odd = beats.filter((_, i) => i % 2 === 1)
  const at = (frames: readonly number[]) => 10 * meanAt(harmonicChange, frames)
  return [contrast(at(beats), at(placesOf(beats, 0.5))), Math.abs(contrast(at(even), at(odd)))]
}

/** How alike the patterns of beats are that lie one, two, three, four, six and eight beats apart. */
function repetitionFigures(beats: readonly number[], evidence: GridEvidence): number[] {
  const rows = beatPatterns(beats, evidence)
  const likeness = (lag: number) => correlationAt(rows, lag)
  const one = likeness(1)
  const two = likeness(2)
  const three = Math.max(likeness(3), likeness(6))
  const four = Math.max(likeness(4), likeness(8))
  const bar = Math.max(three, four)
  return [one, two, three, four, bar, four - one, bar - Math.max(one, two), two - one]
}

/** The onsets inside each beat, in three bands, without their mean. */
function beatPatterns(beats: readonly number[], { low, mid, high }: GridEvidence): readonly Float64Array[] {
  const rows = beats.slice(1).map((next, i) => {
    const beat = beats[i] ?? next
    const row = new Float64Array(3 * placesInBeat)
    for (let place = 0; place < placesInBeat; place++) {
      const frame = Math.round(beat + ((next - beat) * place) / placesInBeat)
      row[3 * place] = low[frame] ?? 0
      row[3 * place + 1] = mid[frame] ?? 0
      row[3 * place + 2] = high[frame] ?? 0
    }
    return row
  })
  const means = [0, 1, 2].map((band) => {
    let sum = 0
    for (const row of rows) for (let i = band; i < row.length; i += 3) sum += row[i] ?? 0
    return sum / Math.max(1, rows.length * placesInBeat)
  })
  for (const row of rows) for (let i = 0; i < row.length; i++) row[i] = (row[i] ?? 0) - (means[i % 3] ?? 0)
  return rows
}

function correlationAt(rows: readonly Float64Array[], lag: number): number {
  let [product, energyA, energyB] = [0, 1e-9, 1e-9]
  for (let i = 0; i + lag < rows.length; i++) {
    const a = rows[i] ?? new Float64Array()
    const b = rows[i + lag] ?? a
    for (let k = 0; k < a.length; k++) {
      const x = a[k] ?? 0
      const y = b[k] ?? 0
      product += x * y
      energyA += x * x
      energyB += y * y
    }
  }
  return product / Math.sqrt(energyA * energyB)
}
