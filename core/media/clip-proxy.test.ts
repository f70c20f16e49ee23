import fc from 'fast-check'
import { expect, test } from 'vitest'
import { proxyForm, proxySize } from './clip-proxy.ts'

const side = fc.integer({ min: 2, max: 9000 })

test.each([
  [1920, 1080, 640, 360],
  [1080, 1920, 360, 640],
  [4096, 2304, 640, 360],
  [1280, 1280, 360, 360],
  [320, 180, 320, 180],
  [321, 181, 320, 180],
  [8000, 1000, 1920, 240],
])('a clip of %i by %i has a proxy of %i by %i', (width, height, widthPixels, heightPixels) => {
  expect(proxySize(width, height)).toEqual({ widthPixels, heightPixels })
})

test('a proxy has even sides, none over its bound and none longer than the clip has', () => {
  fc.assert(
    fc.property(side, side, (width, height) => {
      const { widthPixels, heightPixels } = proxySize(width, height)
      expect([widthPixels % 2, heightPixels % 2]).toEqual([0, 0])
      expect(widthPixels).toBeLessThanOrEqual(width)
      expect(heightPixels).toBeLessThanOrEqual(height)
      expect(Math.min(widthPixels, heightPixels)).toBeLessThanOrEqual(proxyForm.shortSidePixels)
      expect(Math.max(widthPixels, heightPixels)).toBeLessThanOrEqual(proxyForm.longSidePixels)
    }),
  )
})

test('a proxy has the shape of its clip, to within the pixel that evenness takes', () => {
  fc.assert(
    fc.property(side, side, (width, height) => {
      const { widthPixels, heightPixels } = proxySize(width, height)
      const scale = Math.min(1, 360 / Math.min(width, height), 1920 / Math.max(width, height))
      expect(Math.abs(widthPixels - width * scale)).toBeLessThanOrEqual(widthPixels === 2 ? 2 : 1)
      expect(Math.abs(heightPixels - height * scale)).toBeLessThanOrEqual(heightPixels === 2 ? 2 : 1)
    }),
  )
})
