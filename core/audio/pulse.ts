/** What the beat is heard in: the onsets of three bands, each brought to the level of its surroundings. */
import { frameRate } from './mono-signal.ts'
import type { SpectralFlux } from './spectral-flux.ts'

/** Onset strength per frame; an ordinary frame of music is near 1, a clear onset above 3. */
export type Pulse = {
  readonly low: Float32Array
  readonly mid: Float32Array
  readonly high: Float32Array
  /** The mean of the three. */
  readonly all: Float32Array
}

const surroundSeconds = 4
/** Weaker surroundings than this share of the song's mean are not lifted further: silence stays silent. */
const floorShare = 0.25
const tallest = 12

/** Levels the flux of a song, so that a soft verse beats as clearly as a loud chorus. */
export function pulseOf(flux: SpectralFlux): Pulse {
  const low = levelled(flux.low)
  const mid = levelled(flux.mid)
  const high = levelled(flux.high)
  const all = low.map((value, frame) => (value + (mid[frame] ?? 0) + (high[frame] ?? 0)) / 3)
  return { low, mid, high, all }
}

function levelled(flux: Float32Array): Float32Array {
  const reach = Math.round(surroundSeconds * frameRate)
  const sums = new Float64Array(flux.length + 1)
  for (let frame = 0; frame < flux.length; frame++) sums[frame + 1] = (sums[frame] ?? 0) + (flux[frame] ?? 0)
  const overall = (sums[flux.length] ?? 0) / Math.max(1, flux.length)
  const floor = floorShare * overall + 1e-6
  return flux.map((value, frame) => {
    const from = Math.max(0, frame - reach)
    const to = Math.min(flux.length, frame + reach + 1)
    const surround = ((sums[to] ?? 0) - (sums[from] ?? 0)) / (to - from)
    return Math.min(tallest, value / Math.max(surround, floor))
  })
}

/** The strongest value within `reach` frames of each frame: a note played a little early or late still counts. */
export function widened(values: Float32Array, reach: number): Float32Array {
  return values.map((_, frame) => {
    let most = 0
    const last = Math.min(values.length - 1, frame + reach)
    for (let i = Math.max(0, frame - reach); i <= last; i++) most = Math.max(most, values[i] as number)
    return most
  })
}
