import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cropAround, fillPlacement, mixAt } from './geometry.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const ratio = fc.double({ min: 0.2, max: 5, noNaN: true })

test('at every frame of a transition the weights add up to one and none is negative', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('crossfade' as const, 'flash' as const, 'dip' as const),
      fc.integer({ min: 2, max: 60 }),
      (kind, length) => {
        for (let frame = 0; frame < length; frame += 1) {
          const { from, to, light } = mixAt(kind, frame, length)
          expect(from + to + light).toBeCloseTo(1, 9)
          expect(Math.min(from, to, light)).toBeGreaterThanOrEqual(0)
        }
      },
    ),
  )
})

test('a crossfade begins as the earlier picture and ends as the later one', () => {
  expect(mixAt('crossfade', 0, 16).from).toBeGreaterThan(0.9)
  expect(mixAt('crossfade', 15, 16).to).toBeGreaterThan(0.9)
})

test('a crop has the aspect of the frame, lies inside the picture and touches two of its sides', () => {
  fc.assert(
    fc.property(ratio, ratio, share, share, (picture, frame, x, y) => {
      const crop = cropAround(picture, frame, { x, y })
      expect((crop.width * picture) / crop.height / frame).toBeCloseTo(1, 6)
      expect(Math.max(crop.width, crop.height)).toBeCloseTo(1, 9)
      expect(
        crop.x >= 0 && crop.y >= 0 && crop.x + crop.width <= 1 + 1e-9 && crop.y + crop.height <= 1 + 1e-9,
      ).toBe(true)
    }),
  )
})

test('a whole picture in the frame keeps its own aspect', () => {
  fc.assert(
    fc.property(ratio, ratio, (picture, frame) => {
      const place = fillPlacement(picture, frame)
      expect((place.width * frame) / place.height / picture).toBeCloseTo(1, 6)
    }),
  )
})
