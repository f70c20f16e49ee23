import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BucketLevel, returnToken, takeToken } from './token-bucket.ts'

const rate = { capacity: 5, refillPerSecond: 0.5 }

test('in any stretch of time no more pass than the bucket holds and what flows in', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(4000), { minLength: 1, maxLength: 200 }), (gapsMs) => {
      let level: BucketLevel | undefined
      let nowMs = 0
      let passed = 0
      for (const gap of gapsMs) {
        nowMs += gap
        const taken = takeToken(level, rate, nowMs)
        level = taken.level
        if (taken.waitSeconds === 0) passed += 1
      }
      const elapsedMs = nowMs - (gapsMs[0] ?? 0)
      expect(passed).toBeLessThanOrEqual(rate.capacity + (elapsedMs / 1000) * rate.refillPerSecond + 1e-6)
    }),
  )
})

test('whoever waits as long as they were told gets through', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), (tokens) => {
      const refused = takeToken({ tokens, atMs: 0 }, rate, 0)
      expect(refused.waitSeconds).toBeGreaterThan(0)
      expect(takeToken(refused.level, rate, refused.waitSeconds * 1000).waitSeconds).toBe(0)
    }),
  )
})

test('a clock that runs backwards gives nothing away', () => {
  expect(takeToken({ tokens: 0, atMs: 10_000 }, rate, 0).waitSeconds).toBeGreaterThan(0)
})

test('a token that is given back can be taken again, and a bucket never holds more than it does', () => {
  const empty = { tokens: 0, atMs: 0 }
  const level = returnToken(empty, rate)
  expect(takeToken(level, rate, 0).waitSeconds).toBe(0)
  expect(returnToken({ tokens: 4.5, atMs: 0 }, rate)?.tokens).toBe(5)
  expect(returnToken(undefined, rate)).toBeUndefined()
})
