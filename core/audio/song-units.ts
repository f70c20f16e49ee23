/** The song beat by beat (or half second by half second, where there is no beat): how it sounds in each. */
import { type Harmony, harmonyFrames } from './harmony.ts'
import { frameRate } from './mono-signal.ts'
import { colourBands, colourFrames } from './spectral-flux.ts'

/** Where a unit's figures lie: chroma and bass first, then colour, then level. */
export const unitLayout = { harmony: 24, colour: colourBands, all: 24 + colourBands + 1 } as const

/** Units in order. Each row follows `unitLayout`; colour and level are in spreads around their mean over the song. */
export type SongUnits = {
  readonly times: readonly number[]
  readonly rows: readonly Float64Array[]
}

/** Where there is no beat, the song is read in steps of this. */
export const stepSeconds = 0.5

/** A band that hardly changes over a song must not be blown up into noise. */
const smallestSpread = 0.05

/** Reads the units that start at `times` (seconds, ascending), the last of which ends the song. */
export function songUnits(
  times: readonly number[],
  song: { readonly harmony: Harmony; readonly colour: Float32Array; readonly powers: Float64Array },
): SongUnits {
  const rows = times.map((time, i) => {
    const end = times[i + 1] ?? time + stepSeconds
    const row = new Float64Array(unitLayout.all)
    addHarmony(row, song.harmony, time, end)
    addColour(row, song.colour, time, end)
    row[unitLayout.all - 1] = levelBetween(song.powers, time, end)
    return row
  })
  for (let i = unitLayout.harmony; i < unitLayout.all; i++) standardise(rows, i)
  return { times, rows }
}

function addHarmony(row: Float64Array, { chroma, bass }: Harmony, from: number, to: number): void {
  const first = Math.round((from * frameRate) / harmonyFrames)
  const last = Math.max(first + 1, Math.round((to * frameRate) / harmonyFrames))
  for (let frame = first; frame < last; frame++) {
    for (let i = 0; i < 12; i++) {
      row[i] = (row[i] ?? 0) + (chroma[12 * frame + i] ?? 0)
      row[12 + i] = (row[12 + i] ?? 0) + (bass[12 * frame + i] ?? 0)
    }
  }
}

function addColour(row: Float64Array, colour: Float32Array, from: number, to: number): void {
  const first = Math.floor((from * frameRate) / colourFrames)
  const last = Math.max(first + 1, Math.round((to * frameRate) / colourFrames))
  for (let at = first; at < last; at++) {
    for (let band = 0; band < colourBands; band++) {
      const here = unitLayout.harmony + band
      row[here] = (row[here] ?? 0) + (colour[at * colourBands + band] ?? 0) / (last - first)
    }
  }
}

function levelBetween(powers: Float64Array, from: number, to: number): number {
  const first = Math.round(from * frameRate)
  const last = Math.max(first + 1, Math.round(to * frameRate))
  let sum = 0
  for (let frame = first; frame < last; frame++) sum += powers[frame] ?? 0
  return Math.log10(1e-7 + sum / (last - first))
}

function standardise(rows: readonly Float64Array[], column: number): void {
  const mean = rows.reduce((sum, row) => sum + (row[column] ?? 0), 0) / rows.length
  const variance = rows.reduce((sum, row) => sum + ((row[column] ?? 0) - mean) ** 2, 0) / rows.length
  const spread = Math.max(smallestSpread, Math.sqrt(variance))
  for (const row of rows) row[column] = ((row[column] ?? 0) - mean) / spread
}
