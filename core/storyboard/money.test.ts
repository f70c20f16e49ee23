import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dollarsText, parseDollars } from './money.ts'

test('an amount is written with all its places and read back as it was', () => {
  expect([dollarsText(0), dollarsText(3000), dollarsText(50_000), dollarsText(1_166_667)]).toEqual([
    '$0.00',
    '$0.003',
    '$0.05',
    '$1.166667',
  ])
  fc.assert(
    fc.property(fc.nat({ max: 9_000_000_000 }), (amount) => {
      expect(parseDollars(dollarsText(amount).slice(1))).toBe(amount)
    }),
  )
})

test.each(['', '-1', '1.', '1,5', '0.1234567', '1e3', 'NaN', ' 1'])('%s is no amount', (text) => {
  expect(parseDollars(text)).toBeUndefined()
})
