/** Two lists of songs beside one another: what stayed stands in one row, what came, went or moved in rows of its own. */
import type { Comparison } from './calls.ts'

/** One row. `before` and `after` are places in the two lists. A song that moved has two rows, which name one another. */
export type AlignedRow =
  | { readonly kind: 'stayed'; readonly before: number; readonly after: number }
  | { readonly kind: 'came'; readonly after: number }
  | { readonly kind: 'went'; readonly before: number }
  | { readonly kind: 'moved-from'; readonly before: number; readonly after: number }
  | { readonly kind: 'moved-to'; readonly before: number; readonly after: number }
  /** A run of rows that stayed and are not drawn. */
  | { readonly kind: 'folded'; readonly count: number }

/** How long the two lists are. */
export type Lengths = { readonly before: number; readonly after: number }

/** The rows of two lists from top to bottom. Answers what it can of lists that are not as long as was said. */
export function alignedRows(comparison: Comparison, lengths: Lengths): readonly AlignedRow[] {
  const came = new Set(comparison.came.map(({ at }) => at))
  const went = new Set(comparison.went.map(({ at }) => at))
  const goesTo = new Map(comparison.moved.map(({ from, to }) => [from, to]))
  const comesFrom = new Map(comparison.moved.map(({ from, to }) => [to, from]))
  const rows: AlignedRow[] = []
  let before = 0
  let after = 0
  while (before < lengths.before || after < lengths.after) {
    const to = goesTo.get(before)
    const from = comesFrom.get(after)
    if (went.has(before)) rows.push({ kind: 'went', before: before++ })
    else if (to !== undefined && before < lengths.before)
      rows.push({ kind: 'moved-from', before: before++, after: to })
    else if (came.has(after)) rows.push({ kind: 'came', after: after++ })
    else if (from !== undefined && after < lengths.after)
      rows.push({ kind: 'moved-to', before: from, after: after++ })
    else rows.push({ kind: 'stayed', before: before++, after: after++ })
  }
  return rows
}

/** So many rows that stayed are left on each side of a change, so that one sees where it was. */
const context = 1
/** Fewer than this are not worth a row that says they are folded. */
const leastFolded = 3

/** The same rows with long runs of what stayed folded into one each. */
export function foldedRows(rows: readonly AlignedRow[]): readonly AlignedRow[] {
  const folded: AlignedRow[] = []
  for (let at = 0; at < rows.length; ) {
    let end = at
    while (rows[end]?.kind === 'stayed') end += 1
    const first = at === 0 ? at : at + context
    const last = end === rows.length ? end : end - context
    if (last - first >= leastFolded) {
      folded.push(...rows.slice(at, first), { kind: 'folded', count: last - first }, ...rows.slice(last, end))
    } else folded.push(...rows.slice(at, end))
    const next = rows[end]
    if (next !== undefined) folded.push(next)
    at = end + 1
  }
  return folded
}

/** For every row of a song that moved, the row at the other end of its way. */
export function otherEnds(rows: readonly AlignedRow[]): ReadonlyMap<number, number> {
  const leaves = new Map<number, number>()
  const arrives = new Map<number, number>()
  for (const [at, row] of rows.entries()) {
    if (row.kind === 'moved-from') leaves.set(row.before, at)
    if (row.kind === 'moved-to') arrives.set(row.before, at)
  }
  const ends = new Map<number, number>()
  for (const [song, from] of leaves) {
    const to = arrives.get(song)
    if (to === undefined) continue
    ends.set(from, to)
    ends.set(to, from)
  }
  return ends
}
