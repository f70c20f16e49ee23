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
      for (const [channel, lane] of lanes.entries()) lane.push(interleaved, channel, channels)
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

type Lane = {
  /** Takes every `stride`th sample from `first` on. */
  push(interleaved: Float32Array, first: number, stride: number): void
  finish(): number
}

function makeLane(): Lane {
  const held = new Float64Array(taps + blockSamples)
  let length = taps
  let peak = 0
  return {
    push(interleaved, first, stride) {
      for (let at = first; at < interleaved.length; ) {
        const room = Math.min(held.length - length, Math.ceil((interleaved.length - at) / stride))
        for (let i = 0; i < room; i++, at += stride) held[length + i] = interleaved[at] as number
        length += room
        if (length === held.length) lookBetween()
      }
    },
    finish() {
      lookBetween()
      held.fill(0, length, length + taps)
      length += taps
      lookBetween()
      return peak
    },
  }

  /** Looks between the samples of the block; the last `taps` wait for the next block, which they need. */
  function lookBetween(): void {
    let highest = peak
    for (let end = taps + 1; end <= length; end++) {
      const before = Math.abs(held[end - halfTaps - 1] as number)
      const after = Math.abs(held[end - halfTaps] as number)
      const louder = Math.max(before, after)
      if (louder > highest) highest = louder
      if (louder > 0 && louder * mostLift >= highest) {
        highest = Math.max(highest, highestBetween(held, end - taps))
      }
    }
    peak = highest
    held.copyWithin(0, length - taps, length)
    length = taps
  }
}

/** The highest of the three points in the middle of the samples from `start` on. */
function highestBetween(held: Float64Array, start: number): number {
  let highest = 0
  for (const filter of quarters) {
    let sum = 0
    for (let tap = 0; tap < taps; tap++) sum += (filter[tap] as number) * (held[start + tap] as number)
    highest = Math.max(highest, Math.abs(sum))
  }
  return highest
}
