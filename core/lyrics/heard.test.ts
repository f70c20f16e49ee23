import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinHeard, linesOfHeard, voicePieces } from './heard.ts'

const word = (text: string, startSeconds: number, endSeconds = startSeconds + 0.4) => ({
  text,
  startSeconds,
  endSeconds,
})

test('the pieces cover a song, and every cut lies inside two of them', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.5, max: 1800, noNaN: true }), (songSeconds) => {
      const pieces = voicePieces(songSeconds)
      const last = pieces.at(-1)
      expect((last?.startSeconds ?? 0) + (last?.lengthSeconds ?? 0)).toBeCloseTo(songSeconds, 6)
      for (const [i, { startSeconds, lengthSeconds }] of pieces.entries()) {
        const next = pieces[i + 1]?.startSeconds
        if (next !== undefined) expect(startSeconds + lengthSeconds - next).toBeCloseTo(4, 6)
        expect(lengthSeconds).toBeLessThanOrEqual(70)
      }
    }),
  )
})

test('a word in the overlap of two pieces is heard once', () => {
  const pieces = voicePieces(120)
  const first = { language: 'en', words: [word(' one', 30), word(' two', 61), word(' thr', 63.5, 64)] }
  const second = { language: 'en', words: [word(' wo', 60, 60.3), word(' two', 61.1), word(' three', 63.5)] }
  expect(joinHeard(pieces, [first, second]).map(({ text }) => text)).toEqual([' one', ' two', ' three'])
})

test('a line ends where the singer breathes, and a long one at the next comma', () => {
  const words = [' Hold', ' on', ' the', ' night'].map((text, i) => word(text, 10 + i / 2))
  const long = 'and we go on and on and on and on, until the morning comes'.split(' ')
  const after = long.map((text, i) => word(` ${text}`, 20 + i / 2))
  const lines = linesOfHeard([...words, ...after], 100)
  expect(lines.map(({ text }) => text)).toEqual([
    'Hold on the night',
    'and we go on and on and on and on,',
    'until the morning comes',
  ])
  expect(lines[0]).toMatchObject({ startSeconds: 10, endSeconds: 11.9 })
})

test('what a model writes that cannot be shown is no part of a line or its words', () => {
  const [line] = linesOfHeard([word(' Hold\u0000', 1), word('\ud83c', 2), word(' on', 2)], 100)
  expect([line?.text, line?.words.map(({ text }) => text)]).toEqual(['Hold on', ['Hold', 'on']])
})

test('scripts without spaces stay without spaces', () => {
  const lines = linesOfHeard([word('月', 1), word('亮', 1.4), word('代表', 1.8)], 100)
  expect(lines[0]).toMatchObject({
    text: '月亮代表',
    words: [{ text: '月' }, { text: '亮' }, { text: '代表' }],
  })
})
