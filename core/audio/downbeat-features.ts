/** What tells a downbeat from the other beats: a row of figures for every beat, against its neighbours. */
import { type Harmony, harmonicChangeOf, harmonyFrames } from './harmony.ts'
import { type Pulse, widened } from './pulse.ts'

/** The song as these figures read it. */
export type DownbeatEvidence = {
  readonly pulse: Pulse
  readonly harmony: Harmony
  /** Mean power of each frame of the pulse. */
  readonly powers: Float64Array
}

const reachFrames = 2
const shortChangeSeconds = 0.5
const longChangeSeconds = 1.2
/** A figure this many times its mean says no more. */
const strongest = 4

/** The figures of each beat (frames, ascending), always in the same order. */
export function downbeatFeatures(
  beats: readonly number[],
  evidence: DownbeatEvidence,
): readonly (readonly number[])[] {
  const rows = levelled(beatFigures(beats, evidence))
  return rows.map((row, beat) =>
    row.flatMap((value, figure) => {
      const at = (distance: number) => rows[beat + distance]?.[figure] ?? 1
      const against = (distance: number) => value - (at(-distance) + at(distance)) / 2
      return [value, against(1), against(2), against(3), (at(-4) + at(4)) / 2]
    }),
  )
}

/** Every figure in multiples of its mean over the song. */
function levelled(rows: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const width = rows[0]?.length ?? 0
  const means = Array.from({ length: width }, (_, i) => {
    return rows.reduce((sum, row) => sum + Math.abs(row[i] ?? 0), 0) / rows.length + 1e-3
  })
  return rows.map((row) =>
    row.map((value, i) => Math.max(-strongest, Math.min(strongest, value / (means[i] ?? 1)))),
  )
}

function beatFigures(
  beats: readonly number[],
  { pulse, harmony, powers }: DownbeatEvidence,
): readonly (readonly number[])[] {
  const { length } = pulse.all
  const bands = [pulse.low, pulse.mid, pulse.high].map((band) => widened(band, reachFrames))
  const changes = [shortChangeSeconds, longChangeSeconds].map((seconds) =>
    harmonicChangeOf(harmony, seconds, length),
  )
  const ends = beats.map((beat, i) => beats[i + 1] ?? beat + (beat - (beats[i - 1] ?? beat - 1)))
  const chords = beats.map((beat, i) => chordBetween(harmony, beat, ends[i] ?? beat))
  const levels = beats.map((beat, i) => levelBetween(powers, beat, ends[i] ?? beat))
  return beats.map((beat, i) => {
    const frame = Math.round(beat)
    const chordChange = (span: number, from: number, to: number) =>
      10 * distance(sumOf(chords, i - span, span), sumOf(chords, i, span), from, to)
    const level = levels[i] ?? 0
    return [
      ...bands.map((band) => band[frame] ?? 0),
      ...changes.map((change) => 10 * (change[frame] ?? 0)),
      chordChange(1, 0, 12),
      chordChange(2, 0, 12),
      chordChange(1, 12, 24),
      chordChange(2, 12, 24),
      4 * (level - (levels[i - 1] ?? level)),
      chordChange(4, 0, 24),
    ]
  })
}

/** Chroma in the first twelve places, bass in the others, summed between two frames of the pulse. */
function chordBetween(harmony: Harmony, fromFrame: number, toFrame: number): Float64Array {
  const chord = new Float64Array(24)
  const last = Math.min(harmony.frames, Math.round(toFrame / harmonyFrames))
  for (let frame = Math.max(0, Math.round(fromFrame / harmonyFrames)); frame < last; frame++) {
    for (let i = 0; i < 12; i++) {
      chord[i] = (chord[i] ?? 0) + (harmony.chroma[12 * frame + i] ?? 0)
      chord[12 + i] = (chord[12 + i] ?? 0) + (harmony.bass[12 * frame + i] ?? 0)
    }
  }
  return chord
}

function sumOf(chords: readonly Float64Array[], from: number, count: number): Float64Array {
  const sum = new Float64Array(24)
  for (let at = Math.max(0, from); at < Math.min(chords.length, from + count); at++) {
    for (let i = 0; i < 24; i++) sum[i] = (sum[i] ?? 0) + (chords[at]?.[i] ?? 0)
  }
  return sum
}

/** Cosine distance of two chords between two of their places. */
function distance(a: Float64Array, b: Float64Array, from: number, to: number): number {
  let [product, energyA, energyB] = [0, 1e-9, 1e-9]
  for (let i = from; i < to; i++) {
    const x = a[i] ?? 0
    const y = b[i] ?? 0
    product += x * y
    energyA += x * x
    energyB += y * y
  }
  return 1 - product / Math.sqrt(energyA * energyB)
}

/** Mean power between two frames, as a logarithm. */
function levelBetween(powers: Float64Array, from: number, to: number): number {
  const [first, last] = [Math.round(from), Math.round(to)]
  let sum = 0
  for (let frame = first; frame < last; frame++) sum += powers[frame] ?? 0
  return Math.log10(1e-6 + sum / Math.max(1, last - first))
}
