import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseRange } from './range.ts'
import { Refusal } from './refusal.ts'

test('the examples of RFC 9110, section 14.1.2, mean what it says, for 10000 bytes', () => {
  expect(parseRange('bytes=0-499', 10_000)).toEqual({ offset: 0, length: 500 })
  expect(parseRange('bytes=500-999', 10_000)).toEqual({ offset: 500, length: 500 })
  expect(parseRange('bytes=-500', 10_000)).toEqual({ offset: 9500, length: 500 })
  expect(parseRange('bytes=9500-', 10_000)).toEqual({ offset: 9500, length: 500 })
})

test.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=a-b', 'items=0-1', 'bytes=5-2', 'bytes=0-1,3-4'])(
  '%s is no range we serve, so the whole is sent',
  (header) => {
    expect(parseRange(header, 100)).toBeUndefined()
  },
)

test('a range without a single byte is refused with the size', () => {
  expect(() => parseRange('bytes=100-', 100)).toThrow(Refusal)
  expect(() => parseRange('bytes=-0', 100)).toThrow(Refusal)
  expect(() => parseRange('bytes=0-', 0)).toThrow(Refusal)
})

test('whatever is asked for, what is served lies inside the object', () => {
  const number = fc.oneof(fc.constant(''), fc.nat(300).map(String))
  fc.assert(
    fc.property(number, number, fc.nat(200), (first, last, size) => {
      try {
        const range = parseRange(`bytes=${first}-${last}`, size)
        if (range === undefined) return
        expect(range.length).toBeGreaterThan(0)
        expect(range.offset + range.length).toBeLessThanOrEqual(size)
      } catch (error) {
        expect(error).toBeInstanceOf(Refusal)
      }
    }),
  )
})
