import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cropAround, fillPlacement, mixAt, nearer, nearestTransitionZoom, within } from './geometry.ts'
import type { TransitionKind } from './timeline.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const ratio = fc.double({ min: 0.2, max: 5, noNaN: true })

test('at every frame of a transition the weights add up to one and none is negative', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('crossfade' as const, 'flash' as const, 'dip' as const, 'zoom' as const),
      fc.integer({ min: 2, max: 60 }),
      (kind, length) => {
        for (let frame = 0; frame < length; frame += 1) {
          const { from, to, light } = blendAt(kind, frame, length)
          expect(from + to + light).toBeCloseTo(1, 9)
          expect(Math.min(from, to, light)).toBeGreaterThanOrEqual(0)
        }
      },
    ),
  )
})

test('a crossfade begins as the earlier picture and ends as the later one', () => {
  expect(blendAt('crossfade', 0, 16).from).toBeGreaterThan(0.9)
  expect(blendAt('crossfade', 15, 16).to).toBeGreaterThan(0.9)
})

test('a picture that comes in from the side starts outside the frame, never goes back, and ends alone', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('wipe' as const, 'push' as const),
      fc.integer({ min: 20, max: 60 }),
      (kind, length) => {
        const shares = Array.from({ length }, (_, frame) => {
          const mix = mixAt(kind, frame, length)
          return mix.kind === 'beside' ? mix.share : Number.NaN
        })
        expect(shares).toEqual(shares.toSorted((a, b) => a - b))
        expect(shares[0]).toBeLessThan(0.01)
        expect(shares.at(-1)).toBeGreaterThan(0.99)
      },
    ),
  )
})

test('coming nearer never shows what lies outside the frame, wherever it moves', () => {
  const shift = fc.double({ min: -1, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.double({ min: 1, max: 4, noNaN: true }), shift, shift, (zoom, x, y) => {
      const seen = nearer(zoom, { x, y })
      expect(Math.min(seen.x, seen.y)).toBeGreaterThanOrEqual(0)
      expect(Math.max(seen.x + seen.width, seen.y + seen.height)).toBeLessThanOrEqual(1 + 1e-9)
    }),
  )
})

test('a rectangle within a rectangle covers the share of it that it says', () => {
  const right = { x: 0.5, y: 0, width: 0.5, height: 1 }
  expect(within(right, { x: 0.5, y: 0.25, width: 0.5, height: 0.5 })).toEqual({
    x: 0.75,
    y: 0.25,
    width: 0.25,
    height: 0.5,
  })
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

function blendAt(kind: TransitionKind, frame: number, length: number) {
  const mix = mixAt(kind, frame, length)
  if (mix.kind !== 'blend') throw new Error(`${kind} does not blend`)
  return mix
}

test('a zoom brings its pictures no nearer than whoever prepares them is told', () => {
  for (let frame = 0; frame < 40; frame += 1) {
    const mix = mixAt('zoom', frame, 40)
    if (mix.kind !== 'blend') throw new Error('a zoom blends')
    expect(Math.max(mix.fromZoom, mix.toZoom)).toBeLessThanOrEqual(nearestTransitionZoom)
  }
})
