import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  fewestFramesInView,
  frameAtPixels,
  insideVideo,
  pannedView,
  pixelsOfFrame,
  viewWith,
  wholeView,
  zoomedView,
} from './frame-view.ts'

const lengthFrames = 10_800

test('zooming keeps the frame under the pointer under the pointer, wherever the ends of the video allow it', () => {
  const view = { fromFrame: 2000, toFrame: 6000 }
  const around = frameAtPixels(view, 1000, 730)
  const near = zoomedView(view, lengthFrames, 3, around)
  expect(pixelsOfFrame(near, 1000, around)).toBeCloseTo(730, 6)
  expect(near.toFrame - near.fromFrame).toBeCloseTo(4000 / 3, 6)
})

test('no view ever leaves the video or comes nearer than single frames', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          factor: fc.double({ min: 0.01, max: 100, noNaN: true }),
          share: fc.double({ min: 0, max: 1, noNaN: true }),
          by: fc.integer({ min: -20_000, max: 20_000 }),
        }),
      ),
      (moves) => {
        let view = wholeView(lengthFrames)
        for (const { factor, share, by } of moves) {
          const around = view.fromFrame + share * (view.toFrame - view.fromFrame)
          view = pannedView(zoomedView(view, lengthFrames, factor, around), lengthFrames, by)
          expect(view.fromFrame).toBeGreaterThanOrEqual(0)
          expect(view.toFrame).toBeLessThanOrEqual(lengthFrames + 1e-6)
          expect(view.toFrame - view.fromFrame).toBeGreaterThan(fewestFramesInView - 1e-6)
        }
      },
    ),
  )
})

test('a video shorter than the nearest view is shown whole', () => {
  const view = zoomedView(wholeView(10), 10, 8, 5)
  expect(view).toEqual({ fromFrame: 0, toFrame: 10 })
  expect(insideVideo({ fromFrame: 4, toFrame: 14 }, 10)).toEqual({ fromFrame: 0, toFrame: 10 })
})

test('a playhead that leaves the view turns the page, one that is in view does not', () => {
  const view = { fromFrame: 100, toFrame: 200 }
  expect(viewWith(view, lengthFrames, 150)).toBe(view)
  const next = viewWith(view, lengthFrames, 201)
  expect(next.fromFrame).toBeLessThan(201)
  expect(next.toFrame - 201).toBeGreaterThan(80)
})
