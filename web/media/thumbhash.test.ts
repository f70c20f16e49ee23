import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pictureOfThumbhash } from './thumbhash.ts'

/** Packs the fields of the format's two headers, and wave nibbles that all mean `nothing` (8 is nearest to zero). */
function hash(fields: {
  light: number
  yellow: number
  red: number
  scale?: number
  landscape?: boolean
  counted?: number
}): string {
  const { light, yellow, red, scale = 0, landscape = true, counted = 4 } = fields
  const header = light | (yellow << 6) | (red << 12) | (scale << 18)
  const second = counted | (landscape ? 1 << 15 : 0)
  const bytes = [header & 255, (header >> 8) & 255, (header >> 16) & 255, second & 255, second >> 8]
  return btoa(String.fromCharCode(...bytes, ...Array.from({ length: 20 }, () => 0x88)))
}

const firstPixel = (base64: string) => [...(pictureOfThumbhash(base64)?.rgba.slice(0, 4) ?? [])]

test('a picture without waves is its average colour everywhere', () => {
  // Full light and no colour is white; the six-bit colour fields have no exact middle, 31.5 is between 31 and 32.
  const picture = pictureOfThumbhash(hash({ light: 63, yellow: 32, red: 32 }))
  const [first] = picture?.rgba ?? []
  expect(picture?.rgba.every((value, index) => index % 4 !== 0 || value === first)).toBe(true)
  expect(
    firstPixel(hash({ light: 0, yellow: 32, red: 32 }))
      .slice(0, 3)
      .every((value) => value < 16),
  ).toBe(true)
})

test('much red reads as red, much yellow as yellow', () => {
  const [r = 0, g = 0, b = 0] = firstPixel(hash({ light: 21, yellow: 47, red: 63 }))
  expect(r).toBeGreaterThan(200)
  expect(Math.max(g, b)).toBeLessThan(60)
  const [r2 = 0, g2 = 0, b2 = 0] = firstPixel(hash({ light: 42, yellow: 63, red: 32 }))
  expect(Math.min(r2, g2)).toBeGreaterThan(200)
  expect(b2).toBeLessThan(60)
})

test('the shape of the picture is kept', () => {
  const wide = pictureOfThumbhash(hash({ light: 30, yellow: 32, red: 32, landscape: true, counted: 4 }))
  expect([wide?.width, wide?.height]).toEqual([32, 18])
  const tall = pictureOfThumbhash(hash({ light: 30, yellow: 32, red: 32, landscape: false, counted: 4 }))
  expect([tall?.width, tall?.height]).toEqual([18, 32])
})

test('anything at all is a picture or none, never an error', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
      const picture = pictureOfThumbhash(text)
      if (picture !== undefined) expect(picture.rgba).toHaveLength(picture.width * picture.height * 4)
    }),
  )
})
