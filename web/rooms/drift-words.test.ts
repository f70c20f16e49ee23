import { expect, test } from 'vitest'
import { driftWords } from './drift-words.ts'

test('what nobody can hear is in sync, and what can be heard says which way it is off', () => {
  expect([8.4, -30, 41, -250, -1_840].map(driftWords)).toEqual([
    'in sync, 8 ms',
    'in sync, 30 ms',
    '41 ms early',
    '250 ms late',
    '1.8 s late',
  ])
})
