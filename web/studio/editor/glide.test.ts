import fc from 'fast-check'
import { expect, test } from 'vitest'
import { glidedPixels, isAtRest, speedOfFlick } from './glide.ts'

const evenly = (pixelsEachMs: number, milliseconds: number) =>
  Array.from({ length: milliseconds / 8 + 1 }, (_, i) => ({ x: 8 * i * pixelsEachMs, atMs: 8 * i }))

test('a finger that moves evenly leaves with the speed it had, in its direction', () => {
  expect(speedOfFlick(evenly(1.5, 160), 160)).toBeCloseTo(1.5, 6)
  expect(speedOfFlick(evenly(-1.5, 160), 160)).toBeCloseTo(-1.5, 6)
})

test('a finger that rests before it leaves puts the view down, and so does one that creeps', () => {
  expect(speedOfFlick(evenly(1.5, 160), 400)).toBe(0)
  expect(speedOfFlick(evenly(0.1, 160), 160)).toBe(0)
  expect(speedOfFlick([], 0)).toBe(0)
})

test('a flick never turns round, never overshoots where it is bound for, and comes to rest', () => {
  const speed = fc.double({ min: -6, max: 6, noNaN: true }).filter((each) => Math.abs(each) > 0.15)
  fc.assert(
    fc.property(speed, fc.nat(5000), fc.nat(5000), (pixelsEachMs, one, other) => {
      const [sooner, later] = one <= other ? [one, other] : [other, one]
      const [before, after] = [glidedPixels(pixelsEachMs, sooner), glidedPixels(pixelsEachMs, later)]
      expect(Math.abs(after)).toBeGreaterThanOrEqual(Math.abs(before))
      // The sum of a speed that keeps 0.998 of itself each millisecond: speed / -ln(0.998).
      expect(Math.abs(after)).toBeLessThanOrEqual((Math.abs(pixelsEachMs) / -Math.log(0.998)) * 1.000001)
      expect(isAtRest(pixelsEachMs, 5000)).toBe(true)
    }),
  )
})

test('it begins as fast as the finger was', () => {
  expect(glidedPixels(2, 1)).toBeCloseTo(2, 1)
  expect(isAtRest(2, 0)).toBe(false)
})
