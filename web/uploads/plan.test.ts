import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mediaLimits } from '#core/media/limits.ts'
import { fingerprintOf, kindOfFile, mayRetry, missingParts, retryDelayMs, turnedDown, wayOf } from './plan.ts'

test('the parts of a file touch, cover it once, and are equal but for the last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 500 }), (bytes, partBytes) => {
      const parts = missingParts(bytes, partBytes, [])
      expect(parts[0]?.startByte).toBe(0)
      expect(parts.at(-1)?.endByte).toBe(bytes)
      parts.forEach((part, index) => {
        expect(part.partNumber).toBe(index + 1)
        if (index > 0) expect(part.startByte).toBe(parts[index - 1]?.endByte)
        if (index < parts.length - 1) expect(part.endByte - part.startByte).toBe(partBytes)
      })
    }),
  )
})

test('a resumed upload sends exactly what has not arrived', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 2000 }),
      fc.array(fc.integer({ min: 1, max: 40 })),
      (bytes, arrived) => {
        const all = missingParts(bytes, 64, [])
        const missing = missingParts(bytes, 64, arrived)
        expect(missing).toEqual(all.filter((part) => !arrived.includes(part.partNumber)))
      },
    ),
  )
})

test('a file goes in parts before it would break the limit of one request', () => {
  expect(wayOf(5_000_000)).toBe('form')
  expect(wayOf(mediaLimits.formUploadBytes)).toBe('parts')
  expect(wayOf(mediaLimits.formUploadBytes - 64 * 1024)).toBe('form')
})

test('an empty file and one over the limit are not sent at all', () => {
  expect(turnedDown(0)).toContain('empty')
  expect(turnedDown(mediaLimits.uploadBytes + 1)).toContain('2 GiB')
  expect(turnedDown(mediaLimits.uploadBytes)).toBeUndefined()
})

test('retries wait longer each time, never over 40 seconds, and never less than the server asked', () => {
  expect([1, 2, 3, 4].map((retry) => retryDelayMs(retry, 0))).toEqual([500, 1000, 2000, 4000])
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (retry, chance) => {
        expect(retryDelayMs(retry, chance)).toBeLessThanOrEqual(40_000)
        expect(retryDelayMs(retry, chance, 60)).toBe(60_000)
      },
    ),
  )
})

test('a no is final, an accident is not', () => {
  expect([undefined, 408, 429, 500, 503].every((status) => mayRetry(status))).toBe(true)
  expect([400, 401, 404, 413, 415, 422].some((status) => mayRetry(status))).toBe(false)
})

test('what was dropped is sorted by type, else by name', () => {
  expect(kindOfFile({ name: 'song.bin', type: 'audio/flac' })).toBe('song')
  expect(kindOfFile({ name: 'Night Drive.OPUS', type: '' })).toBe('song')
  expect(kindOfFile({ name: 'IMG_1.HEIC', type: '' })).toBe('media')
  expect(kindOfFile({ name: 'clip', type: 'video/mp4' })).toBe('media')
  expect(kindOfFile({ name: 'notes.txt', type: 'text/plain' })).toBeUndefined()
})

test('the same file is found again after a reload, an edited one is not', () => {
  const file = { name: 'a.wav', size: 9, lastModified: 1 }
  expect(fingerprintOf(file, 'song')).toBe(fingerprintOf({ ...file }, 'song'))
  expect(fingerprintOf(file, 'song')).not.toBe(fingerprintOf({ ...file, lastModified: 2 }, 'song'))
  expect(fingerprintOf(file, 'song')).not.toBe(fingerprintOf(file, 'media'))
})
