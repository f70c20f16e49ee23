/** The words of a line, in any script, and what two ways of writing one word have in common. */

/** Scripts that write no spaces between words: there, each character is sung for itself. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** Marks that belong to the character before them, such as a comma or the Japanese sign of a long vowel. */
const trailing = /^[\p{Pe}\p{Pf}\p{Po}\p{Pd}\p{Mn}\p{Mc}\p{Sk}ー々\u{ff70}]+$/u
/** Marks that belong to the character after them, such as an opening bracket. */
const leading = /^[\p{Ps}\p{Pi}¿¡]+$/u

const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The characters of a text as people count them. */
export function charactersOf(text: string): readonly string[] {
  return Array.from(characters.segment(text), ({ segment }) => segment)
}

/**
 * The words of a text in its order: what stands between spaces, and in scripts without spaces each character, its
 * marks with it. Put together again, with the spaces between, they are the text.
 */
export function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/u).flatMap((token) => {
    if (token === '') return []
    return unspaced.test(token) ? sungCharacters(token) : [token]
  })
}

/** The sung characters of a token; a stretch of another script inside it, such as a Latin word, stays whole. */
function sungCharacters(token: string): readonly string[] {
  const words: string[] = []
  let isOpen = false
  for (const character of charactersOf(token)) {
    const isOwn = unspaced.test(character)
    const last = words.at(-1)
    const joins =
      last !== undefined && (trailing.test(character) || isOpen || !(isOwn || unspaced.test(last)))
    if (joins) words[words.length - 1] = last + character
    else words.push(character)
    isOpen = leading.test(words.at(-1) ?? '')
  }
  return words
}

/**
 * A word without what two writers of it would differ in: case, accents, apostrophes and punctuation. Empty for what is
 * not said aloud.
 */
export function soundOf(word: string): string {
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** How long a syllable is sung where nothing else is known. */
export const syllableSeconds = 0.35

/** How much there is to sing in a text, in syllables or so: two and a half letters, or one character without spaces. */
export function sungLength(text: string): number {
  let length = 0
  for (const character of charactersOf(text)) {
    if (unspaced.test(character)) length += trailing.test(character) ? 0 : 1
    else if (/[\p{L}\p{N}]/u.test(character)) length += 0.4
  }
  return Math.max(1, length)
}
