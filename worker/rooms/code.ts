/** The short code that people type, say and scan to come into a room. */

/** Letters and digits that nobody takes for one another when they are read aloud or from across a room. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTVWXYZ'
const codeLength = 6

/** A new code: six of 31 characters, 887 million of them. Bytes that would favour some are drawn again. */
export function newRoomCode(): string {
  const fair = 256 - (256 % alphabet.length)
  let code = ''
  while (code.length < codeLength) {
    for (const byte of crypto.getRandomValues(new Uint8Array(2 * codeLength)))
      if (byte < fair && code.length < codeLength) code += alphabet.charAt(byte % alphabet.length)
  }
  return code
}

/** A code as it is stored, from how a person writes it: without case, dashes and spaces; `undefined` when it can be none. */
export function readRoomCode(text: string): string | undefined {
  const code = text.toUpperCase().replace(/[\s–-]/g, '')
  return code.length === codeLength && [...code].every((letter) => alphabet.includes(letter))
    ? code
    : undefined
}
