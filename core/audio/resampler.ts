/** Changes the sampling rate of a mono stream by a band-limited polyphase filter: the same numbers on every machine. */
import { windowedSinc } from './kaiser.ts'

/** A stream that takes samples at one rate and gives them at another. */
export type Resampler = {
  /** Takes the next samples and hands on those that are complete. */
  push(samples: Float32Array): void
  /** Hands on the samples that waited for a future that does not come. */
  finish(): void
}

/** Zero crossings of the sinc on each side: the stop band starts at 1.1 of the band edge, 65 dB down. */
const zeroCrossings = 12
const kaiserBeta = 6.5
/** Where the filter is 6 dB down, as a share of the lower of the two half rates. */
const bandEdge = 0.92

/**
 * Makes a stream from `fromRate` to `toRate`, both whole samples a second. Time zero stays time zero: the filter's delay
 * is taken out. `onSamples` is given a view that is only good until it returns.
 */
export function makeResampler(
  fromRate: number,
  toRate: number,
  onSamples: (samples: Float32Array) => void,
): Resampler {
  const divisor = greatestCommonDivisor(fromRate, toRate)
  const phases = toRate / divisor
  const stride = fromRate / divisor
  const halfTaps = Math.ceil(zeroCrossings * Math.max(1, fromRate / toRate))
  const taps = 2 * halfTaps
  const filters = polyphaseFilters({ phases, halfTaps, fromRate, toRate })
  // The window slides over the past `taps` samples; it starts half a filter before the first sample, in silence.
  let pending = new Float32Array(4096)
  let pendingLength = halfTaps - 1
  let phase = 0
  let pushed = 0
  let given = 0

  return {
    push(samples) {
      pushed += samples.length
      drain(samples, Number.POSITIVE_INFINITY)
    },
    finish() {
      drain(new Float32Array(taps + stride), Math.ceil((pushed * toRate) / fromRate))
    },
  }

  function drain(samples: Float32Array, most: number): void {
    append(samples)
    const out = new Float32Array(Math.ceil((pendingLength * phases) / stride) + 1)
    let length = 0
    let start = 0
    while (start + taps <= pendingLength && given < most) {
      out[length] = dot(pending, start, filters, phase * taps, taps)
      length++
      given++
      phase += stride
      start += Math.floor(phase / phases)
      phase %= phases
    }
    const kept = Math.min(start, pendingLength)
    pending.copyWithin(0, kept, pendingLength)
    pendingLength -= kept
    if (length > 0) onSamples(out.subarray(0, length))
  }

  function append(samples: Float32Array): void {
    const needed = pendingLength + samples.length
    if (needed > pending.length) {
      const larger = new Float32Array(Math.max(needed, 2 * pending.length))
      larger.set(pending.subarray(0, pendingLength))
      pending = larger
    }
    pending.set(samples, pendingLength)
    pendingLength = needed
  }
}

/** One filter per output phase, each summing to one, so that a constant stays that constant. */
function polyphaseFilters(input: {
  readonly phases: number
  readonly halfTaps: number
  readonly fromRate: number
  readonly toRate: number
}): Float32Array {
  const { phases, halfTaps, fromRate, toRate } = input
  const taps = 2 * halfTaps
  const cutoff = 0.5 * bandEdge * Math.min(1, toRate / fromRate)
  const filters = new Float32Array(phases * taps)
  for (let phase = 0; phase < phases; phase++) {
    let sum = 0
    const row = new Float64Array(taps)
    for (let tap = 0; tap < taps; tap++) {
      const weight = windowedSinc(tap - (halfTaps - 1) - phase / phases, halfTaps, cutoff, kaiserBeta)
      row[tap] = weight
      sum += weight
    }
    for (let tap = 0; tap < taps; tap++) filters[phase * taps + tap] = (row[tap] ?? 0) / sum
  }
  return filters
}

function dot(a: Float32Array, aStart: number, b: Float32Array, bStart: number, length: number): number {
  let even = 0
  let odd = 0
  // Both stretches lie inside their arrays: the window holds `taps` samples, the filters `taps` weights a phase.
  for (let i = 0; i < length; i += 2) {
    even += (a[aStart + i] as number) * (b[bStart + i] as number)
    odd += (a[aStart + i + 1] as number) * (b[bStart + i + 1] as number)
  }
  return even + odd
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
