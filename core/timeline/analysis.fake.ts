/** Made-up analyses for tests of whatever plans with them: regular music whose every figure follows from the choices. */
import fc from 'fast-check'
import type { Analysis } from '../audio/analysis.ts'

/** What a made-up song is like. */
export type FakeSong = {
  readonly seconds: number
  readonly beatsPerMinute: number
  readonly beatsPerBar: number
  readonly gridConfidence: number
  readonly sectionBars: number
  readonly hasDrop: boolean
}

/** The analysis of a song with an exact grid; sections alternate between quiet and full. */
export function fakeAnalysis(song: FakeSong): Analysis {
  const gap = 60 / song.beatsPerMinute
  const count = Math.max(0, Math.floor(song.seconds / gap - 1e-9))
  const beats = Array.from({ length: count }, (_, i) => ({
    time: i * gap,
    position: (i % song.beatsPerBar) + 1,
    confidence: 0.9,
  }))
  const sectionSeconds = song.sectionBars * song.beatsPerBar * gap
  const sections = Array.from({ length: Math.max(1, Math.ceil(song.seconds / sectionSeconds)) }, (_, i) => ({
    time: i * sectionSeconds,
    duration: Math.min(sectionSeconds, song.seconds - i * sectionSeconds),
    label: i % 2 === 0 ? 'verse' : 'chorus',
    confidence: 0.8,
  }))
  const values = Array.from({ length: Math.ceil(song.seconds * 10) }, (_, i) =>
    Math.floor(i / 10 / sectionSeconds) % 2 === 0 ? 0.3 : 0.9,
  )
  return {
    duration: song.seconds,
    tempo: { value: song.beatsPerMinute, confidence: 0.9, alternatives: [], curve: [] },
    beats,
    downbeats: beats.filter((beat) => beat.position === 1).map((beat) => beat.time),
    time_signature: { numerator: song.beatsPerBar, denominator: 4, confidence: 0.9 },
    segments: sections,
    key: { tonic: 'A', mode: 'minor', confidence: 0.8 },
    loudness: { integrated_lufs: -12, range_lu: 5, true_peak_dbtp: -0.5 },
    energy: { hop_seconds: 0.1, values },
    onsets: beats.map((beat) => ({ time: beat.time, strength: 0.5 + 0.5 / beat.position })),
    silences: [],
    drops: song.hasDrop && sections[1] !== undefined ? [{ time: sections[1].time, strength: 1 }] : [],
    embedding: [1],
    grid_confidence: song.gridConfidence,
    annotation_metadata: {
      annotation_tools: 'test',
      version: '1',
      data_source: 'program',
      sample_rate_hz: 44_100,
      channels: 2,
    },
  }
}

/** Any made-up song: from a second to minutes, with and without a grid to trust. */
export const anySong: fc.Arbitrary<FakeSong> = fc.record({
  seconds: fc.double({ min: 0.05, max: 200, noNaN: true }),
  beatsPerMinute: fc.integer({ min: 50, max: 200 }),
  beatsPerBar: fc.constantFrom(3, 4, 6),
  gridConfidence: fc.constantFrom(0, 0.2, 0.6, 1),
  sectionBars: fc.integer({ min: 2, max: 16 }),
  hasDrop: fc.boolean(),
})
