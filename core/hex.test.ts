import { expect, test } from 'vitest'
import { hexOf } from './hex.ts'

test('every byte is two digits, those below sixteen too', () => {
  expect(hexOf(Uint8Array.of(0, 9, 15, 16, 171, 255))).toBe('00090f10abff')
  expect(hexOf(new Uint8Array())).toBe('')
})
