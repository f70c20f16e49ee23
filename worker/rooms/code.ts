/** New codes of rooms: see `core/rooms/code.ts` for what one looks like. */
import { codeAlphabet, codeLength } from '#core/rooms/code.ts'

/** A new code: six of 31 characters, 887 million of them. Bytes that would favour some are drawn again. */
export function newRoomCode(): string {
  const fair = 256 - (256 % codeAlphabet.length)
  let code = ''
  while (code.length < codeLength) {
    for (const byte of crypto.getRandomValues(new Uint8Array(2 * codeLength)))
      if (byte < fair && code.length < codeLength) code += codeAlphabet.charAt(byte % codeAlphabet.length)
  }
  return code
}
