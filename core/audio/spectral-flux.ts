/** Where notes begin: SuperFlux in three bands (Böck and Widmer 2013), and the colour of the sound along the way. */
import { makeRealFft } from './fft.ts'
import { makeFilterbank } from './filterbank.ts'
import { hannWindow } from './hann.ts'
import { hopSize, signalRate } from './mono-signal.ts'

const windowSize = 2048
/** Frames back to compare with: as far as the window still overlaps by half (Böck and Widmer 2013). */
const lag = 2
const compression = 10
const lowUpToHz = 160
const midUpToHz = 1_600
/** Frames that share one value of colour. */
export const colourFrames = 10
/** Bands of colour. */
export const colourBands = 24

/** What the spectrum of a song tells frame by frame. */
export type SpectralFlux = {
  /** How much starts in each frame: below 160 Hz, up to 1.6 kHz, and above. */
  readonly low: Float32Array
  readonly mid: Float32Array
  readonly high: Float32Array
  /** Log energy in `colourBands` bands, one row for every `colourFrames` frames. */
  readonly colour: Float32Array
}

/** Reads the flux of a signal at `signalRate`, multiplied by `gain` first. `onProgress` hears the share done. */
export function spectralFluxOf(
  signal: Float32Array,
  gain: number,
  onProgress: (fraction: number) => void,
): SpectralFlux {
  const frames = Math.ceil(signal.length / hopSize)
  const bank = makeFilterbank({
    size: windowSize,
    sampleRate: signalRate,
    bandsPerOctave: 24,
    lowestHz: 27.5,
    highestHz: 10_500,
  })
  const frameReader = makeFrameReader(signal, gain)
  const magnitude = new Float64Array(windowSize / 2 + 1)
  const history = Array.from({ length: lag + 1 }, () => new Float64Array(bank.bands))
  const low = new Float32Array(frames)
  const mid = new Float32Array(frames)
  const high = new Float32Array(frames)
  const colour = new Float32Array(Math.ceil(frames / colourFrames) * colourBands)
  const midFrom = bank.centresHz.findIndex((hz) => hz > lowUpToHz)
  const highFrom = bank.centresHz.findIndex((hz) => hz > midUpToHz)
  for (let frame = 0; frame < frames; frame++) {
    if (frame % 1000 === 0) onProgress(frame / frames)
    frameReader(frame, magnitude)
    const now = history[frame % (lag + 1)] ?? new Float64Array(bank.bands)
    const before = history[(frame + 1) % (lag + 1)] ?? now
    bank.apply(magnitude, now)
    for (let band = 0; band < bank.bands; band++) now[band] = Math.log10(1 + compression * (now[band] ?? 0))
    low[frame] = rise(now, before, 0, midFrom)
    mid[frame] = rise(now, before, midFrom, highFrom)
    high[frame] = rise(now, before, highFrom, bank.bands)
    addColour(colour, Math.floor(frame / colourFrames) * colourBands, now)
  }
  for (let i = 0; i < colour.length; i++) colour[i] = (colour[i] ?? 0) / colourFrames
  return { low, mid, high, colour }
}

/** Sum of what rose in some bands, against the loudest of three neighbouring bands before: vibrato is no onset. */
function rise(now: Float64Array, before: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let band = from; band < to; band++) {
    const beneath = before[band] as number
    const left = before[band - 1] ?? beneath
    const right = before[band + 1] ?? beneath
    const gap = (now[band] as number) - Math.max(beneath, left, right)
    if (gap > 0) sum += gap
  }
  return sum / (to - from)
}

function addColour(colour: Float32Array, row: number, bands: Float64Array): void {
  const perColour = bands.length / colourBands
  for (let band = 0; band < bands.length; band++) {
    const at = row + Math.floor(band / perColour)
    colour[at] = (colour[at] ?? 0) + (bands[band] ?? 0) / perColour
  }
}

/** Reads the magnitude spectrum of the window centred on a frame. */
function makeFrameReader(
  signal: Float32Array,
  gain: number,
): (frame: number, magnitude: Float64Array) => void {
  const fft = makeRealFft(windowSize)
  const window = hannWindow(windowSize).map((weight) => weight * gain)
  const windowed = new Float64Array(windowSize)
  return (frame, magnitude) => {
    const start = frame * hopSize - windowSize / 2
    const first = Math.max(0, -start)
    const end = Math.min(windowSize, signal.length - start)
    windowed.fill(0)
    for (let i = first; i < end; i++) windowed[i] = (signal[start + i] as number) * (window[i] as number)
    fft.powerOf(windowed, magnitude)
    for (let bin = 0; bin < magnitude.length; bin++) magnitude[bin] = Math.sqrt(magnitude[bin] as number)
  }
}
