/** A song as a point among songs: timbre, harmony and rhythm in equal shares, of unit length. */
import type { Analysis } from './analysis.ts'
import type { Harmony } from './harmony.ts'
import type { Rhythm } from './rhythm.ts'
import { colourBands } from './spectral-flux.ts'

const tonics = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B']

/**
 * 24 figures of how bright the song is, 24 of how much that changes, 12 of which degrees of its key sound, 6 of its
 * rhythm. Empty where nothing sounds.
 */
export function embeddingOf(song: {
  readonly colour: Float32Array
  readonly harmony: Harmony
  readonly key: Analysis['key']
  readonly rhythm: Rhythm
}): number[] {
  const { mean, spread } = coloursOf(song.colour)
  const parts = [mean, spread, degreesOf(song.harmony, song.key.tonic), rhythmFigures(song.rhythm)]
  const whole = parts.flatMap(unit)
  return whole.every((value) => value === 0) ? [] : unit(whole).map((value) => Math.round(value * 1e5) / 1e5)
}

function coloursOf(colour: Float32Array): { readonly mean: number[]; readonly spread: number[] } {
  const rows = Math.max(1, colour.length / colourBands)
  const bands = Array.from({ length: colourBands }, (_, band) => {
    let [sum, squares] = [0, 0]
    for (let at = band; at < colour.length; at += colourBands) {
      sum += colour[at] ?? 0
      squares += (colour[at] ?? 0) ** 2
    }
    const mean = sum / rows
    return { mean, spread: Math.sqrt(Math.max(0, squares / rows - mean * mean)) }
  })
  const level = bands.reduce((sum, { mean }) => sum + mean, 0) / colourBands
  return { mean: bands.map(({ mean }) => mean - level), spread: bands.map(({ spread }) => spread) }
}

/** Pitch classes counted from the tonic, so that the same song in another key is near. */
function degreesOf({ chroma }: Harmony, tonic: Analysis['key']['tonic']): number[] {
  const offset = tonic === null ? 0 : tonics.indexOf(tonic)
  const degrees = new Array<number>(12).fill(0)
  chroma.forEach((value, i) => {
    const degree = ((i % 12) - offset + 12) % 12
    degrees[degree] = (degrees[degree] ?? 0) + value
  })
  const mean = degrees.reduce((sum, value) => sum + value, 0) / 12
  return degrees.map((value) => value - mean)
}

/** The tempo as a direction, in which double and half are the same, how surely it is one, and where the weight lies. */
function rhythmFigures({ tempo, gridConfidence, beatsPerBar, pulse }: Rhythm): number[] {
  if (tempo === undefined) return [0, 0, 0, 0, 0, 0]
  const turn = 2 * Math.PI * Math.log2(tempo / 60)
  const meanOf = (band: Float32Array) => band.reduce((sum, value) => sum + value ** 2, 0) / band.length / 10
  return [
    gridConfidence * Math.cos(turn),
    gridConfidence * Math.sin(turn),
    beatsPerBar === 3 ? 1 : 0,
    meanOf(pulse.low),
    meanOf(pulse.mid),
    meanOf(pulse.high),
  ]
}

function unit(values: readonly number[]): readonly number[] {
  const length = Math.hypot(...values)
  return length > 0 ? values.map((value) => value / length) : values
}
