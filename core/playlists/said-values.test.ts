import { expect, test } from 'vitest'
import { msOfClock } from './said-values.ts'

test.each([
  ['3:45', 225_000],
  ['1:02:03', 3_723_000],
  ['00:04:31.50', 271_500],
  [' 75 ', 75_000],
  ['12:345', undefined],
  ['3:4', undefined],
  ['soon', undefined],
  [225, undefined],
])('%j is so many milliseconds on a clock: %j', (said, ms) => {
  expect(msOfClock(said)).toBe(ms)
})
