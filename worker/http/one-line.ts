/** Short texts that people write: titles and names. */
import { z } from 'zod'
import { isShowable } from '#core/language/showable.ts'
import { mostTitleCharacters } from '#core/language/title.ts'

/** One line of text, without space round it, of 1 to `mostCharacters` characters, all of which can be shown and stored. */
export function oneLine(mostCharacters: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(mostCharacters)
    .refine(isShowable, 'it holds characters that cannot be shown')
}

/** A title that somebody gives. */
export const Title = oneLine(mostTitleCharacters)
