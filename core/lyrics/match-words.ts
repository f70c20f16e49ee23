/** Finds written words in heard ones: which of two long lists of words are the same, in the same order. */

/** Written words and heard ones, as `soundOf` has them; one that is empty matches nothing. */
export type WordPair = { readonly written: readonly string[]; readonly heard: readonly string[] }

/** Cells of the table past which only a band round its diagonal is looked at: the longest songs would take hundreds of megabytes. */
const mostCells = 4_000_000
/** What it is worth that two words stand side by side in both lists: a run is no accident, a lone word may be. */
const besideWorth = 1.5
/** What a word that is only alike is worth. */
const likeWorth = 1
/** Pairs of words that are compared letter by letter. */
const mostJudged = 100_000

const fromMatch = 0
const fromAbove = 1
const fromLeft = 2
const besideFlag = 4

/** The table of choices, of which each row holds a band of the columns. */
type Table = {
  readonly rows: number
  readonly width: number
  readonly columns: number
  readonly choices: Uint8Array
}

/** What is best up to each column: at all, and with that column's own word matched. The first is before any column. */
type Row = { readonly best: Float64Array; readonly matched: Float64Array }

/**
 * For every written word the heard one it is, or -1: the matches in order that are worth most together (dynamic
 * programming after Needleman and Wunsch, gaps free). Words that are alike, one or two letters apart, match for less.
 */
export function matchWords({ written, heard }: WordPair): readonly number[] {
  const [rows, columns] = [written.length, heard.length]
  const width = Math.min(columns, Math.max(128, Math.floor(mostCells / Math.max(1, rows))))
  const table = { rows, width, columns, choices: new Uint8Array(rows * width) }
  const worthOf = makeWorth({ written, heard })
  let row: Row = { best: new Float64Array(columns + 1), matched: new Float64Array(columns + 1) }
  for (let at = 0; at < rows; at += 1) {
    row = nextRow(table, at, { row, worthAt: (column) => worthOf(at, column) })
  }
  return walkBack(table)
}

/** The first column of a row's band, which goes along the diagonal. */
function leftOf({ rows, width, columns }: Table, row: number): number {
  return Math.max(0, Math.min(columns - width, Math.round((row / rows) * columns - width / 2)))
}

/** Fills in a row of the table from the row above it. */
function nextRow(
  table: Table,
  at: number,
  above: { readonly row: Row; worthAt(column: number): number },
): Row {
  const { best, matched } = above.row
  const next: Row = { best: best.slice(), matched: new Float64Array(best.length) }
  const first = leftOf(table, at)
  for (let i = 0; i < table.width; i += 1) {
    const column = first + i
    const diagonal = best[column] ?? 0
    const own = matched[column] ?? 0
    const beside = own > 0 ? own + besideWorth : 0
    const worth = above.worthAt(column)
    const here = worth === 0 ? 0 : worth + Math.max(beside, diagonal)
    const [up, left] = [best[column + 1] ?? 0, next.best[column] ?? 0]
    next.matched[column + 1] = here
    next.best[column + 1] = Math.max(here, up, left)
    table.choices[at * table.width + i] = choiceOf(here, up, left) | (beside > diagonal ? besideFlag : 0)
  }
  return next
}

function choiceOf(here: number, up: number, left: number): number {
  if (here > 0 && here >= up && here >= left) return fromMatch
  return up >= left ? fromAbove : fromLeft
}

function walkBack(table: Table): readonly number[] {
  const matches = Array<number>(table.rows).fill(-1)
  let [row, column, mustMatch] = [table.rows - 1, table.columns - 1, false]
  while (row >= 0 && column >= 0) {
    const choice = choiceAt(table, row, column)
    if (mustMatch || (choice & 3) === fromMatch) {
      matches[row] = column
      mustMatch = (choice & besideFlag) !== 0
      row -= 1
      column -= 1
    } else if ((choice & 3) === fromAbove) row -= 1
    else column -= 1
  }
  return matches
}

/** Outside the band there is nothing to be had: the way leads back into it. */
function choiceAt(table: Table, row: number, column: number): number {
  const i = column - leftOf(table, row)
  if (i < 0) return fromAbove
  return i >= table.width ? fromLeft : (table.choices[row * table.width + i] ?? fromAbove)
}

/**
 * What it is worth that a written and a heard word match, by their places: long words more than short ones, alike ones
 * half. Each pair of different words is judged once, and so many pairs at most; past that, only the same is a match.
 */
function makeWorth({ written, heard }: WordPair): (row: number, column: number) => number {
  const ids = new Map<string, number>()
  const idOf = (word: string) => {
    if (!ids.has(word)) ids.set(word, ids.size)
    return ids.get(word) ?? 0
  }
  const [rowIds, columnIds] = [Uint32Array.from(written, idOf), Uint32Array.from(heard, idOf)]
  const known = new Map<number, number>()
  return (row, column) => {
    const word = written[row] ?? ''
    const id = rowIds[row] ?? 0
    const other = columnIds[column] ?? 0
    if (id === other) return sameWorth(word)
    if (known.size >= mostJudged || !mayBeAlike(word, heard[column] ?? '')) return 0
    const pair = id * ids.size + other
    const worth = known.get(pair) ?? (isAlike(word, heard[column] ?? '') ? likeWorth : 0)
    known.set(pair, worth)
    return worth
  }
}

function sameWorth(word: string): number {
  return word === '' ? 0 : 1 + Math.min(8, word.length) / 4
}

/** Short words are alike by chance, and a model that mishears a word mostly has its beginning right. */
function mayBeAlike(a: string, b: string): boolean {
  if (a.length < 4 || b.length < 4 || Math.abs(a.length - b.length) > 2) return false
  return a.charCodeAt(0) === b.charCodeAt(0) || a.charCodeAt(a.length - 1) === b.charCodeAt(b.length - 1)
}

/** Whether at most a third of the letters must be changed to get from one word to the other (Levenshtein). */
function isAlike(a: string, b: string): boolean {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries()) {
      const same = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(same, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return (row[row.length - 1] ?? 0) <= Math.max(a.length, b.length) / 3
}
