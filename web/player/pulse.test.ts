import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pulseAt } from './pulse.ts'

test('a beat is full on its moment and falls until the next, which is full again', () => {
  const beats = [1, 1.5, 2]
  expect([1, 1.5, 2].map((second) => pulseAt(beats, second))).toEqual([1, 1, 1])
  expect(pulseAt(beats, 1.2)).toBeLessThan(pulseAt(beats, 1.1))
  expect(pulseAt(beats, 1.49)).toBeLessThan(0.02)
})

test('nothing beats before the first beat, nor in music without any', () => {
  expect([pulseAt([1], 0.99), pulseAt([], 3)]).toEqual([0, 0])
})

test('the pulse is that of the last beat, however many there are', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 500 })), fc.integer({ min: 0, max: 500 }), (times, at) => {
      const beats = times.toSorted((a, b) => a - b)
      const last = beats.findLast((beat) => beat <= at)
      expect(pulseAt(beats, at)).toBe(last === undefined ? 0 : Math.exp((last - at) / 0.11))
    }),
  )
})
