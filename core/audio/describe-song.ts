/** What is heard in a song: rhythm, harmony, form and energy, put together from one mono signal. */
import type { Analysis } from './analysis.ts'
import { boundariesOf } from './boundaries.ts'
import { dropsOf } from './drops.ts'
import { embeddingOf } from './embedding.ts'
import { energyOf, silencesOf } from './energy.ts'
import { harmonyOf } from './harmony.ts'
import { keyOf } from './key.ts'
import { framePowers, levellingGain } from './mono-signal.ts'
import { onsetsOf } from './onsets.ts'
import { partsOf } from './parts.ts'
import { type Rhythm, rhythmOf } from './rhythm.ts'
import { songUnits, stepSeconds } from './song-units.ts'
import { spectralFluxOf } from './spectral-flux.ts'

/** All of the analysis but what is measured on the samples as they come. */
export type SongDescription = Omit<Analysis, 'duration' | 'loudness' | 'annotation_metadata'>

/** Below this, parts are looked for in even steps: beats that nobody hears are no units. */
const trustedGrid = 0.3
const fewestUnitBeats = 16

/** Describes a signal at `signalRate`. A signal in which nothing is heard has no beats, no key and one part. */
export function describeSong(
  signal: Float32Array,
  songSeconds: number,
  onProgress: (fraction: number, stage: string) => void,
): SongDescription {
  const powers = framePowers(signal)
  const gain = levellingGain(powers)
  const energy = energyOf(powers)
  const silences = silencesOf(powers)
  if (gain === 0) return nothingHeard(songSeconds, energy, silences)
  const flux = spectralFluxOf(signal, gain, (share) => onProgress(0.6 * share, 'finding where notes begin'))
  onProgress(0.6, 'finding the harmony')
  const harmony = harmonyOf(signal, gain)
  onProgress(0.85, 'finding the beat')
  const rhythm = rhythmOf({ flux, harmony, powers })
  onProgress(0.95, 'finding the parts')
  const units = songUnits(unitTimes(rhythm, songSeconds), { harmony, colour: flux.colour, powers })
  const isDownbeat = (unit: number) => isGridUsed(rhythm) && rhythm.beats[unit]?.position === 1
  const segments = partsOf(units, boundariesOf(units, songSeconds, isDownbeat), songSeconds)
  const key = keyOf(harmony)
  onProgress(1, 'done')
  return {
    ...rhythmFields(rhythm),
    segments,
    key,
    energy,
    onsets: onsetsOf(rhythm.pulse.all),
    silences,
    drops: dropsOf(energy, segments),
    embedding: embeddingOf({ colour: flux.colour, harmony, key, rhythm }),
  }
}

function isGridUsed({ gridConfidence, beats }: Rhythm): boolean {
  return gridConfidence >= trustedGrid && beats.length >= fewestUnitBeats
}

function unitTimes(rhythm: Rhythm, songSeconds: number): readonly number[] {
  if (isGridUsed(rhythm)) return rhythm.beats.map(({ time }) => time)
  return Array.from({ length: Math.max(1, Math.ceil(songSeconds / stepSeconds)) }, (_, i) => i * stepSeconds)
}

function rhythmFields(rhythm: Rhythm) {
  const { beats, tempo, tempoConfidence, alternatives, curve, beatsPerBar, barConfidence, gridConfidence } =
    rhythm
  return {
    tempo: {
      value: tempo ?? null,
      confidence: tempoConfidence,
      alternatives: [...alternatives],
      curve: [...curve],
    },
    beats: [...beats],
    downbeats: beats.filter(({ position }) => position === 1).map(({ time }) => time),
    time_signature: { numerator: beatsPerBar, denominator: 4, confidence: barConfidence },
    grid_confidence: gridConfidence,
  }
}

function nothingHeard(
  songSeconds: number,
  energy: Analysis['energy'],
  silences: Analysis['silences'],
): SongDescription {
  return {
    tempo: { value: null, confidence: 0, alternatives: [], curve: [] },
    beats: [],
    downbeats: [],
    time_signature: { numerator: 4, denominator: 4, confidence: 0 },
    segments: [{ time: 0, duration: songSeconds, label: 'silence', confidence: 1 }],
    key: { tonic: null, mode: null, confidence: 0 },
    energy,
    onsets: [],
    silences,
    drops: [],
    embedding: [],
    grid_confidence: 0,
  }
}
