/** What stands in a link: short enough to be read out, and never to be guessed. */
import { randomLetters } from '../db/random-letters.ts'

/** Letters and digits that nobody takes for one another; a double click takes all of it. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz'
const slugLength = 17

/** The form of every slug. */
export const slugPattern = new RegExp(`^[${alphabet}]{${slugLength}}$`)

/** A new slug of 98 random bits: 17 letters out of 56. */
export function newSlug(): string {
  return randomLetters(alphabet, slugLength)
}
