import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  agoOf,
  bytesOf,
  clockOf,
  counted,
  leftOf,
  leftOutWords,
  percentOf,
  signed,
  spokenSeconds,
} from './words.ts'

test('times read as on a clock', () => {
  expect([0, 9.99, 60, 204, 3729].map(clockOf)).toEqual(['0:00', '0:09', '1:00', '3:24', '1:02:09'])
  expect(clockOf(-3)).toBe('0:00')
})

test('a time that is a hair under a second by float rounding is that second', () => {
  expect(clockOf(0.1 + 0.2 + 59.7)).toBe('1:00')
  expect(clockOf(103.99999999)).toBe('1:44')
})

test('a screen reader hears minutes and seconds', () => {
  expect(spokenSeconds(104)).toBe('1 minute 44 seconds')
  expect(spokenSeconds(1)).toBe('1 second')
})

test('sizes use the unit that reads best', () => {
  expect([512, 1000, 4_200_000, 999_600, 123_456_789, 2_147_483_648].map(bytesOf)).toEqual([
    '512 bytes',
    '1.0 kB',
    '4.2 MB',
    '1.0 MB',
    '123 MB',
    '2.1 GB',
  ])
})

test('a percentage is 100 only when it is all there', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (fraction) => {
      expect(percentOf(fraction) === '100%').toBe(fraction === 1)
    }),
  )
})

test('a negative number carries a minus sign, and rounds to no minus zero', () => {
  expect([signed(-14, 1), signed(3.25, 1), signed(-0.01, 1)]).toEqual(['−14.0', '3.3', '0.0'])
})

test('ages are in the largest unit that fits', () => {
  const now = Date.parse('2026-11-21T12:00:00Z')
  expect(agoOf('2026-11-21T11:59:40Z', now)).toBe('just now')
  expect(agoOf('2026-11-21T11:15:00Z', now)).toBe('45 min ago')
  expect(agoOf('2026-11-21T02:00:00Z', now)).toBe('10 h ago')
  expect(agoOf('nonsense', now)).toBe('')
})

test('one is singular, all else is plural, and thousands are set apart', () => {
  expect([0, 1, 8, 50_000].map((count) => counted(count, 'song'))).toEqual([
    '0 songs',
    '1 song',
    '8 songs',
    '50,000 songs',
  ])
})

test('time left is never nothing while something is left', () => {
  expect([leftOf(0.2), leftOf(9), leftOf(150)]).toEqual(['1 s left', '9 s left', '3 min left'])
})

test('songs that stayed behind are spoken of only where there are some', () => {
  expect([0, 1, 2].map(leftOutWords)).toEqual([
    '',
    '1 song that you had left out stayed out.',
    '2 songs that you had left out stayed out.',
  ])
})
