/** Which rows of a long list are worth drawing. All lengths in pixels. */

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

/** Whether two ranges are the same rows. */
export function isSameRange(one: RowRange, other: RowRange): boolean {
  return one.from === other.from && one.to === other.to
}

/** The rows of a range, one by one. */
export function rowsIn({ from, to }: RowRange): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index)
}
