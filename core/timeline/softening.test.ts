import { expect, test } from 'vitest'
import { smallSize, softenBackdrop, spillLight } from './softening.ts'

function picture(colourAt: (x: number, y: number) => number) {
  const [widthPixels, heightPixels] = [16, 9]
  const rgba = new Uint8Array(widthPixels * heightPixels * 4)
  for (let i = 0; i < rgba.length; i += 1) {
    const pixel = i >> 2
    rgba[i] = i % 4 === 3 ? 255 : colourAt(pixel % widthPixels, Math.floor(pixel / widthPixels))
  }
  return { rgba, widthPixels, heightPixels }
}

test('an even picture is a darker even backdrop, to its edges', () => {
  const even = picture(() => 200)
  softenBackdrop(even)
  expect([...new Set(even.rgba)].toSorted((a, b) => a - b)).toEqual([90, 255])
})

test('dark places spill far less light than bright ones', () => {
  const [dark, bright] = [picture(() => 51), picture(() => 204)]
  spillLight(dark)
  spillLight(bright)
  expect([dark.rgba[0], bright.rgba[0]]).toEqual([10, 163])
})

test('light spills to its neighbours, and no light is lost or made', () => {
  const spot = picture((x, y) => (x === 8 && y === 4 ? 255 : 0))
  spillLight(spot)
  const at = (x: number, y: number) => spot.rgba[(y * 16 + x) * 4] ?? 0
  expect(at(9, 4)).toBeGreaterThan(0)
  expect(at(9, 4)).toBeLessThan(at(8, 4))
  expect(at(0, 0)).toBe(0)
})

test('the small picture keeps the shape of the frame', () => {
  expect(smallSize({ widthPixels: 1920, heightPixels: 1080 })).toEqual({ widthPixels: 64, heightPixels: 36 })
  expect(smallSize({ widthPixels: 360, heightPixels: 640 })).toEqual({ widthPixels: 36, heightPixels: 64 })
})
