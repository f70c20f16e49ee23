import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anySong, fakeAnalysis } from '../timeline/analysis.fake.ts'
import { faultOfLyrics } from './fault.ts'
import { anyLines } from './lyrics.fake.ts'
import { Lyrics } from './lyrics.ts'
import { spreadLines } from './spread.ts'

const part = (time: number, duration: number, label: string) => ({ time, duration, label, confidence: 1 })

test('lines lie in the sung parts, longer ones for longer, and are guesses', () => {
  const segments = [
    part(0, 10, 'intro'),
    part(10, 20, 'verse'),
    part(30, 10, 'break'),
    part(40, 20, 'chorus'),
    part(60, 30, 'outro'),
  ]
  const lines = spreadLines(['la la la la la', 'la la', 'la la la la', 'la la la'], 90, { segments })
  expect(lines.map(({ startSeconds }) => startSeconds)).toEqual([
    10,
    expect.closeTo(24.3, 0),
    40,
    expect.closeTo(51.4, 0),
  ])
  expect(lines.every(({ isGuess, words }) => isGuess && words.length === 0)).toBe(true)
  expect(lines.every(({ endSeconds }) => endSeconds <= 60)).toBe(true)
})

test('without an analysis they lie over the whole song', () => {
  const lines = spreadLines(['la', 'la', 'la', 'la'], 20, undefined)
  expect(lines.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual([
    [0, 5],
    [5, 10],
    [10, 15],
    [15, 20],
  ])
})

test('in any song they can be sung in their order', () => {
  fc.assert(
    fc.property(anyLines('untimed'), anySong, (known, song) => {
      const texts = known.map(({ text }) => text)
      const lines = spreadLines(texts, song.seconds, fakeAnalysis(song))
      expect(lines.map(({ text }) => text)).toEqual(texts)
      const lyrics = Lyrics.parse({ version: 1, language: null, source: 'imported', lines })
      expect(faultOfLyrics(lyrics, song.seconds)).toBeUndefined()
    }),
  )
})
