import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makesWay, placeAt, rowBefore } from './rows.ts'

const places = fc.nat(60).chain((last) => fc.tuple(fc.constant(last + 1), fc.nat(last), fc.nat(last)))

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
