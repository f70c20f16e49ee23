import fc from 'fast-check'
import { expect, test } from 'vitest'
import { followed, insideSong, pixelsOf, secondsAt, shortestViewSeconds, zoomed } from './view.ts'

const whole = { fromSeconds: 0, toSeconds: 200 }
const views = fc
  .tuple(fc.double({ min: 0, max: 150, noNaN: true }), fc.double({ min: 4, max: 50, noNaN: true }))
  .map(([from, length]) => ({ fromSeconds: from, toSeconds: from + length }))

test('whatever is done to a view, it stays inside the song and long enough to read', () => {
  fc.assert(
    fc.property(
      views,
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      fc.double({ min: 0, max: 200, noNaN: true }),
      (view, factor, seconds) => {
        for (const next of [
          zoomed(view, whole, factor, seconds),
          followed(view, whole, seconds),
          insideSong(view, whole),
        ]) {
          expect(next.fromSeconds).toBeGreaterThanOrEqual(0)
          expect(next.toSeconds).toBeLessThanOrEqual(200 + 1e-9)
          expect(next.toSeconds - next.fromSeconds).toBeGreaterThanOrEqual(shortestViewSeconds - 1e-9)
        }
      },
    ),
  )
})

test('zooming keeps the time under the pointer where it is', () => {
  const view = { fromSeconds: 50, toSeconds: 150 }
  const next = zoomed(view, whole, 2, 75)
  expect(next).toEqual({ fromSeconds: 62.5, toSeconds: 112.5 })
  expect(pixelsOf(next, 800, 75)).toBe(pixelsOf(view, 800, 75))
})

test('a view is turned like a page when the playhead leaves it, and not before', () => {
  const view = { fromSeconds: 10, toSeconds: 20 }
  expect(followed(view, whole, 19.9)).toBe(view)
  expect(followed(view, whole, 20.1).fromSeconds).toBeCloseTo(20.1)
})

test('a pixel and its time are each other', () => {
  fc.assert(
    fc.property(views, fc.integer({ min: 0, max: 1400 }), (view, pixels) => {
      expect(pixelsOf(view, 1400, secondsAt(view, 1400, pixels))).toBeCloseTo(pixels, 6)
    }),
  )
})
