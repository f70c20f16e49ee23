/** Peaks of a song for drawing, in the audiowaveform JSON form (version 2) that peaks.js reads. */
import type { Waveform } from './analysis.ts'

/** A stream that takes mono samples and ends in their peaks. */
export type WaveformStream = {
  push(samples: Float32Array): void
  /** The columns that are whole by now, for drawing while more comes. */
  soFar(): Waveform
  finish(): Waveform
}

/** Samples under one drawn column: a power of two near eleven milliseconds, as the readers expect. */
export function samplesPerPixelOf(sampleRate: number): number {
  return 2 ** Math.max(5, Math.round(Math.log2(sampleRate / 86)))
}

/** Makes the stream for a sampling rate in hertz. Each column is the lowest and the highest sample under it, in 8 bits. */
export function makeWaveformStream(sampleRate: number): WaveformStream {
  const samplesPerPixel = samplesPerPixelOf(sampleRate)
  const data: number[] = []
  let seen = 0
  let lowest = 0
  let highest = 0
  return { push, soFar, finish }

  function push(samples: Float32Array): void {
    for (let from = 0; from < samples.length; ) {
      const end = Math.min(samples.length, from + samplesPerPixel - seen)
      const [low, high] = extremesOf(samples, from, end)
      lowest = seen === 0 ? low : Math.min(lowest, low)
      highest = seen === 0 ? high : Math.max(highest, high)
      seen += end - from
      from = end
      if (seen === samplesPerPixel) closePixel()
    }
  }

  function closePixel(): void {
    data.push(eightBits(lowest), eightBits(highest))
    seen = 0
  }

  function soFar(): Waveform {
    return {
      version: 2,
      channels: 1,
      sample_rate: sampleRate,
      samples_per_pixel: samplesPerPixel,
      bits: 8,
      length: data.length / 2,
      data: data.slice(),
    }
  }

  function finish(): Waveform {
    if (seen > 0) closePixel()
    return soFar()
  }
}

/** The lowest and the highest of some samples, at least one. */
function extremesOf(samples: Float32Array, from: number, end: number): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let i = from; i < end; i++) {
    const sample = samples[i] as number
    if (sample < low) low = sample
    if (sample > high) high = sample
  }
  return [low, high]
}

/** A sample of -1 to 1 as a signed byte; the format has no room beyond full scale. */
function eightBits(sample: number): number {
  return Math.max(-128, Math.min(127, Math.round(sample * 127))) + 0
}
