import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { detailOf, filledBy, largestStep, type PhotoView, shareNeeded } from './detail.ts'

const frame = { widthPixels: 1280, heightPixels: 720 }
const whole = { x: 0, y: 0, width: 1, height: 1 }

const view = (side: number, choices: Partial<PhotoView['shot']> = {}, zoom = 1): PhotoView => ({
  zoom,
  shot: {
    kind: 'photo',
    mediaId: 'a photo',
    fit: 'crop',
    from: whole,
    to: { x: 0, y: 0, width: side, height: side },
    easing: 'linear',
    framings: {},
    ...choices,
  },
})

describe('a photo', () => {
  const size = { widthPixels: 4000, heightPixels: 2250 }

  test('is never made larger than it is', () => {
    expect(shareNeeded(detailOf(view(0.01), frame), { widthPixels: 640, heightPixels: 360 })).toBe(1)
  })

  test('has a pixel for every pixel of the frame where its camera is nearest, or all that its widest view can step over', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.2, max: 1, noNaN: true }), (side) => {
        const pixels = size.widthPixels * shareNeeded(detailOf(view(side), frame), size)
        const enough = Math.min(size.widthPixels, frame.widthPixels / side, largestStep * frame.widthPixels)
        expect(pixels).toBeGreaterThanOrEqual(enough * (1 - 1e-6))
        expect(pixels).toBeLessThan(enough * 2 ** 0.25 * (1 + 1e-6))
      }),
    )
  })

  test('that is shown whole needs only what it fills of the frame', () => {
    const upright = { widthPixels: 1000, heightPixels: 2000 }
    const { shot } = view(1, { fit: 'bars' })
    expect(filledBy(shot, frame, upright)).toEqual({ widthPixels: 360, heightPixels: 720 })
    expect(filledBy(view(1).shot, frame, upright)).toEqual(frame)
  })
})

test('shots of nearly the same detail are served by one picture', () => {
  expect(detailOf(view(0.7), frame).nearest).toEqual(detailOf(view(0.69), frame).nearest)
})
