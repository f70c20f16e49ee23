import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spend } from './allowance.ts'

test('a guest has so many at once, and so many more a minute', () => {
  const allowance = { capacity: 3, perMinute: 2 }
  let level: ReturnType<typeof spend>['level'] | undefined
  const waits = [0, 0, 0, 0, 29_000, 31_000, 31_000].map((nowMs) => {
    const spent = spend(level, allowance, nowMs)
    level = spent.level
    return spent.waitSeconds
  })
  expect(waits).toEqual([0, 0, 0, 30, 1, 0, 29])
})

test('an allowance of none is never granted, and one that does not come back is spent for good', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000_000), fc.double({ min: 0, max: 1_000, noNaN: true }), (nowMs, perMinute) => {
      expect(spend(undefined, { capacity: 0, perMinute }, nowMs).waitSeconds).toBe(Number.POSITIVE_INFINITY)
      const once = spend(undefined, { capacity: 1, perMinute: 0 }, 0)
      expect(spend(once.level, { capacity: 1, perMinute: 0 }, nowMs).waitSeconds).toBe(
        Number.POSITIVE_INFINITY,
      )
    }),
  )
})
