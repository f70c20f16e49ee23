/** Peaks at the resolution a drawing needs, from the peaks of the whole song. */
import type { Analysis, Waveform } from '#core/audio/analysis.ts'
import type { View } from './view.ts'

/**
 * One height from 0 to 1 for each of `bars` equal stretches of a view: the loudest sample in it, against the
 * loudest of the whole song, so that a quiet master fills the drawing too.
 */
export function barsOf(waveform: Waveform, view: View, bars: number): Float32Array {
  const heights = new Float32Array(Math.max(0, bars))
  const { data, length } = waveform
  const pixelsPerSecond = waveform.sample_rate / waveform.samples_per_pixel
  const loudest = loudestOf(waveform)
  const perBar = ((view.toSeconds - view.fromSeconds) * pixelsPerSecond) / Math.max(1, bars)
  const first = view.fromSeconds * pixelsPerSecond
  for (let bar = 0; bar < heights.length; bar += 1) {
    const start = Math.max(0, Math.floor(first + bar * perBar))
    const end = Math.min(length, Math.max(start + 1, Math.floor(first + (bar + 1) * perBar)))
    let peak = 0
    for (let pixel = start; pixel < end; pixel += 1) {
      peak = Math.max(peak, -(data[2 * pixel] ?? 0), data[2 * pixel + 1] ?? 0)
    }
    heights[bar] = Math.min(1, peak / loudest)
  }
  return heights
}

const energySamples = 9

/** The energy around a time, from 0 to 1: the mean over a stretch, on the line between the measured values. */
export function energyAround(energy: Analysis['energy'], seconds: number, stretchSeconds: number): number {
  let sum = 0
  for (let sample = 0; sample < energySamples; sample += 1) {
    sum += energyAt(energy, seconds + stretchSeconds * (sample / (energySamples - 1) - 0.5))
  }
  return sum / energySamples
}

function energyAt({ values, hop_seconds: hopSeconds }: Analysis['energy'], seconds: number): number {
  const last = values.length - 1
  const at = Math.min(last, Math.max(0, seconds / hopSeconds))
  const before = values[Math.floor(at)] ?? 0
  const after = values[Math.ceil(at)] ?? before
  return before + (after - before) * (at - Math.floor(at))
}

const known = new WeakMap<Waveform, number>()

function loudestOf(waveform: Waveform): number {
  const before = known.get(waveform)
  if (before !== undefined) return before
  const loudest = waveform.data.reduce((most, value) => Math.max(most, Math.abs(value)), 1)
  known.set(waveform, loudest)
  return loudest
}
