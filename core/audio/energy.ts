/** How loud the music is felt over time, and where it is silent. */
import type { Analysis } from './analysis.ts'
import { frameRate } from './mono-signal.ts'

const hopSeconds = 0.1
const windowSeconds = 0.6
/** Felt loudness doubles with every ten decibels: power to the 0.3 (Stevens 1955). */
const loudnessExponent = 0.3
/** Quieter than the song's loud parts by this much is silence. */
const silenceDecibels = 55
/** Below this mean square everything is silence: some -85 dBFS. */
const absoluteSilence = 3e-9
const shortestSilenceSeconds = 0.4

/** Felt loudness, 1 at the loudest moment, from the mean power of each frame. */
export function energyOf(powers: Float64Array): Analysis['energy'] {
  const count = Math.ceil(powers.length / frameRate / hopSeconds)
  const reach = Math.round((windowSeconds / 2) * frameRate)
  const felt = Array.from({ length: count }, (_, i) => {
    const centre = Math.round((i + 0.5) * hopSeconds * frameRate)
    return meanPower(powers, centre - reach, centre + reach) ** loudnessExponent
  })
  const most = felt.reduce((a, b) => Math.max(a, b), 0)
  const scale = most > absoluteSilence ** loudnessExponent ? 1 / most : 0
  return { hop_seconds: hopSeconds, values: felt.map((value) => rounded(value * scale)) }
}

function meanPower(powers: Float64Array, from: number, to: number): number {
  const [first, last] = [Math.max(0, from), Math.min(powers.length, to)]
  let sum = 0
  for (let frame = first; frame < last; frame++) sum += powers[frame] ?? 0
  return sum / Math.max(1, last - first)
}

/** Three digits are finer than anybody hears, and a third of the document. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}

/** Stretches in which nothing is heard. */
export function silencesOf(powers: Float64Array): Analysis['silences'] {
  const loud = powers.toSorted()[Math.floor(powers.length * 0.9)] ?? 0
  const threshold = Math.max(absoluteSilence, loud * 10 ** (-silenceDecibels / 10))
  const found: { time: number; duration: number }[] = []
  for (let frame = 0; frame < powers.length; ) {
    const end = endOfQuiet(powers, frame, threshold)
    const duration = (end - frame) / frameRate
    if (duration >= shortestSilenceSeconds) found.push({ time: frame / frameRate, duration })
    frame = end + 1
  }
  return found
}

function endOfQuiet(powers: Float64Array, from: number, threshold: number): number {
  let end = from
  while (end < powers.length && (powers[end] ?? 0) < threshold) end++
  return end
}
