import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeAnalyser } from './analyser.ts'
import { Analysis, Waveform } from './analysis.ts'
import { analysed, chords, clickAt, drums, fakeRate, metronome, soundOf } from './song.fake.ts'

/** The share of `truth` that has a time in `found` within 20 ms. */
function shareFound(truth: readonly number[], found: readonly number[]): number {
  const met = truth.filter((time) => found.some((other) => Math.abs(other - time) <= 0.02))
  return met.length / truth.length
}

function beatsOf(seconds: number, beatsPerMinute: number, every = 1): number[] {
  const gap = (60 / beatsPerMinute) * every
  return Array.from({ length: Math.floor(seconds / gap) }, (_, i) => i * gap)
}

describe('a metronome', () => {
  const seconds = 30

  test.each([
    { beatsPerMinute: 90, beatsPerBar: 4 },
    { beatsPerMinute: 120, beatsPerBar: 4 },
    { beatsPerMinute: 141.7, beatsPerBar: 4 },
    { beatsPerMinute: 132, beatsPerBar: 3 },
  ])('of $beatsPerMinute in $beatsPerBar is beaten where it clicks', ({ beatsPerMinute, beatsPerBar }) => {
    const found = analysed(metronome({ seconds, beatsPerMinute, beatsPerBar }))
    expect(Math.abs((found.tempo.value ?? 0) / beatsPerMinute - 1)).toBeLessThan(0.01)
    expect(
      shareFound(
        beatsOf(seconds, beatsPerMinute).slice(2, -2),
        found.beats.map(({ time }) => time),
      ),
    ).toBeGreaterThan(0.97)
  })

  test.each([
    { beatsPerMinute: 90, beatsPerBar: 4 },
    { beatsPerMinute: 104, beatsPerBar: 4 },
  ])('of $beatsPerMinute in $beatsPerBar with drums has its bars where the chords change', (metre) => {
    const barSeconds = (60 / metre.beatsPerMinute) * metre.beatsPerBar
    const bars = Math.floor(seconds / barSeconds)
    const degrees = [minor(57), major(65), major(60), major(67)]
    const harmony = chords(
      Array.from({ length: bars }, (_, bar) => degrees[bar % degrees.length] ?? []),
      barSeconds,
    )
    const found = analysed(drums({ seconds, ...metre }).map((sample, i) => sample + (harmony[i] ?? 0)))
    expect(found.time_signature.numerator).toBe(metre.beatsPerBar)
    const truth = beatsOf(seconds, metre.beatsPerMinute, metre.beatsPerBar)
    expect(shareFound(truth.slice(1, -1), found.downbeats)).toBeGreaterThan(0.9)
  })

  test('that stresses every third click is counted in three', () => {
    const found = analysed(metronome({ seconds, beatsPerMinute: 132, beatsPerBar: 3 }))
    expect(found.time_signature.numerator).toBe(3)
    expect(shareFound(beatsOf(seconds, 132, 3).slice(1, -1), found.downbeats)).toBeGreaterThan(0.9)
  })

  test('is trusted, and a slow swell without a pulse is not', () => {
    const beat = analysed(metronome({ seconds, beatsPerMinute: 120, beatsPerBar: 4 }))
    const swell = analysed(
      soundOf(seconds, (time) => 0.2 * Math.sin(2 * Math.PI * 220 * time) * (1 + Math.sin(time * 0.9))),
    )
    expect(beat.grid_confidence).toBeGreaterThan(0.6)
    expect(swell.grid_confidence).toBeLessThan(0.3)
  })
})

describe('what is silent, short or strange', () => {
  test.each([
    ['nothing at all', new Float32Array(0), fakeRate],
    ['one sample', new Float32Array([0.5]), fakeRate],
    ['digital silence', new Float32Array(5 * fakeRate), fakeRate],
    ['half a second', soundOf(0.5, (time) => Math.sin(time * 3000)), fakeRate],
    ['8 kHz', soundOf(10, (time) => clickAt(time % 0.5, 0.5), 8000), 8000],
    ['192 kHz', soundOf(3, (time) => clickAt(time % 0.5, 0.5), 192_000), 192_000],
  ])('%s has an analysis that fits its schema', (_name, samples, rate) => {
    const found = Analysis.parse(analysed(samples, rate))
    expect(found.duration).toBeCloseTo(samples.length / rate, 6)
    expect(found.segments[0]?.time).toBe(0)
  })

  test('silence has no loudness, no key and no beat', () => {
    const found = analysed(new Float32Array(5 * fakeRate))
    expect(found.loudness).toEqual({ integrated_lufs: null, range_lu: 0, true_peak_dbtp: null })
    expect(found.key.tonic).toBeNull()
    expect(found.beats).toEqual([])
    expect(found.silences).toEqual([{ time: 0, duration: expect.closeTo(5, 1) }])
  })
})

test('the same samples give the same documents, however they are cut into pieces', () => {
  const samples = metronome({ seconds: 6, beatsPerMinute: 100, beatsPerBar: 4 })
  const inPieces = (sizes: readonly number[]) => {
    const analyser = makeAnalyser({ sampleRate: fakeRate, channels: 2 })
    for (let from = 0, i = 0; from < samples.length; i++) {
      const to = from + 2 * (sizes[i % sizes.length] ?? 1)
      analyser.push(samples.subarray(from, to))
      from = to
    }
    return analyser.finish()
  }
  const whole = inPieces([samples.length])
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 5 }), (sizes) => {
      fc.pre(Math.max(...sizes) > 500)
      expect(inPieces(sizes)).toEqual(whole)
    }),
    { numRuns: 8 },
  )
  Waveform.parse(whole.waveform)
})

const major = (root: number) => [root - 12, root, root + 4, root + 7]
const minor = (root: number) => [root - 12, root, root + 3, root + 7]

test.each([
  ['C major', 'C', 'major', [major(60), major(65), major(67), major(60)]],
  ['A minor', 'A', 'minor', [minor(57), minor(62), major(64), minor(57)]],
  ['Eb major, played 20 cents high', 'Eb', 'major', [63.2, 68.2, 70.2, 63.2].map(major)],
] as const)('a cadence in %s is heard in that key', (_name, tonic, mode, cadence) => {
  const found = analysed(chords([...cadence, ...cadence], 1.5))
  expect(found.key).toMatchObject({ tonic, mode })
})

test('parts meet, cover the song, and change where the sound changes', () => {
  const quiet = chords([minor(57), minor(62), minor(57), minor(64)], 4).map((sample) => 0.1 * sample)
  const clicks = metronome({ seconds: 16, beatsPerMinute: 120, beatsPerBar: 4 })
  const loud = clicks.map((sample, i) => sample + 0.3 * Math.sin((2 * Math.PI * 110 * i) / fakeRate))
  const song = new Float32Array(quiet.length + loud.length)
  song.set(quiet)
  song.set(loud, quiet.length)
  const { segments, drops, duration } = analysed(song)
  let end = 0
  for (const segment of segments) {
    expect(segment.time).toBeCloseTo(end, 6)
    end = segment.time + segment.duration
  }
  expect(end).toBeCloseTo(duration, 6)
  expect(segments.some(({ time }) => Math.abs(time - 16) < 1.5)).toBe(true)
  expect(drops.some(({ time }) => Math.abs(time - 16) < 1.5)).toBe(true)
})

test('a note begins where its onset is', () => {
  const truth = [0.5, 1.1, 1.75, 2.6, 3.3]
  const found = analysed(
    soundOf(4, (time) => truth.reduce((sum, start) => sum + clickAt(time - start, 0.6), 0)),
  )
  const times = found.onsets.map(({ time }) => time)
  expect(shareFound(truth, times)).toBe(1)
  const clear = found.onsets.filter(({ strength }) => strength > 0.8)
  expect(clear).toHaveLength(truth.length)
})
