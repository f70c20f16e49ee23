import { expect, test } from 'vitest'
import { Lyrics } from '#core/lyrics/lyrics.ts'
import { createMoments } from './moments.ts'

const words = (...texts: readonly string[]): Lyrics =>
  Lyrics.parse({
    version: 1,
    language: null,
    source: 'typed',
    lines: texts.map((text, i) => ({
      text,
      startSeconds: i,
      endSeconds: i + 1,
      words: [],
      isGuess: text.endsWith('?'),
    })),
  })

test('work begins at the first line that nobody timed', () => {
  expect(createMoments(words('a', 'b?', 'c?')).now().at).toBe(1)
  expect(createMoments(words('a', 'b')).now().at).toBe(0)
})

test('what is done can be taken back, with the place of the next tap, and done again', () => {
  const moments = createMoments(words('a?', 'b?'))
  moments.go({ lyrics: words('a', 'b?'), at: 1, word: 0 })
  moments.undo()
  expect([moments.now().at, moments.now().lyrics.lines[0]?.text, moments.canUndo()]).toEqual([0, 'a?', false])
  moments.redo()
  expect([moments.now().at, moments.canRedo()]).toEqual([1, false])
})

test('the letters of one line are taken back together, and those of another for themselves', () => {
  const moments = createMoments(words('a', 'b'))
  for (const text of ['ax', 'axy']) moments.go({ lyrics: words(text, 'b'), at: 0, word: 0 }, 'text 0')
  moments.go({ lyrics: words('axy', 'bz'), at: 1, word: 0 }, 'text 1')
  moments.undo()
  expect(moments.now().lyrics.lines.map(({ text }) => text)).toEqual(['axy', 'b'])
  moments.undo()
  expect(moments.now().lyrics.lines.map(({ text }) => text)).toEqual(['a', 'b'])
})

test('the next tap is never past the end by more than one', () => {
  const moments = createMoments(words('a', 'b'))
  moments.place(9, 0)
  expect(moments.now().at).toBe(2)
})
