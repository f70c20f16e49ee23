import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Analysis } from '#core/audio/analysis.ts'
import { secondsOfLength, snappedStart, strongestStart } from './stretch.ts'

/** 120 BPM in four: a downbeat every two seconds. The second half is twice as strong as the first. */
function song(seconds: number): Analysis {
  return {
    duration: seconds,
    tempo: { value: 120, confidence: 1, alternatives: [], curve: [] },
    beats: [],
    downbeats: Array.from({ length: Math.ceil(seconds / 2) }, (_, bar) => bar * 2),
    time_signature: { numerator: 4, denominator: 4, confidence: 1 },
    segments: [
      { time: 0, duration: seconds / 2, label: 'verse', confidence: 1 },
      { time: seconds / 2, duration: seconds / 2, label: 'chorus', confidence: 1 },
    ],
    key: { tonic: null, mode: null, confidence: 0 },
    loudness: { integrated_lufs: null, range_lu: 0, true_peak_dbtp: null },
    energy: {
      hop_seconds: 1,
      values: Array.from({ length: seconds }, (_, at) => (at < seconds / 2 ? 0.4 : 0.8)),
    },
    onsets: [],
    silences: [],
    drops: [],
    embedding: [],
    grid_confidence: 1,
    annotation_metadata: {
      annotation_tools: 't',
      version: '1',
      data_source: 'program',
      sample_rate_hz: 44100,
      channels: 2,
    },
  }
}

test('a short video takes the strongest stretch, from the start of a part', () => {
  expect(strongestStart(song(120), 30)).toBe(60)
  expect(strongestStart(song(120), 15)).toBe(60)
})

test('a stretch always lies inside of its song, and starts on a bar where there are bars', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 20, max: 300 }),
      fc.double({ min: -20, max: 400, noNaN: true }),
      fc.constantFrom('whole', '60', '30', '15'),
      (seconds, wish, choice) => {
        const analysis = song(seconds)
        const length = secondsOfLength(choice, seconds)
        for (const start of [snappedStart(analysis, wish, length), strongestStart(analysis, length)]) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(start + length).toBeLessThanOrEqual(seconds)
          expect(start % 2).toBe(0)
        }
      },
    ),
  )
})

test('music without bars starts where it was asked to', () => {
  expect(snappedStart({ ...song(100), downbeats: [] }, 33.3, 30)).toBe(33.3)
  expect(snappedStart({ ...song(100), downbeats: [] }, 95, 30)).toBe(70)
})
