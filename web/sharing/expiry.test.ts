import { expect, test } from 'vitest'
import { dateOf, endOf } from './expiry.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')

test('a link lasts as many days as were said, from now', () => {
  expect(endOf('never', '', nowMs)).toBeNull()
  expect(endOf('day', '', nowMs)).toBe('2026-11-22T12:00:00.000Z')
  expect(endOf('week', '', nowMs)).toBe('2026-11-28T12:00:00.000Z')
  expect(endOf('month', '', nowMs)).toBe('2026-12-21T12:00:00.000Z')
})

test('a date counts to the end of its day, and one that is over is none', () => {
  const today = dateOf(nowMs)
  expect(Date.parse(endOf('date', today, nowMs) ?? '')).toBe(new Date(2026, 10, 21, 23, 59, 59).getTime())
  expect(endOf('date', '2026-11-19', nowMs)).toBeUndefined()
  expect(endOf('date', '', nowMs)).toBeUndefined()
})
