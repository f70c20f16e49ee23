import { expect, test } from 'vitest'
import type { SharedFile } from '#core/sharing/shared-video.ts'
import { fileFor, formatFor, largestOf } from './pick-file.ts'

function file(aspect: SharedFile['aspect'], widthPixels: number, heightPixels: number): SharedFile {
  return { url: `/${widthPixels}`, aspect, widthPixels, heightPixels, bytes: 1, durationMs: 1 }
}

const files = [
  file('16:9', 1920, 1080),
  file('16:9', 1280, 720),
  file('16:9', 640, 360),
  file('9:16', 720, 1280),
]

test.each([
  ['a desk', 1440, 900, '16:9'],
  ['a phone held upright', 1170, 2532, '9:16'],
  ['a phone on its side', 2532, 1170, '16:9'],
] as const)('%s is shown the format nearest to its own', (_what, widthPixels, heightPixels, aspect) => {
  expect(formatFor(files, { widthPixels, heightPixels })).toBe(aspect)
})

test.each([
  [500, 300, 640],
  [1440, 900, 1920],
  [1180, 820, 1280],
  [3840, 2160, 1920],
])('a screen of %i by %i is sent no more than it can show', (widthPixels, heightPixels, expected) => {
  expect(fileFor(files, '16:9', { widthPixels, heightPixels })?.widthPixels).toBe(expected)
})

test('what is saved is the largest there is', () => {
  expect(largestOf(files, '16:9')?.widthPixels).toBe(1920)
  expect(largestOf(files, '1:1')).toBeUndefined()
})
