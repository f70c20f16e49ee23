import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askAgainMs, type Heard, positionAt } from './position.ts'

const anyHeard: fc.Arbitrary<Heard> = fc.record({
  positionMs: fc.integer({ min: 0, max: 400_000 }),
  durationMs: fc.integer({ min: 1, max: 400_000 }),
  isPlaying: fc.boolean(),
  atMs: fc.integer({ min: 0, max: 1_000_000 }),
})

test('a song that plays goes on between two answers, and a pause stands still', () => {
  const heard = { positionMs: 10_000, durationMs: 60_000, isPlaying: true, atMs: 5_000 }
  expect(positionAt(heard, 8_000)).toBe(13_000)
  expect(positionAt({ ...heard, isPlaying: false }, 8_000)).toBe(10_000)
})

test('no position lies outside of its song, whatever the clocks say', () => {
  fc.assert(
    fc.property(anyHeard, fc.integer({ min: -1_000_000, max: 2_000_000 }), (heard, nowMs) => {
      const position = positionAt(heard, nowMs)
      expect(position).toBeGreaterThanOrEqual(0)
      expect(position).toBeLessThanOrEqual(heard.durationMs)
    }),
  )
})

test('Spotify is asked when the song ends, never more than once a second, and seldom while nothing plays', () => {
  const heard = { positionMs: 57_000, durationMs: 60_000, isPlaying: true, atMs: 0 }
  expect(askAgainMs(heard, 0)).toBe(3_400)
  expect(askAgainMs({ ...heard, positionMs: 10_000 }, 0)).toBe(6_000)
  expect(askAgainMs({ ...heard, isPlaying: false }, 0)).toBe(15_000)
  expect(askAgainMs(undefined, 0)).toBe(15_000)
  fc.assert(
    fc.property(anyHeard, fc.integer({ min: 0, max: 2_000_000 }), (any, nowMs) => {
      expect(askAgainMs(any, nowMs)).toBeGreaterThanOrEqual(1_000)
    }),
  )
})
