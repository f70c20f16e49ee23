/** Breaks words into lines. */

/** Longer than any word a person reads: a string without gaps, which is cut where it must be. */
const longestWordCharacters = 24

/** How wide a text is in one line; any unit, as long as the line's width has the same. */
export type Measure = (text: string) => number

/**
 * The lines of a text that are at most `width` wide, as even as the same number of lines allows. Line breaks of its
 * own stay; a line is wider only where a single word is.
 */
export function breakLines(text: string, width: number, measure: Measure): readonly string[] {
  return paragraphsOf(text).flatMap((words) => evenLines(words, width, measure))
}

/** The widest single word: no line can be narrower. */
export function widestWord(text: string, measure: Measure): number {
  return Math.max(0, ...paragraphsOf(text).flat().map(measure))
}

function paragraphsOf(text: string): readonly (readonly string[])[] {
  return text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map((paragraph) => paragraph.split(/[ \t]+/).flatMap(piecesOf))
    .filter((words) => words.length > 0)
}

function piecesOf(word: string): readonly string[] {
  const characters = [...word]
  return Array.from({ length: Math.ceil(characters.length / longestWordCharacters) }, (_, i) =>
    characters.slice(i * longestWordCharacters, (i + 1) * longestWordCharacters).join(''),
  )
}

/** First as few lines as there can be, then the narrowest that are as few: no line is left with one word. */
function evenLines(words: readonly string[], width: number, measure: Measure): readonly string[] {
  let lines = fullLines(words, width, measure)
  let [narrow, wide] = [0, width]
  for (let halving = 0; halving < 12; halving += 1) {
    const middle = (narrow + wide) / 2
    const tried = fullLines(words, middle, measure)
    if (tried.length > lines.length) narrow = middle
    else {
      wide = middle
      lines = tried
    }
  }
  return lines
}

function fullLines(words: readonly string[], width: number, measure: Measure): readonly string[] {
  const lines: string[] = []
  for (const word of words) {
    const line = lines.at(-1)
    const longer = line === undefined ? word : `${line} ${word}`
    if (line !== undefined && measure(longer) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}
