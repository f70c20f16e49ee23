import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mostLineUnits, readLines } from './lines.ts'
import { type PlaylistPiece, PlaylistUnreadable } from './reading.ts'

/** The lines of a text, pushed in these chunks, with their numbers. */
function linesOf(chunks: readonly string[]): readonly string[] {
  const lines: string[] = []
  const none: readonly PlaylistPiece[] = []
  const reader = readLines({
    line(text, number) {
      lines.push(`${number}: ${text}`)
      return none
    },
    end: () => none,
  })
  for (const chunk of chunks) reader.push(chunk)
  reader.end()
  return lines
}

test.each([
  ['LF', '\n'],
  ['CR and LF', '\r\n'],
  ['CR', '\r'],
])('lines end in %s, and the last need not end', (_, end) => {
  expect(linesOf([`a${end}${end}b`])).toEqual(['1: a', '2: ', '3: b'])
  expect(linesOf([`a${end}${end}b${end}`])).toEqual(['1: a', '2: ', '3: b'])
})

test('lines are the same however the text is cut', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\r', '\n') })
  fc.assert(
    fc.property(fc.array(text), (chunks) => {
      expect(linesOf(chunks)).toEqual(linesOf([chunks.join('')]))
    }),
  )
})

test('ten megabytes on one line are refused before they are held', () => {
  const chunk = 'a'.repeat(64 * 1024)
  expect(() => linesOf(Array.from({ length: 160 }, () => chunk))).toThrow(PlaylistUnreadable)
  expect(linesOf(['a'.repeat(mostLineUnits)])).toHaveLength(1)
})
