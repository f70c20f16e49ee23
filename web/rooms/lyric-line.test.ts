import { expect, test } from 'vitest'
import type { LyricLine } from '#core/lyrics/lyrics.ts'
import { lineAt } from './lyric-line.ts'

function line(text: string, startSeconds: number, endSeconds: number): LyricLine {
  return { text, startSeconds, endSeconds, words: [], isGuess: false }
}
const lines = [line('Hold on', 10, 12), line('Come home', 13, 15)]

test('the line that is sung stands above the one that follows', () => {
  expect(lineAt(lines, 11)).toEqual({ line: 'Hold on', next: 'Come home' })
  expect(lineAt(lines, 12.5)).toEqual({ line: 'Hold on', next: 'Come home' })
})

test('before the first line and after a long while without words only what follows is shown', () => {
  expect(lineAt(lines, 2)).toEqual({ line: undefined, next: 'Hold on' })
  expect(lineAt(lines, 60)).toEqual({ line: undefined, next: undefined })
})

test('a song without words shows none', () => {
  expect(lineAt([], 5)).toBeUndefined()
})
