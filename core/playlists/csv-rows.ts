/** Rows of a table in text (RFC 4180 and its kin), in chunks: any line ends, any separator, quotation marks where they stand. */
import { mostLineUnits, refuseLong } from './lines.ts'
import { PlaylistUnreadable } from './reading.ts'

/** One row, with the line where it begins. */
export type TableRow = {
  readonly cells: readonly string[]
  readonly lineNumber: number
  /** Whether a quotation mark is never closed, so that the line was taken as it stands. */
  readonly isBroken: boolean
}

/** Takes text and gives the rows that it completes. */
export type RowParser = {
  readonly push: (text: string) => readonly TableRow[]
  readonly end: () => readonly TableRow[]
}

/** More broken rows than this are no table; each may have to be looked at twice. */
const mostBroken = 100

/** A parser of rows with this separator between cells. Rows without any text are passed over. */
export function parseRows(separator: string): RowParser {
  let text = ''
  let lineNumber = 1
  let broken = 0
  /** A line feed right after a carriage return ends the same row, also when it comes in the next chunk. */
  let isAfterReturn = false

  function rows(isLast: boolean): readonly TableRow[] {
    const found: TableRow[] = []
    let at = 0
    for (let row = rowAt(at, isLast); row !== undefined; row = rowAt(at, isLast)) {
      const { cells, lines, end, isBroken } = row
      if (cells.some((cell) => cell !== '')) found.push({ cells, lineNumber, isBroken })
      lineNumber += lines
      at = text.startsWith('\r\n', end) ? end + 2 : end + 1
    }
    isAfterReturn = at === text.length && text.endsWith('\r')
    text = text.slice(at)
    return found
  }

  /** The row that begins here, if all of it has come. What is too long is taken for all that comes. */
  function rowAt(start: number, isLast: boolean): (ParsedRow & { readonly isBroken: boolean }) | undefined {
    if (start >= text.length) return undefined
    const row = parseRow(text, start, separator, isLast || text.length - start > mostLineUnits)
    if (row === 'unfinished') return undefined
    const whole = row === 'broken' ? rowAsItStands(start) : row
    if (whole.end - start > mostLineUnits) refuseLong(text.slice(start, whole.end), lineNumber)
    return { ...whole, isBroken: row === 'broken' }
  }

  function rowAsItStands(start: number): ParsedRow {
    broken += 1
    if (broken > mostBroken) {
      throw new PlaylistUnreadable(
        `More than ${mostBroken} lines have a quotation mark that is never closed, so this is no table.`,
      )
    }
    const length = text.slice(start, start + mostLineUnits + 1).search(/[\r\n]/)
    const end = length < 0 ? text.length : start + length
    return { cells: text.slice(start, end).split(separator), lines: 1, end }
  }

  return {
    push(chunk) {
      if (chunk === '') return []
      text += isAfterReturn && chunk.startsWith('\n') ? chunk.slice(1) : chunk
      isAfterReturn = false
      return rows(false)
    },
    end: () => rows(true),
  }
}

/** A row whose end is where its line ends, or the text. */
type ParsedRow = { readonly cells: readonly string[]; readonly lines: number; readonly end: number }

/** The row that begins here. It is unfinished where its end may be in text that is still to come. */
function parseRow(
  text: string,
  start: number,
  separator: string,
  isAll: boolean,
): ParsedRow | 'broken' | 'unfinished' {
  const cells: string[] = []
  let lines = 1
  for (let at = start; ; ) {
    const cell = quotedCell(text, at, separator, isAll) ?? unquotedCell(text, at, separator)
    if (cell === 'unfinished' && isAll) return 'broken'
    if (typeof cell === 'string') return cell
    cells.push(cell.value)
    lines += cell.lines
    if (cell.end >= text.length && !isAll) return 'unfinished'
    if (text[cell.end] !== separator) return { cells, lines, end: cell.end }
    at = cell.end + 1
  }
}

type Cell = { readonly value: string; readonly lines: number; readonly end: number }

function unquotedCell(text: string, start: number, separator: string): Cell {
  let end = start
  while (end < text.length && !isEnd(text, end, separator)) end += 1
  return { value: text.slice(start, end).trim(), lines: 0, end }
}

/**
 * The cell in quotation marks that begins here, if one does. A mark inside that is followed by neither a second one nor
 * the end of the cell stands for itself, for people forget to double it; if lines have ended since the cell began, it is
 * the beginning of another cell, and the mark of this one was never closed.
 */
function quotedCell(
  text: string,
  start: number,
  separator: string,
  isAll: boolean,
): Cell | 'broken' | 'unfinished' | undefined {
  const open = afterSpaces(text, start)
  if (text[open] !== '"') return undefined
  let value = ''
  for (let from = open + 1; ; ) {
    const mark = text.indexOf('"', from)
    const end = afterSpaces(text, mark + 1)
    if (mark < 0 || (end >= text.length && !isAll)) return 'unfinished'
    value += text.slice(from, mark)
    const isDouble = text[mark + 1] === '"'
    if (!isDouble && isEnd(text, end, separator)) return { value, lines: lineEndsIn(value), end }
    if (!isDouble && lineEndsIn(value) > 0) return 'broken'
    value += '"'
    from = mark + (isDouble ? 2 : 1)
  }
}

/** Whether a cell ends here, if it is not in quotation marks. */
function isEnd(text: string, at: number, separator: string): boolean {
  const character = text[at]
  return character === undefined || character === separator || character === '\n' || character === '\r'
}

function lineEndsIn(text: string): number {
  return text.match(/\r\n|[\r\n]/g)?.length ?? 0
}

function afterSpaces(text: string, at: number): number {
  let after = at
  while (text[after] === ' ') after += 1
  return after
}
