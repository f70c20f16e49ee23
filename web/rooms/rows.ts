/** Which rows of a long list are worth drawing, and where a row lands that is let go. All lengths in pixels. */

/** From the first row that is drawn up to, and without, the last. */
export type RowRange = { readonly from: number; readonly to: number }

/** Rows beyond the edge, so that a quick flick meets no empty place. */
const rowsBeyond = 8

/** The rows of a list that can be seen. `listTop` is where the list begins, above zero once it is scrolled out. */
export function visibleRows(list: {
  readonly listTop: number
  readonly viewHeight: number
  readonly rowHeight: number
  readonly count: number
}): RowRange {
  const { listTop, viewHeight, rowHeight, count } = list
  const first = Math.floor(-listTop / rowHeight) - rowsBeyond
  const last = Math.ceil((viewHeight - listTop) / rowHeight) + rowsBeyond
  const from = Math.min(count, Math.max(0, first))
  return { from, to: Math.max(from, Math.min(count, last)) }
}

/** The place of a row that is held with its middle so far below the top of the list. */
export function placeAt(middle: number, rowHeight: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(middle / rowHeight)))
}

/** How far a row makes way while another is carried from one place to another: a row up, a row down, or not at all. */
export function makesWay(place: number, from: number, to: number): -1 | 0 | 1 {
  if (place > from && place <= to) return -1
  if (place < from && place >= to) return 1
  return 0
}

/** What stands before a place once the row that was carried there has left its own; undefined at the front. */
export function rowBefore<T>(rows: readonly T[], from: number, to: number): T | undefined {
  return to > from ? rows[to] : rows[to - 1]
}
