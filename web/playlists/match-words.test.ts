import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MatchCounts } from './calls.ts'
import { countOf, countsLine, matchStates, movedCounts, reviewNote, roomWords } from './match-words.ts'

const state = fc.constantFrom(...matchStates)
const counts: fc.Arbitrary<MatchCounts> = fc.record({
  found: fc.integer({ min: 1, max: 99 }),
  unsure: fc.integer({ min: 1, max: 99 }),
  missing: fc.integer({ min: 1, max: 99 }),
  chosen: fc.integer({ min: 1, max: 99 }),
  leftOut: fc.integer({ min: 1, max: 99 }),
})

test('a decision takes one song from one state to another, and taking it back restores every count', () => {
  fc.assert(
    fc.property(counts, state, state, (before, from, to) => {
      const after = movedCounts(before, from, to)
      if (from !== to) expect(countOf(after, to)).toBe(countOf(before, to) + 1)
      expect(movedCounts(after, to, from)).toEqual(before)
    }),
  )
})

test('states that nothing is in are not spoken of', () => {
  const some = { found: 12_000, unsure: 0, missing: 3, chosen: 0, leftOut: 1 }
  expect(countsLine(some)).toBe('12,000 found, 3 missing, 1 left out')
  expect(countsLine({ found: 0, unsure: 0, missing: 0, chosen: 0, leftOut: 0 })).toBe('no songs')
})

test('what waits for a person is told before what they can do nothing about', () => {
  expect(reviewNote({ found: 5, unsure: 2, missing: 3, chosen: 0, leftOut: 0 })).toBe('2 to decide')
  expect(reviewNote({ found: 5, unsure: 0, missing: 3, chosen: 0, leftOut: 0 })).toBe('3 missing')
  expect(reviewNote({ found: 5, unsure: 0, missing: 0, chosen: 1, leftOut: 0 })).toBe('nothing to decide')
})

test('before songs go to a room it is said what becomes of those that were left out', () => {
  const counts = { found: 5, unsure: 1, missing: 3, chosen: 1, leftOut: 0 }
  expect(roomWords(counts, 10)).toBe('6 of 10 songs can play there; the others go on its wish list.')
  expect(roomWords({ ...counts, leftOut: 2 }, 12)).toBe(
    '6 of 12 songs can play there; what you left out stays out, and the others go on its wish list.',
  )
})
