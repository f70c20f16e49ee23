import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readJpeg } from './jpeg.ts'

function segment(code: number, ...content: number[]): number[] {
  const length = content.length + 2
  return [0xff, code, length >> 8, length & 255, ...content]
}

const text = (words: string) => [...new TextEncoder().encode(words)]
const frame = segment(0xc2, 8, 0x02, 0xa3, 0x04, 0xb0, 3)
const scan = [...segment(0xda, 1, 2, 3), 9, 9, 9, 0xff, 0xd9]

test('the size of a picture is read, and what a camera noted is left out', () => {
  const notes = [...segment(0xe1, ...text('Exif GPS 52.5, 13.4')), ...segment(0xfe, ...text('home'))]
  const kept = [...segment(0xe0, ...text('JFIF')), ...segment(0xc4, 1, 2), ...frame]
  const read = readJpeg(Uint8Array.from([0xff, 0xd8, ...notes, ...kept, ...scan]))
  expect(read).toEqual({
    ok: true,
    value: {
      bytes: Uint8Array.from([0xff, 0xd8, ...kept, ...scan]),
      widthPixels: 1200,
      heightPixels: 675,
    },
  })
})

test.each([
  ['a page', text('<!doctype html>')],
  ['nothing', []],
  ['a picture without a size', [0xff, 0xd8, ...scan]],
  ['a picture without a scan', [0xff, 0xd8, ...frame]],
  ['a segment that is cut off', [0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 1]],
])('%s is no JPEG, and the reason is said', (_what, bytes) => {
  const read = readJpeg(Uint8Array.from(bytes))
  expect(read.ok ? '' : read.reason).toMatch(/\w+/)
})

test('whatever the bytes, there is an answer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      expect(typeof readJpeg(Uint8Array.from([0xff, 0xd8, ...bytes])).ok).toBe('boolean')
    }),
  )
})
