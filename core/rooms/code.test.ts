import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeAlphabet, codeLength, parseRoomCode, shownRoomCode } from './code.ts'

const code = fc
  .array(fc.constantFrom(...codeAlphabet), { minLength: codeLength, maxLength: codeLength })
  .map((letters) => letters.join(''))

test('a code reads the same as it is shown, in small letters, and with spaces round it', () => {
  fc.assert(
    fc.property(code, (wanted) => {
      const shown = shownRoomCode(wanted)
      expect([shown, shown.toLowerCase(), ` ${wanted} `, [...wanted].join(' ')].map(parseRoomCode)).toEqual(
        Array(4).fill(wanted),
      )
    }),
  )
})

test('letters that codes do not have make no code', () => {
  for (const written of ['', 'ABC-DE', 'ABC-DEFG', 'ABC-DEI', 'ABC-DE0', 'ÄBC-DEF', 'ABC_DEF']) {
    expect(parseRoomCode(written)).toBeUndefined()
  }
})
