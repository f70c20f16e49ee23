/** The beat of a song: its grid, bars and tempo, and how far the grid is to be trusted. */
import { countBars } from './bars.ts'
import { downbeatFeatures } from './downbeat-features.ts'
import { downbeatModel } from './downbeat-weights.ts'
import { type GridCandidate, gridCandidates } from './grid-candidates.ts'
import { type GridEvidence, gridEvidence, gridFeatures, unevennessOf } from './grid-features.ts'
import { gridModel } from './grid-weights.ts'
import { type Harmony, harmonicChangeOf } from './harmony.ts'
import { scoreOf } from './learned.ts'
import { frameRate, secondsOfFrame } from './mono-signal.ts'
import { type Pulse, pulseOf } from './pulse.ts'
import type { SpectralFlux } from './spectral-flux.ts'
import { tempogramOf } from './tempogram.ts'

/** One beat: seconds, its place in the bar from 1, and how clearly it is heard, 0 to 1. */
export type Beat = { readonly time: number; readonly position: number; readonly confidence: number }

/** What the rhythm of a song is. Tempi are beats per minute; `tempo` is `undefined` where there is no grid. */
export type Rhythm = {
  readonly beats: readonly Beat[]
  readonly tempo: number | undefined
  readonly tempoConfidence: number
  /** Other levels and speeds that the grid might have had, the likeliest first. */
  readonly alternatives: readonly { readonly value: number; readonly confidence: number }[]
  readonly curve: readonly { readonly time: number; readonly value: number }[]
  readonly beatsPerBar: 3 | 4
  readonly barConfidence: number
  readonly gridConfidence: number
  readonly pulse: Pulse
}

/** Harmony is compared over this much before and after a moment. */
const changeSeconds = 0.6
const mostAlternatives = 3
/** Tempi within this share of each other are one. */
const sameTempoShare = 0.06
const curveSeconds = 5

/** What the rhythm is found in. */
export type RhythmEvidence = {
  readonly flux: SpectralFlux
  readonly harmony: Harmony
  readonly powers: Float64Array
}

/** Finds the rhythm of a song. A song without a pulse has no beats. */
export function rhythmOf({ flux, harmony, powers }: RhythmEvidence): Rhythm {
  const pulse = pulseOf(flux)
  const candidates = gridCandidates(pulse.all, tempogramOf(pulse.all))
  const evidence = gridEvidence(pulse, harmonicChangeOf(harmony, changeSeconds, pulse.all.length))
  const ranked = rank(candidates, evidence)
  const [chosen] = ranked
  if (chosen === undefined) return withoutBeat(pulse)
  const { beats } = chosen.candidate
  const logOdds = downbeatFeatures(beats, { pulse, harmony, powers }).map((figures) =>
    scoreOf(downbeatModel, figures),
  )
  const { positions, beatsPerBar } = countBars(logOdds)
  const tempo = tempoOf(beats)
  return {
    beats: beats.map((frame, i) => ({
      time: secondsOfFrame(frame),
      position: positions[i] ?? 1,
      confidence: Math.min(1, (evidence.all[Math.round(frame)] ?? 0) / clearOnset),
    })),
    tempo,
    tempoConfidence: chosen.probability,
    alternatives: alternativesOf(ranked, tempo),
    curve: curveOf(beats),
    beatsPerBar,
    barConfidence: barConfidenceOf(logOdds, positions),
    gridConfidence: gridConfidenceOf(chosen.candidate, evidence),
    pulse,
  }
}

/** An onset of this strength is heard by everybody. */
const clearOnset = 4

function withoutBeat(pulse: Pulse): Rhythm {
  return {
    beats: [],
    tempo: undefined,
    tempoConfidence: 0,
    alternatives: [],
    curve: [],
    beatsPerBar: 4,
    barConfidence: 0,
    gridConfidence: 0,
    pulse,
  }
}

type Ranked = { readonly candidate: GridCandidate; readonly probability: number }

function rank(candidates: readonly GridCandidate[], evidence: GridEvidence): readonly Ranked[] {
  const scores = candidates.map((candidate) => scoreOf(gridModel, gridFeatures(candidate, evidence)))
  const most = Math.max(...scores)
  const weights = scores.map((score) => Math.exp(score - most))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return candidates
    .map((candidate, i) => ({ candidate, probability: (weights[i] ?? 0) / sum }))
    .toSorted((a, b) => b.probability - a.probability)
}

/** The tempo of most gaps: the median is not moved by a pause or a ritardando. */
function tempoOf(beats: readonly number[]): number {
  const gaps = beats.slice(1).map((beat, i) => beat - (beats[i] ?? 0))
  // A gap is a whole number of frames; over eight beats the rounding is an eighth.
  const spans = beats.slice(8).map((beat, i) => (beat - (beats[i] ?? 0)) / 8)
  return (60 * frameRate) / median(spans.length > 0 ? spans : gaps)
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 1
}

function alternativesOf(ranked: readonly Ranked[], tempo: number): Rhythm['alternatives'] {
  const found: { value: number; confidence: number }[] = []
  const isKnown = (value: number) =>
    [tempo, ...found.map((each) => each.value)].some((known) => Math.abs(value / known - 1) < sameTempoShare)
  for (const { candidate, probability } of ranked) {
    const value = tempoOf(candidate.beats)
    if (!isKnown(value)) found.push({ value, confidence: probability })
  }
  return found.slice(0, mostAlternatives)
}

function curveOf(beats: readonly number[]): Rhythm['curve'] {
  const last = secondsOfFrame(beats.at(-1) ?? 0)
  const points: { time: number; value: number }[] = []
  for (let time = 0; time <= last; time += curveSeconds) {
    const around = beats.filter((beat) => Math.abs(secondsOfFrame(beat) - time) <= curveSeconds)
    if (around.length < 3) continue
    const gap = ((around.at(-1) ?? 0) - (around[0] ?? 0)) / (around.length - 1)
    points.push({ time, value: (60 * frameRate) / gap })
  }
  return points
}

/** How much more the counted downbeats look like downbeats than the other beats do, 0 to 1. */
function barConfidenceOf(logOdds: readonly number[], positions: readonly number[]): number {
  const meanOf = (isDownbeat: boolean) => {
    const some = logOdds.filter((_, i) => (positions[i] === 1) === isDownbeat)
    return some.reduce((sum, value) => sum + value, 0) / Math.max(1, some.length)
  }
  return 1 - Math.exp(-Math.max(0, meanOf(true) - meanOf(false)) / 4)
}

/**
 * How far the grid may be cut on: the pulse must repeat (clarity), its onsets must lie on the grid (strength), and the
 * gaps must not wander (unevenness). The logistic's weights were fitted by `bench/grid-model`.
 */
function gridConfidenceOf(candidate: GridCandidate, evidence: GridEvidence): number {
  const { beats, clarity } = candidate
  const strength = beats.reduce((sum, beat) => sum + (evidence.all[Math.round(beat)] ?? 0), 0) / beats.length
  const logOdds = 9 * (clarity - 0.3) + 0.9 * (strength - 2) - 3 * (unevennessOf(beats) - 0.35)
  return 1 / (1 + Math.exp(-logOdds))
}
