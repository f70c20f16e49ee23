/** Takes a song as samples, in pieces of any length, and answers its analysis: the one way into our signal processing. */
import { decibelsOfAmplitude } from '#core/units.ts'
import type { Analysis, Waveform } from './analysis.ts'
import { describeSong } from './describe-song.ts'
import { makeLoudnessMeter } from './loudness.ts'
import { makeSampleCollector, signalRate } from './mono-signal.ts'
import { makeResampler } from './resampler.ts'
import { makeTruePeakMeter } from './true-peak.ts'
import { makeWaveformStream } from './waveform.ts'

/** Takes a song piece by piece and ends in its analysis. */
export interface Analyser {
  /** Takes the next samples, interleaved by channel, full scale being 1. Pieces may be cut anywhere. */
  push(interleaved: Float32Array): void
  /** The peaks of what was pushed so far, to be drawn while the rest comes. */
  peaksSoFar(): Waveform
  /** Ends the song. Takes no more samples after this. */
  finish(): { readonly analysis: Analysis; readonly waveform: Waveform }
}

/**
 * Makes an analyser for a sampling rate in hertz and a number of channels. The same samples give the same answer, bit for
 * bit, however they are cut into pieces. `onProgress` hears how far `finish` has come, from 0 to 1, and what it does.
 */
export function makeAnalyser(input: {
  readonly sampleRate: number
  readonly channels: number
  readonly onProgress?: (fraction: number, stage: string) => void
}): Analyser {
  const { sampleRate, channels } = input
  const waveform = makeWaveformStream(sampleRate)
  const loudness = makeLoudnessMeter(sampleRate, channels)
  const truePeak = makeTruePeakMeter(channels)
  const collector = makeSampleCollector()
  const resampler = makeResampler(sampleRate, signalRate, (samples) => collector.push(samples))
  let frames = 0
  return {
    push(interleaved) {
      frames += interleaved.length / channels
      loudness.push(interleaved)
      truePeak.push(interleaved)
      const mono = monoOf(interleaved, channels)
      waveform.push(mono)
      resampler.push(mono)
    },
    peaksSoFar: () => waveform.soFar(),
    finish() {
      resampler.finish()
      const { integratedLufs, rangeLu } = loudness.finish()
      const peak = truePeak.finish()
      const duration = frames / sampleRate
      const description = describeSong(collector.finish(), duration, input.onProgress ?? (() => undefined))
      return {
        waveform: waveform.finish(),
        analysis: {
          duration,
          ...description,
          loudness: {
            integrated_lufs: integratedLufs ?? null,
            range_lu: rangeLu,
            true_peak_dbtp: peak > 0 ? decibelsOfAmplitude(peak) : null,
          },
          annotation_metadata: {
            annotation_tools: 'cuecraft core/audio',
            version: '1',
            data_source: 'program',
            sample_rate_hz: sampleRate,
            channels,
          },
        },
      }
    },
  }
}

/** The mean of all channels. */
function monoOf(interleaved: Float32Array, channels: number): Float32Array {
  if (channels === 1) return interleaved
  const mono = new Float32Array(Math.floor(interleaved.length / channels))
  for (let frame = 0, at = 0; frame < mono.length; frame++) {
    let sum = 0
    for (let channel = 0; channel < channels; channel++, at++) sum += interleaved[at] ?? 0
    mono[frame] = sum / channels
  }
  return mono
}
