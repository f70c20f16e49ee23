/** Short texts that people write: titles and names. */
import { z } from 'zod'

/** Controls, and halves of characters, which no two programs store alike. */
const unshowable = /[\p{Cc}\p{Cs}]/u

/** One line of text, without space round it, of 1 to `mostCharacters` characters, all of which can be shown and stored. */
export function oneLine(mostCharacters: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(mostCharacters)
    .refine((text) => !unshowable.test(text), 'it holds characters that cannot be shown')
}
