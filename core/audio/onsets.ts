/** Where notes begin: peaks of the pulse that stand out of what surrounds them (Böck, Krebs and Schedl 2012). */
import type { Analysis } from './analysis.ts'
import { frameRate, secondsOfFrame } from './mono-signal.ts'

const peakReachSeconds = 0.03
const surroundReachSeconds = 0.1
/** How far a peak stands out, in levels of an ordinary frame. */
const standsOutBy = 1.2
/** An onset of this level has full strength. */
const fullStrength = 8

/** The onsets of a levelled pulse. */
export function onsetsOf(pulse: Float32Array): Analysis['onsets'] {
  const peakReach = Math.round(peakReachSeconds * frameRate)
  const surroundReach = Math.round(surroundReachSeconds * frameRate)
  const found: { time: number; strength: number }[] = []
  for (let frame = 0; frame < pulse.length; frame++) {
    const value = pulse[frame] ?? 0
    if (value < standsOutBy || !isPeak(pulse, frame, peakReach)) continue
    if (value < standsOutBy + meanAround(pulse, frame, surroundReach)) continue
    found.push({ time: secondsOfFrame(frame), strength: Math.min(1, value / fullStrength) })
  }
  return found
}

/** Of two equal neighbours the first is the peak. */
function isPeak(pulse: Float32Array, frame: number, reach: number): boolean {
  const value = pulse[frame] ?? 0
  for (let other = frame - reach; other <= frame + reach; other++) {
    const there = pulse[other] ?? 0
    if (there > value || (there === value && other < frame)) return false
  }
  return true
}

function meanAround(pulse: Float32Array, frame: number, reach: number): number {
  const [from, to] = [Math.max(0, frame - reach), Math.min(pulse.length, frame + reach + 1)]
  let sum = 0
  for (let other = from; other < to; other++) sum += pulse[other] ?? 0
  return sum / (to - from)
}
