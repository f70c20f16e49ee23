/** The short code that people read from a screen and type: six characters that are hard to mistake for one another. */

/** Letters and digits that nobody takes for one another when they are read aloud or from across a room. */
export const codeAlphabet = '23456789ABCDEFGHJKLMNPQRSTVWXYZ'
/** How many characters a code has. */
export const codeLength = 6

/** The code that somebody wrote, whatever its case, dashes and spaces; undefined when it is none. */
export function parseRoomCode(written: string): string | undefined {
  const code = written.toUpperCase().replaceAll(/[\s\p{Pd}]/gu, '')
  return code.length === codeLength && [...code].every((letter) => codeAlphabet.includes(letter))
    ? code
    : undefined
}

/** A code as it is shown: `ABC-DEF`. */
export function shownRoomCode(code: string): string {
  return `${code.slice(0, codeLength / 2)}-${code.slice(codeLength / 2)}`
}
