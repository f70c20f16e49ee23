/** Where a row lands that is let go. All lengths in pixels. */

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
