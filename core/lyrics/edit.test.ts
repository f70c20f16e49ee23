import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addLine,
  endLine,
  joinLines,
  nudgeLine,
  removeLine,
  rewriteLine,
  type Sheet,
  splitLine,
  swapLines,
  tapLine,
  tapWord,
} from './edit.ts'
import { faultOfLyrics } from './fault.ts'
import { anyLines } from './lyrics.fake.ts'
import { type LyricLine, Lyrics } from './lyrics.ts'
import { spreadLines } from './spread.ts'

const line = (text: string, startSeconds: number, endSeconds: number, isGuess = false): LyricLine => ({
  text,
  startSeconds,
  endSeconds,
  words: [],
  isGuess,
})

const startsOf = (lines: readonly LyricLine[]) => lines.map(({ startSeconds }) => startSeconds)

test('tapping a song along gives every line its tap, and each ends where the next begins', () => {
  const texts = ['Hold on', 'the night is young', 'Come home']
  let lines = spreadLines(texts, 60, undefined)
  for (const [at, seconds] of [5, 9, 14].entries()) lines = tapLine({ lines, songSeconds: 60 }, at, seconds)
  expect(lines.map(({ startSeconds, isGuess }) => [startSeconds, isGuess])).toEqual([
    [5, false],
    [9, false],
    [14, false],
  ])
  expect(lines[0]?.endSeconds).toBeLessThanOrEqual(9)
  expect(lines[2]?.endSeconds).toBeLessThan(30)
})

test('guesses below a tapped line move along with it, up to the next line that is known', () => {
  const lines = [line('a', 0, 5, true), line('b', 5, 10, true), line('c', 10, 12, true), line('d', 14, 16)]
  expect(startsOf(tapLine({ lines, songSeconds: 60 }, 0, 3))).toEqual([3, 8, 13, 14])
  expect(startsOf(tapLine({ lines, songSeconds: 60 }, 0, 9))).toEqual([9, 14, 14, 14])
})

test('a tap before what is known above loses none of that', () => {
  const lines = [line('a', 5, 8), line('b', 10, 12), line('c', 20, 22, true)]
  expect(startsOf(tapLine({ lines, songSeconds: 60 }, 2, 1))).toEqual([5, 10, 10])
})

test('words are tapped one after the other, the first with its line', () => {
  let sheet: Sheet = { lines: [line('Hold on tight', 0, 5, true), line('Next', 8, 9)], songSeconds: 60 }
  for (const [word, seconds] of [2, 2.5, 3.1].entries())
    sheet = { ...sheet, lines: tapWord(sheet, { at: 0, word }, seconds) }
  expect(sheet.lines[0]?.words.map(({ text, startSeconds }) => [text, startSeconds])).toEqual([
    ['Hold', 2],
    ['on', 2.5],
    ['tight', 3.1],
  ])
  expect(sheet.lines[0]).toMatchObject({ startSeconds: 2, isGuess: false })
  expect(sheet.lines[0]?.words[0]?.endSeconds).toBe(2.5)
})

test('a line is nudged no further than its neighbours', () => {
  const sheet = { lines: [line('a', 1, 2), line('b', 2, 3), line('c', 3, 4)], songSeconds: 60 }
  expect(startsOf(nudgeLine(sheet, 1, 0.1))).toEqual([1, 2.1, 3])
  expect(startsOf(nudgeLine(sheet, 1, 10))).toEqual([1, 3, 3])
  expect(startsOf(nudgeLine(sheet, 1, -10))).toEqual([1, 1, 3])
})

test('a line is split at its word, and joined again it is what it was', () => {
  const words = [
    { text: 'Hold', startSeconds: 1, endSeconds: 2 },
    { text: 'on', startSeconds: 2.5, endSeconds: 3 },
  ]
  const lines = [{ ...line('Hold on', 1, 3), words }]
  const split = splitLine(lines, 0, 4)
  expect(split.map(({ text, startSeconds }) => [text, startSeconds])).toEqual([
    ['Hold', 1],
    ['on', 2.5],
  ])
  expect(joinLines(split, 0)[0]).toMatchObject({ text: 'Hold on', startSeconds: 1, endSeconds: 3 })
  expect(splitLine(lines, 0, 0)).toBe(lines)
  const long = [line('a'.repeat(250), 1, 3), line('b'.repeat(250), 3, 5)]
  expect(joinLines(long, 0)).toBe(long)
})

test('a word that is put right keeps its time, and a line of more words has none', () => {
  const words = [{ text: 'Hold', startSeconds: 1, endSeconds: 3 }]
  const lines = [{ ...line('Hold', 1, 3), words }]
  expect(rewriteLine(lines, 0, 'Holt')[0]?.words).toEqual([{ text: 'Holt', startSeconds: 1, endSeconds: 3 }])
  expect(rewriteLine(lines, 0, 'Hold on')[0]?.words).toEqual([])
})

test('what cannot be shown is left out of a line that is written, and a line of nothing else is not written', () => {
  const lines = [line('Hold', 1, 3)]
  expect(rewriteLine(lines, 0, 'Hold\u0000on \ud83c')[0]?.text).toBe('Hold on ')
  expect(rewriteLine(lines, 0, '\u0000')).toBe(lines)
  expect(addLine({ lines, songSeconds: 60 }, 0, 'New\nline')[1]?.text).toBe('New line')
})

const edit = fc.record({
  kind: fc.constantFrom('tap', 'word', 'end', 'nudge', 'rewrite', 'split', 'join', 'add', 'remove', 'swap'),
  at: fc.nat(20),
  place: fc.nat(30),
  seconds: fc.double({ min: -5, max: 130, noNaN: true }),
  text: fc.string({ unit: 'binary', maxLength: 12 }),
})

type Edit = typeof edit extends fc.Arbitrary<infer E> ? E : never

function edited(sheet: Sheet, { kind, at, place, seconds, text }: Edit): readonly LyricLine[] {
  const { lines } = sheet
  switch (kind) {
    case 'tap':
      return tapLine(sheet, at, seconds)
    case 'word':
      return tapWord(sheet, { at, word: Math.min(place % 4, lines[at]?.words.length ?? 0) }, seconds)
    case 'end':
      return endLine(sheet, at, seconds)
    case 'nudge':
      return nudgeLine(sheet, at, seconds / 10)
    case 'rewrite':
      return rewriteLine(lines, at, place % 2 === 0 ? text : 'Other words 月亮')
    case 'split':
      return splitLine(lines, at, place)
    case 'join':
      return joinLines(lines, at)
    case 'add':
      return addLine(sheet, Math.min(at, lines.length) - 1, 'New')
    case 'remove':
      return removeLine(lines, at)
    default:
      return swapLines(lines, at)
  }
}

test('whatever is done to lines, they can still be sung', () => {
  fc.assert(
    fc.property(anyLines('timed'), fc.array(edit, { minLength: 1, maxLength: 25 }), (known, edits) => {
      const songSeconds = Math.max(120, known.at(-1)?.endSeconds ?? 0)
      let lines: readonly LyricLine[] = known
      for (const each of edits) lines = edited({ lines, songSeconds }, each)
      const lyrics = Lyrics.parse({ version: 1, language: null, source: 'typed', lines })
      expect(faultOfLyrics(lyrics, songSeconds)).toBeUndefined()
    }),
    { numRuns: 300 },
  )
})
