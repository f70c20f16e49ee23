import fc from 'fast-check'
import { expect, test } from 'vitest'
import { takeToken } from '../token-bucket.ts'
import { operationRates, spend } from './allowance.ts'
import { Role } from './event.ts'

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

test('however somebody spreads what they ask for, it is never more than a burst and the steady rate', () => {
  const pausesMs = fc.array(fc.oneof(fc.constant(0), fc.nat(30), fc.nat(20_000)), {
    minLength: 1,
    maxLength: 400,
    size: 'max',
  })
  fc.assert(
    fc.property(fc.constantFrom(...Role.options), pausesMs, (role, pauses) => {
      const rate = operationRates[role]
      let level: ReturnType<typeof takeToken>['level'] | undefined
      let [nowMs, granted] = [0, 0]
      for (const pauseMs of pauses) {
        nowMs += pauseMs
        const taken = takeToken(level, rate, nowMs)
        level = taken.level
        if (taken.waitSeconds === 0) granted += 1
      }
      expect(granted).toBeLessThanOrEqual(rate.capacity + (nowMs / 1000) * rate.refillPerSecond + 1e-6)
    }),
  )
})

test('somebody who presses once a second is never told to wait', () => {
  let level: ReturnType<typeof takeToken>['level'] | undefined
  for (let second = 0; second < 1_000; second += 1) {
    const taken = takeToken(level, operationRates.guest, second * 1000)
    level = taken.level
    expect(taken.waitSeconds).toBe(0)
  }
})
