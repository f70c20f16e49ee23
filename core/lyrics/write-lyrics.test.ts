import fc from 'fast-check'
import { expect, test } from 'vitest'
import { excerptOfLyrics } from './excerpt.ts'
import { faultOfLyrics } from './fault.ts'
import { anyLines } from './lyrics.fake.ts'
import { type LyricLine, Lyrics } from './lyrics.ts'
import { readLyrics } from './read-lyrics.ts'
import { type LyricsFileKind, writeLyrics } from './write-lyrics.ts'

const songSeconds = 2000

function again(lines: readonly LyricLine[], kind: LyricsFileKind): unknown {
  const reading = readLyrics(writeLyrics({ lines: [...lines], language: null }, kind), songSeconds)
  return reading.ok && reading.value.kind === 'timed' ? reading.value.lines : reading
}

test.each<[LyricsFileKind, 'timed' | 'untimed']>([
  ['lrc', 'untimed'],
  ['lrc-words', 'timed'],
  ['srt', 'untimed'],
  ['vtt', 'untimed'],
  ['vtt', 'timed'],
])('what is written as %s, its words %s, is read again as it was', (kind, words) => {
  fc.assert(
    fc.property(anyLines(words), (lines) => {
      expect(again(lines, kind)).toEqual(lines)
    }),
  )
})

test('voices that overlap keep their times in SRT and WebVTT', () => {
  const line = { text: 'La', startSeconds: 1, endSeconds: 5, words: [], isGuess: false }
  const lines = [line, { ...line, text: 'Oh', startSeconds: 2, endSeconds: 3 }]
  expect(again(lines, 'srt')).toEqual(lines)
  expect(again(lines, 'vtt')).toEqual(lines)
})

test('a file names the language where it can', () => {
  expect(writeLyrics({ lines: [], language: 'pt-BR' }, 'lrc')).toBe('[la:pt-BR]\n')
})

test('an excerpt has its own time, and is cut at its ends', () => {
  fc.assert(
    fc.property(
      anyLines('timed'),
      fc.nat(60),
      fc.integer({ min: 1, max: 60 }),
      (lines, startSeconds, lengthSeconds) => {
        const lyrics = Lyrics.parse({ version: 1, language: null, source: 'typed', lines })
        const excerpt = excerptOfLyrics(lyrics, { startSeconds, lengthSeconds })
        expect(faultOfLyrics(excerpt, lengthSeconds)).toBeUndefined()
        const seen = lines.filter((line) => overlap(line, startSeconds, startSeconds + lengthSeconds) >= 0.2)
        expect(excerpt.lines.map(({ text }) => text)).toEqual(seen.map(({ text }) => text))
      },
    ),
  )
})

test('a line of which a fifth of a second is left is in an excerpt, though decimal fractions add up to a little less', () => {
  const line = { text: 'La', startSeconds: 20.19, endSeconds: 28.2, words: [], isGuess: false }
  const lyrics = Lyrics.parse({ version: 1, language: null, source: 'typed', lines: [line] })
  expect(excerptOfLyrics(lyrics, { startSeconds: 28, lengthSeconds: 9 }).lines).toHaveLength(1)
})

function overlap(line: LyricLine, from: number, to: number): number {
  // The tolerance is that of sums of decimal fractions.
  return Math.min(line.endSeconds, to) - Math.max(line.startSeconds, from) + 1e-9
}
