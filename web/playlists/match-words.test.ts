import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { MatchCounts } from './calls.ts'
import { countOf, countsLine, matchStates, movedCounts, reviewNote } from './match-words.ts'

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
