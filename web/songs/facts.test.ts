import { expect, test } from 'vitest'
import type { Analysis } from '#core/audio/analysis.ts'
import { factsOf, neighbourKeys } from './facts.ts'

const song: Analysis = {
  duration: 204,
  tempo: {
    value: 124.83,
    confidence: 0.9,
    alternatives: [],
    curve: [
      { time: 0, value: 124.5 },
      { time: 9, value: 125 },
    ],
  },
  beats: [0.5, 1, 1.5, 2].map((time, index) => ({ time, position: index + 1, confidence: 1 })),
  downbeats: [],
  time_signature: { numerator: 4, denominator: 4, confidence: 0.9 },
  segments: [
    { time: 0, duration: 100, label: 'verse', confidence: 1 },
    { time: 100, duration: 104, label: 'drop', confidence: 1 },
  ],
  key: { tonic: 'A', mode: 'minor', confidence: 0.8 },
  loudness: { integrated_lufs: -11.23, range_lu: 5, true_peak_dbtp: -0.4 },
  energy: { hop_seconds: 1, values: [] },
  onsets: [],
  silences: [],
  drops: [{ time: 104, strength: 1 }],
  embedding: [],
  grid_confidence: 0.92,
  annotation_metadata: {
    annotation_tools: 't',
    version: '1',
    data_source: 'program',
    sample_rate_hz: 44100,
    channels: 2,
  },
}

const fact = (name: string, of: Analysis) => {
  const found = factsOf(of).find((each) => each.name === name)
  return `${found?.value} | ${found?.note}`
}

test('a song is told in five facts', () => {
  expect(factsOf(song).map((each) => each.name)).toEqual(['Tempo', 'Key', 'Loudness', 'Parts', 'Beat trust'])
  expect(fact('Tempo', song)).toBe('124.8 | steady · 4/4')
  expect(fact('Key', song)).toBe('A minor | mixes with C, E minor')
  expect(fact('Loudness', song)).toBe('−11.2 | LUFS · will be −14')
  expect(fact('Parts', song)).toBe('2 | 1 drop · at 1:44')
  expect(fact('Beat trust', song)).toBe('High | cuts on the beat')
})

test('what was not found is said, never invented', () => {
  const none: Analysis = {
    ...song,
    tempo: { ...song.tempo, value: null, curve: [] },
    key: { tonic: null, mode: null, confidence: 0 },
    loudness: { ...song.loudness, integrated_lufs: null },
    drops: [],
    grid_confidence: 0.1,
  }
  expect(fact('Tempo', none)).toBe('Free | no steady beat found')
  expect(fact('Key', none)).toBe('None | no clear key found')
  expect(fact('Loudness', none)).toBe('Silent | nothing above −70 LUFS')
  expect(fact('Parts', none)).toBe('2 | no drop')
  expect(fact('Beat trust', none)).toBe('Low | cuts by phrase, not by metronome')
})

test('a song that changes its tempo is not called steady', () => {
  const curve = [
    { time: 0, value: 88 },
    { time: 60, value: 152 },
  ]
  expect(fact('Tempo', { ...song, tempo: { ...song.tempo, curve } })).toBe('124.8 | 88 to 152 · 4/4')
})

test('neighbours on the circle of fifths: the relative key and the fifth above', () => {
  // From the circle of fifths: C major has A minor and G major, E minor has G major and B minor.
  expect(neighbourKeys('C', 'major')).toEqual(['A minor', 'G'])
  expect(neighbourKeys('E', 'minor')).toEqual(['G', 'B minor'])
  expect(neighbourKeys('F#', 'minor')).toEqual(['A', 'C♯ minor'])
  expect(neighbourKeys('Bb', 'major')).toEqual(['G minor', 'F'])
})
