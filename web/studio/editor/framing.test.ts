import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aspectRatios, cropAround } from '#core/timeline/geometry.ts'
import { plainPhoto } from '#core/timeline/shots.ts'
import type { PlannerMedia, Rectangle, Timeline } from '#core/timeline/timeline.ts'
import {
  framingShown,
  motionNameOf,
  movedRectangle,
  namedMotion,
  refitted,
  scaledRectangle,
  withRectangle,
} from './framing.ts'

const picture: PlannerMedia = {
  mediaId: 'med_1',
  kind: 'photo',
  widthPixels: 4000,
  heightPixels: 3000,
  strength: 0.5,
  focus: { x: 0.5, y: 0.5 },
}
const wide = cropAround(4 / 3, 16 / 9, { x: 0.5, y: 0.5 })
const shot = plainPhoto('med_1', { fit: 'crop', from: wide, to: wide })
const timeline = { aspect: '16:9' } as Timeline
const shown = framingShown(timeline, shot, '16:9', picture)
if (shown === undefined) throw new Error('a photo has a framing')

const shapeOf = ({ width, height }: Rectangle) => ((width / height) * 4) / 3
const share = fc.double({ min: -2, max: 2, noNaN: true })

test('however a rectangle is moved and scaled, it keeps the shape of the frame and stays in the picture', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ x: share, y: share, factor: fc.double({ min: 0.05, max: 20, noNaN: true }) })),
      (moves) => {
        let rectangle = wide
        for (const { x, y, factor } of moves)
          rectangle = scaledRectangle(movedRectangle(rectangle, x, y), factor)
        expect(shapeOf(rectangle)).toBeCloseTo(16 / 9, 5)
        expect(rectangle.x + rectangle.width).toBeLessThanOrEqual(1 + 1e-9)
        expect(rectangle.y + rectangle.height).toBeLessThanOrEqual(1 + 1e-9)
        expect(Math.min(rectangle.x, rectangle.y)).toBeGreaterThanOrEqual(0)
        expect(rectangle.width).toBeGreaterThan(0.07)
      },
    ),
  )
})

test('a movement that was chosen by name is known by it', () => {
  for (const motion of ['still', 'in', 'out', 'left', 'right'] as const) {
    const { from, to } = namedMotion(shown, motion)
    const framing = { kind: 'photo', framing: { fit: 'crop', from, to } } as const
    expect(motionNameOf({ ...shown, framing })).toBe(motion)
  }
})

test('a picture shown whole and cropped again is as near as before', () => {
  const near = cropAround(4 / 3, 16 / 9, { x: 0.5, y: 0.5 }, 1.5)
  const before = { ...shown, framing: withRectangle(shown.framing, 'from', near) }
  const whole = refitted(before, 'fill', 4 / 3)
  const after = refitted({ ...before, framing: whole, groundRatio: 16 / 9 }, 'crop', 4 / 3)
  expect(after.kind === 'photo' && after.framing.from.width).toBeCloseTo(near.width, 6)
})

test('in another format a framing follows by itself until somebody sets it there', () => {
  const other = framingShown(timeline, shot, '9:16', picture)
  expect(other?.isByHand).toBe(false)
  expect(other?.frameRatio).toBe(aspectRatios['9:16'])
  const byHand = { ...shot, framings: { '9:16': { fit: 'bars', from: wide, to: wide } as const } }
  expect(framingShown(timeline, byHand, '9:16', picture)?.isByHand).toBe(true)
})
