/** What stands in a link: short enough to be read out, and never to be guessed. */

/** Letters and digits that nobody takes for one another; a double click takes all of it. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz'
const slugLength = 17

/** The form of every slug. */
export const slugPattern = new RegExp(`^[${alphabet}]{${slugLength}}$`)

/** A new slug of 98 random bits: 17 letters out of 56. Bytes that would favour some letters are drawn again. */
export function newSlug(): string {
  const fair = 256 - (256 % alphabet.length)
  let slug = ''
  while (slug.length < slugLength) {
    for (const byte of crypto.getRandomValues(new Uint8Array(2 * slugLength)))
      if (byte < fair && slug.length < slugLength) slug += alphabet.charAt(byte % alphabet.length)
  }
  return slug
}
