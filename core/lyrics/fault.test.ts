import { expect, test } from 'vitest'
import { faultOfLyrics } from './fault.ts'
import { type LyricLine, Lyrics } from './lyrics.ts'

const sung: LyricLine = {
  text: 'Hello, world',
  startSeconds: 1,
  endSeconds: 3,
  isGuess: false,
  words: [
    { text: 'Hello,', startSeconds: 1, endSeconds: 1.6 },
    { text: 'world', startSeconds: 1.8, endSeconds: 3 },
  ],
}

function lyricsOf(...lines: readonly LyricLine[]): Lyrics {
  return Lyrics.parse({ version: 1, language: 'en', source: 'typed', lines })
}

test('lines that ascend and end with the song have no fault', () => {
  expect(faultOfLyrics(lyricsOf(sung, { ...sung, startSeconds: 1 }), 3)).toBeUndefined()
})

test('a line may begin before the one above it has ended, as voices do', () => {
  const answer = { text: 'Hey', startSeconds: 2, endSeconds: 4, words: [], isGuess: false }
  expect(faultOfLyrics(lyricsOf(sung, answer), 4)).toBeUndefined()
})

test.each<[string, readonly LyricLine[], string]>([
  [
    'runs backwards',
    [{ ...sung, startSeconds: 2, endSeconds: 1, words: [] }],
    'Line 1 ends before it starts.',
  ],
  [
    'lasts longer than its song',
    [{ ...sung, endSeconds: 61 }],
    'Line 1 ends at 61.00 seconds, and the song at 60.00.',
  ],
  ['holds only spaces', [{ ...sung, text: '  ', words: [] }], 'Line 1 holds nothing that can be read.'],
  [
    'starts before the one above it',
    [sung, { ...sung, startSeconds: 0.5 }],
    'Line 2 starts before the line above it.',
  ],
  [
    'has other words than its text',
    [{ ...sung, text: 'Goodbye' }],
    'Line 1: the word “Hello,” is not in its text, or not in this order.',
  ],
  [
    'has its words backwards',
    [{ ...sung, words: sung.words.toReversed() }],
    'Line 1: the word “Hello,” starts before what stands in front of it.',
  ],
  [
    'ends before its last word',
    [{ ...sung, endSeconds: 2 }],
    'Line 1: the word “world” ends after its line.',
  ],
])('a line that %s is named', (_, lines, sentence) => {
  expect(faultOfLyrics(lyricsOf(...lines), 60)).toBe(sentence)
})
