import fc from 'fast-check'
import { expect, test } from 'vitest'
import { visibleRows } from './visible-rows.ts'

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
