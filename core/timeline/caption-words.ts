/** The words of a caption in time: as they were sung, or sharing their line's time by their lengths. */
import { graphemesOf, type Span, wordsOfText } from '../language/graphemes.ts'
import type { CaptionLine } from './timeline.ts'

/** A word, where it stands in its line's text, and its frames, counted from the line's first. */
export type TimedWord = Span & { readonly fromFrame: number; readonly toFrame: number }

/** The words of a line. Words that are not found in its text one after the other are not its words: then they share its time. */
export function wordsOfLine(line: CaptionLine): readonly TimedWord[] {
  const known = found.get(line) ?? sungWords(line) ?? spreadWords(line)
  found.set(line, known)
  return known
}

/** Lines never change, and every edit of a video asks again for all of them. */
const found = new WeakMap<CaptionLine, readonly TimedWord[]>()

function sungWords({ text, words, startFrame }: CaptionLine): readonly TimedWord[] | undefined {
  if (words.length === 0) return undefined
  const timed: TimedWord[] = []
  let from = 0
  for (const word of words) {
    const start = text.indexOf(word.text, from)
    if (start < 0) return undefined
    from = start + word.text.length
    const fromFrame = word.startFrame - startFrame
    timed.push({ text: word.text, start, end: from, fromFrame, toFrame: fromFrame + word.lengthFrames })
  }
  return timed
}

function spreadWords({ text, lengthFrames }: CaptionLine): readonly TimedWord[] {
  const words = wordsOfText(text).map((word) => ({ ...word, length: graphemesOf(word.text).length }))
  const whole = words.reduce((sum, { length }) => sum + length, 0)
  const frameAt = (length: number) => Math.round((lengthFrames * length) / whole)
  let before = 0
  return words.map(({ length, ...word }) => {
    const fromFrame = frameAt(before)
    before += length
    return { ...word, fromFrame, toFrame: frameAt(before) }
  })
}
