/** Loudness as broadcasters measure it: ITU-R BS.1770-4 integrated loudness and EBU Tech 3342 loudness range. */
import { amplitudeOfDecibels } from '#core/units.ts'

/** Loudness of a whole stream. */
export type Loudness = {
  /** `undefined` when nothing rises above the absolute gate, or there is less than one block of 400 ms. */
  readonly integratedLufs: number | undefined
  readonly rangeLu: number
}

/** A stream that takes interleaved samples and ends in their loudness. */
export type LoudnessMeter = {
  push(interleaved: Float32Array): void
  finish(): Loudness
}

const absoluteGateLufs = -70
const stepsPerBlock = 4
const stepsPerShortTerm = 30
/** BS.1770 leaves the LFE out and lifts what comes from behind by 1.5 dB. */
const behind = 1.41
const lfe = 0

/**
 * Weights by place in the usual layouts of one to eight channels, as FFmpeg orders them: mono, stereo, 2.1, 4.0
 * (front, centre, back), 5.0, 5.1, 6.1, 7.1.
 */
const weightsByChannels: readonly (readonly number[])[] = [
  [1],
  [1, 1],
  [1, 1, lfe],
  [1, 1, 1, behind],
  [1, 1, 1, behind, behind],
  [1, 1, 1, lfe, behind, behind],
  [1, 1, 1, lfe, behind, behind, behind],
  [1, 1, 1, lfe, behind, behind, behind, behind],
]

/** Makes the meter for a sampling rate in hertz and a number of channels. */
export function makeLoudnessMeter(sampleRate: number, channels: number): LoudnessMeter {
  const weights = weightsByChannels[channels - 1] ?? Array.from({ length: channels }, () => 1)
  const filters = weights.map((weight) => ({ weight, ...makeKWeighting(sampleRate) }))
  const stepSamples = Math.round(sampleRate / 10)
  const stepPowers: number[] = []
  let stepFilled = 0
  return {
    push(interleaved) {
      const frames = Math.floor(interleaved.length / channels)
      let frame = 0
      while (frame < frames) {
        const take = Math.min(frames - frame, stepSamples - stepFilled)
        for (let channel = 0; channel < channels; channel++) {
          const filter = filters[channel]
          if (filter === undefined || filter.weight === 0) continue
          filter.push(interleaved, frame * channels + channel, channels, take)
        }
        frame += take
        stepFilled += take
        if (stepFilled < stepSamples) continue
        // Each channel's energy is summed sample by sample, so that pieces of any length give the same sum.
        const energy = filters.reduce((sum, { weight, takeEnergy }) => sum + weight * takeEnergy(), 0)
        stepPowers.push(energy / stepSamples)
        stepFilled = 0
      }
    },
    finish() {
      return { integratedLufs: integratedOf(stepPowers), rangeLu: rangeOf(stepPowers) }
    },
  }
}

/** One channel's K-weighting: filters `take` samples and sums their squares until they are taken. */
type KWeighting = {
  push(interleaved: Float32Array, start: number, stride: number, take: number): void
  takeEnergy(): number
}

/**
 * The two K filters for any rate. BS.1770 prints their coefficients for 48 kHz; these are the analogue prototypes those
 * come from (a high shelf of 4 dB at 1682 Hz, a high pass at 38 Hz), brought to the rate by the bilinear transform.
 */
function makeKWeighting(sampleRate: number): KWeighting {
  const shelf = shelfCoefficients(sampleRate)
  const pass = highPassCoefficients(sampleRate)
  const { b0, b1, b2, a1, a2 } = shelf
  const { a1: c1, a2: c2 } = pass
  // A closure's own numbers are boxed at every write, so the loop works on copies.
  const state = new Float64Array(5)
  return { push, takeEnergy }

  function takeEnergy(): number {
    const energy = state[4] ?? 0
    state[4] = 0
    return energy
  }

  function push(interleaved: Float32Array, start: number, stride: number, take: number): void {
    let [s1 = 0, s2 = 0, h1 = 0, h2 = 0, energy = 0] = state
    for (let i = 0, at = start; i < take; i++, at += stride) {
      const x = interleaved[at] ?? 0
      const shelved = b0 * x + s1
      s1 = b1 * x - a1 * shelved + s2
      s2 = b2 * x - a2 * shelved
      const y = shelved + h1
      h1 = -2 * shelved - c1 * y + h2
      h2 = shelved - c2 * y
      energy += y * y
    }
    // A filter left to ring in silence walks into denormal numbers, which are slow.
    const isResting = Math.abs(s1) + Math.abs(s2) + Math.abs(h1) + Math.abs(h2) < 1e-30
    state.set(isResting ? [0, 0, 0, 0, energy] : [s1, s2, h1, h2, energy])
  }
}

type Biquad = {
  readonly b0: number
  readonly b1: number
  readonly b2: number
  readonly a1: number
  readonly a2: number
}

function shelfCoefficients(sampleRate: number): Biquad {
  const k = Math.tan((Math.PI * 1681.974450955533) / sampleRate)
  const q = 0.7071752369554196
  const high = amplitudeOfDecibels(3.999843853973347)
  const middle = high ** 0.4996667741545416
  const a0 = 1 + k / q + k * k
  return {
    b0: (high + (middle * k) / q + k * k) / a0,
    b1: (2 * (k * k - high)) / a0,
    b2: (high - (middle * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / q + k * k) / a0,
  }
}

/** The zeros are fixed at 1, -2, 1, as the standard prints them. */
function highPassCoefficients(sampleRate: number): { readonly a1: number; readonly a2: number } {
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRate)
  const q = 0.5003270373238773
  const a0 = 1 + k / q + k * k
  return { a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 }
}

function lufsOf(power: number): number {
  return -0.691 + 10 * Math.log10(power)
}

function slidingMeans(stepPowers: readonly number[], steps: number): number[] {
  const means: number[] = []
  for (let end = steps; end <= stepPowers.length; end++) {
    let sum = 0
    for (let i = end - steps; i < end; i++) sum += stepPowers[i] ?? 0
    means.push(sum / steps)
  }
  return means
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function integratedOf(stepPowers: readonly number[]): number | undefined {
  const loud = slidingMeans(stepPowers, stepsPerBlock).filter((power) => lufsOf(power) > absoluteGateLufs)
  if (loud.length === 0) return undefined
  const relativeGateLufs = lufsOf(mean(loud)) - 10
  return lufsOf(mean(loud.filter((power) => lufsOf(power) > relativeGateLufs)))
}

/** The spread between the 10th and the 95th percentile of the three-second loudness, gated 20 LU below its mean. */
function rangeOf(stepPowers: readonly number[]): number {
  const loud = slidingMeans(stepPowers, stepsPerShortTerm).filter((power) => lufsOf(power) > absoluteGateLufs)
  if (loud.length === 0) return 0
  const relativeGateLufs = lufsOf(mean(loud)) - 20
  const gated = loud
    .map(lufsOf)
    .filter((lufs) => lufs >= relativeGateLufs)
    .sort((a, b) => a - b)
  const at = (share: number): number => gated[Math.round((gated.length - 1) * share)] ?? 0
  return Math.max(0, at(0.95) - at(0.1))
}
