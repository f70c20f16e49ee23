import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRows, type TableRow } from './csv-rows.ts'
import { PlaylistUnreadable } from './reading.ts'

function rowsOf(text: string, pieceLength = text.length, separator = ','): readonly TableRow[] {
  const parser = parseRows(separator)
  const rows: TableRow[] = []
  for (let at = 0; at < text.length; at += pieceLength)
    rows.push(...parser.push(text.slice(at, at + pieceLength)))
  return [...rows, ...parser.end()]
}

const cellsOf = (text: string) => rowsOf(text).map(({ cells }) => cells)

test('any cells come back from a table, whatever separates them, ends their lines, or cuts the text', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\t', '\r', '\n', ' ') })
  const row = fc
    .array(cell, { minLength: 1, maxLength: 3 })
    .filter((cells) => cells.some((each) => each !== ''))
  fc.assert(
    fc.property(
      fc.array(row),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.integer({ min: 1, max: 30 }),
      (rows, separator, end, length) => {
        const text = rows
          .map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(separator) + end)
          .join('')
        expect(rowsOf(text, length, separator).map(({ cells }) => cells)).toEqual(rows)
      },
    ),
  )
})

test('any text gives the same rows however it is cut, and no more lines than it has', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', ' ') })
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (table, length) => {
      const rows = rowsOf(table)
      expect(rowsOf(table, length)).toEqual(rows)
      const lines = table.split(/\r\n|[\r\n]/).length
      expect(rows.every(({ lineNumber }) => lineNumber <= lines)).toBe(true)
    }),
  )
})

test('a row knows the line where it begins', () => {
  expect(rowsOf('a\r\n\r\n"b\r\nb\nb",c\rd').map(({ lineNumber, cells }) => [lineNumber, cells[0]])).toEqual([
    [1, 'a'],
    [3, 'b\r\nb\nb'],
    [6, 'd'],
  ])
})

test('quotation marks that nobody doubled stand for themselves', () => {
  expect(cellsOf('"The "Best" song",x\nHe said "hi",y')).toEqual([
    ['The "Best" song', 'x'],
    ['He said "hi"', 'y'],
  ])
})

test('spaces round cells are no part of them, unless they are in quotation marks', () => {
  expect(cellsOf(' a , "b, c" ," d "')).toEqual([['a', 'b, c', ' d ']])
})

test('a quotation mark that is never closed costs its line, and none of the following', () => {
  const rows = rowsOf('a,b\n"c,d\ne,f\n"g",h')
  expect(rows.map(({ cells, isBroken }) => [...cells, isBroken])).toEqual([
    ['a', 'b', false],
    ['"c', 'd', true],
    ['e', 'f', false],
    ['g', 'h', false],
  ])
  expect(cellsOf('a\n"b')).toEqual([['a'], ['"b']])
})

test('a table of nothing but open quotation marks, and ten megabytes on one line, are refused', () => {
  expect(() => rowsOf('"a\n'.repeat(5000))).toThrow(PlaylistUnreadable)
  expect(() => rowsOf('a'.repeat(10_000_000), 65_536)).toThrow(/Line 1 is longer/)
  expect(() => rowsOf(`x\n"${'a'.repeat(10_000_000)}`, 65_536)).toThrow(/Line 2 is longer/)
})
