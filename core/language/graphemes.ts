/** What a reader takes for one character, and which scripts write words without gaps between them. */

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
const words = new Intl.Segmenter('und', { granularity: 'word' })

/** A part of a text, from an index of its UTF-16 units to another. */
export type Span = { readonly text: string; readonly start: number; readonly end: number }

/** The characters of a text as a reader counts them: letters with their marks, syllables, emoji with all their parts. */
export function graphemesOf(text: string): readonly Span[] {
  return Array.from(graphemes.segment(text), ({ segment, index }) => spanAt(segment, index))
}

/** Scripts without gaps between words. Korean has gaps. */
const withoutGaps =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/**
 * The words of a text: what stands between gaps, and in scripts without gaps what their dictionaries know. Punctuation
 * belongs to the word it touches.
 */
export function wordsOfText(text: string): readonly Span[] {
  return [...text.matchAll(/\S+/gu)].flatMap(({ 0: chunk, index }) =>
    withoutGaps.test(chunk) ? wordsWithoutGaps(chunk, index) : [spanAt(chunk, index)],
  )
}

function wordsWithoutGaps(chunk: string, start: number): readonly Span[] {
  const found: Span[] = []
  let opening = ''
  for (const { segment, index, isWordLike } of words.segment(chunk)) {
    const last = found.at(-1)
    if (isWordLike) {
      found.push(spanAt(opening + segment, start + index - opening.length))
      opening = ''
    } else if (last === undefined || /\p{Ps}|\p{Pi}/u.test(segment) || opening !== '') opening += segment
    else found[found.length - 1] = spanAt(last.text + segment, last.start)
  }
  if (opening !== '') found.push(spanAt(opening, start + chunk.length - opening.length))
  return found
}

function spanAt(text: string, start: number): Span {
  return { text, start, end: start + text.length }
}
