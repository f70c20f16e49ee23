/** Where words stand in the text they are of. */
import type { Span } from './graphemes.ts'

/** The words in a text, one after the other; as many of them as are found before one that is not there, or not in this order. */
export function spansOfWords(text: string, words: readonly { readonly text: string }[]): readonly Span[] {
  const spans: Span[] = []
  let from = 0
  for (const word of words) {
    const start = text.indexOf(word.text, from)
    if (start < 0) return spans
    from = start + word.text.length
    spans.push({ text: word.text, start, end: from })
  }
  return spans
}
