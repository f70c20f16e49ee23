/** True peak after ITU-R BS.1770-4 annex 2: the highest level between the samples, found by oversampling four times. */
import { windowedSinc } from './kaiser.ts'

/** A stream that takes interleaved samples and ends in the highest level that a converter would make of them. */
export type TruePeakMeter = {
  push(interleaved: Float32Array): void
  /** As a linear level, 1 being full scale; 0 for silence. */
  finish(): number
}

const halfTaps = 12
const taps = 2 * halfTaps
const blockSamples = 1024
/**
 * How far a wave can rise above both samples beside its peak: 3 dB at a quarter of the rate, without limit only at half
 * the rate. Between samples more than 6 dB under the highest peak so far nobody needs to look.
 */
const mostLift = 2

/** Makes the meter. The rate does not matter: what counts is between one sample and the next. */
export function makeTruePeakMeter(channels: number): TruePeakMeter {
  const lanes = Array.from({ length: channels }, makeLane)
  return {
    push(interleaved) {
      for (let channel = 0; channel < channels; channel++) {
        const lane = lanes[channel]
        for (let at = channel; at < interleaved.length; at += channels) lane?.push(interleaved[at] ?? 0)
      }
    },
    finish() {
      return lanes.reduce((peak, lane) => Math.max(peak, lane.finish()), 0)
    },
  }
}

/** The filters of the three points between two samples. */
const quarters = [0.25, 0.5, 0.75].map((offset) =>
  Float64Array.from({ length: taps }, (_, tap) =>
    windowedSinc(tap - (halfTaps - 1) - offset, halfTaps, 0.5, 5),
  ),
)

function makeLane(): { push(sample: number): void; finish(): number } {
  const held = new Float64Array(taps + blockSamples)
  let length = taps
  let peak = 0
  return {
    push,
    finish() {
      for (let i = 0; i < taps; i++) push(0)
      lookBetween()
      return peak
    },
  }

  function push(sample: number): void {
    held[length] = sample
    length++
    if (length === held.length) lookBetween()
  }

  /** Looks between the samples of the block; the last `taps` wait for the next block, which they need. */
  function lookBetween(): void {
    for (let end = taps + 1; end <= length; end++) {
      const before = Math.abs(held[end - halfTaps - 1] ?? 0)
      const after = Math.abs(held[end - halfTaps] ?? 0)
      const louder = Math.max(before, after)
      if (louder > peak) peak = louder
      if (louder > 0 && louder * mostLift >= peak) peak = Math.max(peak, highestBetween(end - taps))
    }
    held.copyWithin(0, length - taps, length)
    length = taps
  }

  function highestBetween(start: number): number {
    let highest = 0
    for (const filter of quarters) {
      let sum = 0
      for (let tap = 0; tap < taps; tap++) sum += (filter[tap] ?? 0) * (held[start + tap] ?? 0)
      highest = Math.max(highest, Math.abs(sum))
    }
    return highest
  }
}
