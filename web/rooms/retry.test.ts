import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GoodbyeCode } from '#core/rooms/message.ts'
import { afterGoodbye, goodbyeWords, retryWaitMs } from './retry.ts'

test('tries come ever more rarely, never at once and never more than a quarter of a minute apart', () => {
  fc.assert(
    fc.property(fc.nat(1_000), fc.double({ min: 0, max: 1, noNaN: true }), (tries, random) => {
      const waitMs = retryWaitMs(tries, random)
      expect(waitMs).toBeGreaterThanOrEqual(200)
      expect(waitMs).toBeLessThanOrEqual(15_000)
      expect(retryWaitMs(tries + 1, random)).toBeGreaterThanOrEqual(waitMs)
    }),
  )
})

test('two phones that lost the room together do not come back together', () => {
  expect(retryWaitMs(3, 0)).toBeLessThan(retryWaitMs(3, 1))
})

test('every way a room says goodbye has words that say what to do, and a way on', () => {
  for (const code of GoodbyeCode.options) {
    expect(goodbyeWords[code].text.length).toBeGreaterThan(20)
    expect(afterGoodbye(code)).toBeDefined()
  }
})
