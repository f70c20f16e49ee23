import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alignedRows, foldedRows, otherEnds } from './alignment.ts'
import type { Comparison } from './calls.ts'

/** Two lists of different songs, and what became of each song, told the plain way: what is not in order has moved. */
const lists = fc
  .tuple(fc.uniqueArray(fc.nat(40), { maxLength: 30 }), fc.uniqueArray(fc.nat(40), { maxLength: 30 }))
  .map(([before, after]) => ({ before, after, comparison: comparisonOf(before, after) }))

function comparisonOf(before: readonly number[], after: readonly number[]): Comparison {
  const both = after.filter((song) => before.includes(song))
  let last = -1
  const stayed = new Set<number>()
  for (const song of both) {
    if (before.indexOf(song) < last) continue
    last = before.indexOf(song)
    stayed.add(song)
  }
  const placesOf = (songs: readonly number[], list: readonly number[]) =>
    songs.map((song) => ({ at: list.indexOf(song) }))
  return {
    came: placesOf(
      after.filter((song) => !before.includes(song)),
      after,
    ),
    went: placesOf(
      before.filter((song) => !after.includes(song)),
      before,
    ),
    moved: both
      .filter((song) => !stayed.has(song))
      .map((song) => ({ from: before.indexOf(song), to: after.indexOf(song) })),
    stayedCount: stayed.size,
  }
}

test('each side of the rows, read from top to bottom, is its list', () => {
  fc.assert(
    fc.property(lists, ({ before, after, comparison }) => {
      const rows = alignedRows(comparison, { before: before.length, after: after.length })
      const left = rows.flatMap((row) =>
        row.kind === 'stayed' || row.kind === 'went' || row.kind === 'moved-from' ? [row.before] : [],
      )
      const right = rows.flatMap((row) =>
        row.kind === 'stayed' || row.kind === 'came' || row.kind === 'moved-to' ? [row.after] : [],
      )
      expect(left).toEqual(before.map((_, at) => at))
      expect(right).toEqual(after.map((_, at) => at))
      for (const row of rows) if (row.kind === 'stayed') expect(before[row.before]).toBe(after[row.after])
    }),
  )
})

test('a song that moved leaves in one row and arrives in another, and each knows the other', () => {
  fc.assert(
    fc.property(lists, ({ before, after, comparison }) => {
      const rows = alignedRows(comparison, { before: before.length, after: after.length })
      const ends = otherEnds(rows)
      expect(ends.size).toBe(2 * comparison.moved.length)
      for (const [at, other] of ends) expect(ends.get(other)).toBe(at)
    }),
  )
})

test('folding hides nothing but what stayed, and says how much', () => {
  fc.assert(
    fc.property(lists, ({ before, after, comparison }) => {
      const rows = alignedRows(comparison, { before: before.length, after: after.length })
      const folded = foldedRows(rows)
      const changes = (all: typeof rows) => all.filter(({ kind }) => kind !== 'stayed' && kind !== 'folded')
      expect(changes(folded)).toEqual(changes(rows))
      const hidden = folded.reduce((sum, row) => sum + (row.kind === 'folded' ? row.count - 1 : 0), 0)
      expect(folded.length + hidden).toBe(rows.length)
    }),
  )
})
