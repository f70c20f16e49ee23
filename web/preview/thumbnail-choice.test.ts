import { expect, test } from 'vitest'
import { thumbnailFor } from './thumbnail-choice.ts'

const thumbnails = [1920, 320, 960].map((longSidePixels) => ({ longSidePixels, url: `/${longSidePixels}` }))

test.each([
  [100, 320],
  [320, 320],
  [321, 960],
  [960, 960],
  [961, 1920],
  [4000, 1920],
])('a photo that is seen %i pixels long is decoded from the picture of %i', (longSidePixels, taken) => {
  expect(thumbnailFor(thumbnails, longSidePixels)?.longSidePixels).toBe(taken)
})

test('a photo without small pictures has none to decode', () => {
  expect(thumbnailFor([], 960)).toBeUndefined()
})
