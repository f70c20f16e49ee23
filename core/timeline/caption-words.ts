/** The words of a caption in time: as they were sung, or sharing their line's time by their lengths. */
import { graphemesOf, type Span, wordsOfText } from '../language/graphemes.ts'
import { spansOfWords } from '../language/words-in-text.ts'
import type { CaptionLine } from './timeline.ts'

/** A word, where it stands in its line's text, and its frames, counted from the line's first. */
export type TimedWord = Span & { readonly fromFrame: number; readonly toFrame: number }

/** The words of a line: those it has, or those of its text, which share its time. */
export function wordsOfLine(line: CaptionLine): readonly TimedWord[] {
  const known = found.get(line) ?? sungWords(line) ?? spreadWords(line)
  found.set(line, known)
  return known
}

/** Lines never change, and every edit of a video asks again for all of them. */
const found = new WeakMap<CaptionLine, readonly TimedWord[]>()

function sungWords({ text, words, startFrame }: CaptionLine): readonly TimedWord[] | undefined {
  const spans = spansOfWords(text, words)
  if (words.length === 0 || spans.length < words.length) return undefined
  return words.flatMap((word, i) => {
    const span = spans[i]
    const fromFrame = word.startFrame - startFrame
    return span === undefined ? [] : [{ ...span, fromFrame, toFrame: fromFrame + word.lengthFrames }]
  })
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
