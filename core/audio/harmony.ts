/** Which pitch classes sound when: spectral peaks, brought to the song's own tuning, folded into one octave. */
import { makeRealFft } from './fft.ts'
import { hannWindow } from './hann.ts'
import { hopSize, signalRate } from './mono-signal.ts'
import { makeResampler } from './resampler.ts'

/** Frames of the pulse in one frame of harmony. */
export const harmonyFrames = 4
const lowRate = signalRate / 5
const lowHop = (harmonyFrames * hopSize) / 5
const windowSize = 2048
const lowestHz = 50
const highestHz = 1_900
/** Below this pitch, in semitones as MIDI counts them, a peak also counts as bass. */
const bassBelow = 53
/** Peaks weaker than this share of the strongest of their frame are noise. */
const peakFloor = 0.02

/** The harmony of a song: rows of twelve, C first, each of length one or all zero where nothing has a pitch. */
export type Harmony = {
  readonly frames: number
  readonly chroma: Float32Array
  readonly bass: Float32Array
  /** How far the song is tuned from 440 Hz, in cents from -50 to 50. */
  readonly tuningCents: number
}

type Peaks = { readonly firstOfFrame: number[]; readonly pitches: number[]; readonly weights: number[] }

/** Reads the harmony of a signal at `signalRate`, multiplied by `gain` first. */
export function harmonyOf(signal: Float32Array, gain: number): Harmony {
  const frames = Math.ceil(signal.length / (harmonyFrames * hopSize))
  const peaks = findPeaks(lowSignalOf(signal), frames, gain)
  const tuningCents = tuningOf(peaks)
  const chroma = new Float32Array(12 * frames)
  const bass = new Float32Array(12 * frames)
  for (let frame = 0; frame < frames; frame++) {
    const to = peaks.firstOfFrame[frame + 1] ?? peaks.pitches.length
    for (let i = peaks.firstOfFrame[frame] ?? 0; i < to; i++) {
      const pitch = (peaks.pitches[i] ?? 0) - tuningCents / 100
      const weight = peaks.weights[i] ?? 0
      addPitch(chroma, frame, pitch, weight)
      if (pitch < bassBelow) addPitch(bass, frame, pitch, weight)
    }
    normaliseRow(chroma, frame)
    normaliseRow(bass, frame)
  }
  return { frames, chroma, bass, tuningCents }
}

function lowSignalOf(signal: Float32Array): Float32Array {
  const low = new Float32Array(Math.ceil(signal.length / 5) + 1)
  let length = 0
  const resampler = makeResampler(signalRate, lowRate, (samples) => {
    low.set(samples.subarray(0, low.length - length), length)
    length += samples.length
  })
  for (let from = 0; from < signal.length; from += 65_536)
    resampler.push(signal.subarray(from, from + 65_536))
  resampler.finish()
  return low
}

function findPeaks(low: Float32Array, frames: number, gain: number): Peaks {
  const fft = makeRealFft(windowSize)
  const window = hannWindow(windowSize)
  const windowed = new Float64Array(windowSize)
  const level = new Float64Array(windowSize / 2 + 1)
  const peaks: Peaks = { firstOfFrame: [], pitches: [], weights: [] }
  for (let frame = 0; frame < frames; frame++) {
    peaks.firstOfFrame.push(peaks.pitches.length)
    const start = frame * lowHop - windowSize / 2
    for (let i = 0; i < windowSize; i++) windowed[i] = gain * (low[start + i] ?? 0) * (window[i] ?? 0)
    fft.powerOf(windowed, level)
    addPeaks(level, peaks)
  }
  return peaks
}

/** Peaks of one power spectrum, each placed between the bins by a parabola through the logarithms. */
function addPeaks(power: Float64Array, peaks: Peaks): void {
  const binHz = lowRate / windowSize
  const first = Math.ceil(lowestHz / binHz)
  const last = Math.floor(highestHz / binHz)
  let strongest = 1e-3
  for (let bin = first; bin <= last; bin++) strongest = Math.max(strongest, power[bin] ?? 0)
  const floor = strongest * peakFloor ** 2
  for (let bin = first; bin <= last; bin++) {
    const here = power[bin] ?? 0
    const left = power[bin - 1] ?? 0
    const right = power[bin + 1] ?? 0
    if (here < floor || here <= left || here < right) continue
    const a = Math.log(left + 1e-12)
    const b = Math.log(here + 1e-12)
    const c = Math.log(right + 1e-12)
    const shift = (0.5 * (a - c)) / Math.min(-1e-9, a - 2 * b + c)
    peaks.pitches.push(69 + 12 * Math.log2(((bin + shift) * binHz) / 440))
    peaks.weights.push(here ** 0.25)
  }
}

/** The mean direction of all peaks' distances from the nearest semitone, on the circle of one semitone. */
function tuningOf(peaks: Peaks): number {
  let x = 0
  let y = 0
  peaks.pitches.forEach((pitch, i) => {
    const weight = peaks.weights[i] ?? 0
    x += weight * Math.cos(2 * Math.PI * pitch)
    y += weight * Math.sin(2 * Math.PI * pitch)
  })
  return x === 0 && y === 0 ? 0 : (Math.atan2(y, x) / (2 * Math.PI)) * 100
}

/** Shares a peak between its two nearest semitones; halfway between it counts for neither. */
function addPitch(rows: Float32Array, frame: number, pitch: number, weight: number): void {
  const nearest = Math.round(pitch)
  const share = Math.cos(Math.PI * (pitch - nearest)) ** 2
  const at = 12 * frame + (((nearest % 12) + 12) % 12)
  rows[at] = (rows[at] ?? 0) + weight * share
}

function normaliseRow(rows: Float32Array, frame: number): void {
  const row = rows.subarray(12 * frame, 12 * frame + 12)
  const length = Math.hypot(...row)
  if (length > 0) for (let i = 0; i < 12; i++) row[i] = (row[i] ?? 0) / length
}

/**
 * How much the harmony changes at each frame of the pulse: the distance between what sounds in the seconds after and
 * before, from 0 to 1.
 */
export function harmonicChangeOf(harmony: Harmony, seconds: number, pulseFrames: number): Float32Array {
  const reach = Math.max(1, Math.round((seconds * signalRate) / hopSize / harmonyFrames))
  const sums = runningSums(harmony)
  const change = new Float32Array(harmony.frames)
  for (let frame = 0; frame < harmony.frames; frame++)
    change[frame] = distanceAround(sums, harmony.frames, frame, reach)
  return Float32Array.from({ length: pulseFrames }, (_, frame) => {
    const place = frame / harmonyFrames
    const at = Math.floor(place)
    const here = change[at] ?? 0
    return here + (place - at) * ((change[at + 1] ?? here) - here)
  })
}

function runningSums(harmony: Harmony): Float64Array {
  const sums = new Float64Array(24 * (harmony.frames + 1))
  for (let frame = 0; frame < harmony.frames; frame++) {
    for (let i = 0; i < 24; i++) {
      const value = i < 12 ? harmony.chroma[12 * frame + i] : harmony.bass[12 * frame + i - 12]
      sums[24 * (frame + 1) + i] = (sums[24 * frame + i] ?? 0) + (value ?? 0)
    }
  }
  return sums
}

function distanceAround(sums: Float64Array, frames: number, frame: number, reach: number): number {
  const from = 24 * Math.max(0, frame - reach)
  const middle = 24 * frame
  const to = 24 * Math.min(frames, frame + reach)
  let dot = 0
  let before2 = 1e-9
  let after2 = 1e-9
  for (let i = 0; i < 24; i++) {
    const before = (sums[middle + i] ?? 0) - (sums[from + i] ?? 0)
    const after = (sums[to + i] ?? 0) - (sums[middle + i] ?? 0)
    dot += before * after
    before2 += before * before
    after2 += after * after
  }
  return 1 - dot / Math.sqrt(before2 * after2)
}
