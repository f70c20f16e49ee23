import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makesWay, placeAt, rowBefore, visibleRows } from './rows.ts'

const places = fc.nat(60).chain((last) => fc.tuple(fc.constant(last + 1), fc.nat(last), fc.nat(last)))

test('every row that can be seen is drawn, and of ten thousand no more than a screenful and a little', () => {
  const list = fc.record({
    listTop: fc.integer({ min: -700_000, max: 900 }),
    viewHeight: fc.integer({ min: 200, max: 1_200 }),
    rowHeight: fc.constant(64),
    count: fc.constant(10_000),
  })
  fc.assert(
    fc.property(list, (seen) => {
      const { from, to } = visibleRows(seen)
      expect(to - from).toBeLessThanOrEqual(Math.ceil(seen.viewHeight / 64) + 18)
      for (const edge of [0, seen.viewHeight - 1]) {
        const row = Math.floor((edge - seen.listTop) / 64)
        if (row >= 0 && row < seen.count) expect(row >= from && row < to).toBe(true)
      }
    }),
  )
})

test('where a row is dropped is where it then stands, and what stands before it is what the drop says', () => {
  fc.assert(
    fc.property(places, ([count, from, to]) => {
      const rows = Array.from({ length: count }, (_, row) => `row ${row}`)
      const [carried = ''] = rows.slice(from, from + 1)
      const after = rows.toSpliced(from, 1).toSpliced(to, 0, carried)
      expect(rowBefore(rows, from, to)).toBe(to === from ? rows[to - 1] : after[to - 1])
      // Rows make way exactly so that what is drawn while it is carried is what it will be.
      for (const [place, row] of rows.entries()) {
        if (place !== from) expect(after.indexOf(row)).toBe(place + makesWay(place, from, to))
      }
    }),
  )
})

test('a row cannot be dropped outside the list', () => {
  fc.assert(
    fc.property(places, fc.integer({ min: -5_000, max: 50_000 }), ([count], middle) => {
      const place = placeAt(middle, 64, count)
      expect(place >= 0 && place < count).toBe(true)
    }),
  )
})
