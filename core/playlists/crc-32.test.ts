import { strToU8 } from 'fflate'
import { expect, test } from 'vitest'
import { crc32 } from './crc-32.ts'

test('a checksum is the one that every other program finds, in one piece or in many', () => {
  // The check value of CRC-32/ISO-HDLC in the catalogue of parametrised CRC algorithms.
  expect(crc32(strToU8('123456789'))).toBe(0xcbf43926)
  expect(crc32(strToU8('6789'), crc32(strToU8('12345')))).toBe(0xcbf43926)
  expect(crc32(new Uint8Array(0))).toBe(0)
})
