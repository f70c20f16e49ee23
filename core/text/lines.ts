/** Breaks words into lines, in scripts with gaps between words and in those without. */
import { graphemesOf, type Span, wordsOfText } from '../language/graphemes.ts'

/** Longer than any word a person reads: a string without gaps, which is cut where it must be. */
const longestWordCharacters = 24

/** How wide a part of the text is in one line; any unit, as long as the line's width has the same. */
export type Measure = (start: number, end: number) => number

/** A line, or what of it may not be broken: from one UTF-16 unit of the text to another, without the gap after it. */
export type Stretch = { readonly start: number; readonly end: number }

/**
 * The lines of a text that are at most `width` wide, as even as the same number of lines allows. Line breaks of its
 * own stay; a line is wider only where a single word is.
 */
export function breakLines(text: string, width: number, measure: Measure): readonly Stretch[] {
  return paragraphsOf(text).flatMap((pieces) => evenLines(pieces, width, measure))
}

/** The widest piece that is not broken: no line can be narrower. */
export function widestPiece(text: string, measure: Measure): number {
  return Math.max(
    0,
    ...paragraphsOf(text).flatMap((pieces) => pieces.map(({ start, end }) => measure(start, end))),
  )
}

/** The pieces between which lines may break, paragraph by paragraph. */
function paragraphsOf(text: string): readonly (readonly Stretch[])[] {
  return [...text.matchAll(/[^\n]+/g)].map(({ 0: paragraph, index: from }) =>
    [...paragraph.matchAll(/[^ ]+/g)].flatMap(({ 0: word, index }) =>
      piecesOf(word).map(({ start, end }) => ({ start: from + index + start, end: from + index + end })),
    ),
  )
}

/** Scripts whose words only a dictionary tells apart. */
const byDictionary = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
/** Lines may break on both sides of these: East Asian characters, their signs, and pictures. */
const ideographic =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff01-\uff60\p{Extended_Pictographic}]/u
/** What no line begins with (JIS X 4051: closing marks, small kana, marks of length and repetition), */
const noStart =
  /^[\p{Pe}\p{Pf}!?,.:;%‥…、。，．・：；？！～〜ー―’”々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰ-ㇿ％°′″♪]/u
/** and what none ends with. */
const noEnd = /[\p{Ps}\p{Pi}‘“$¥￥＄#＃@＠]$/u

function piecesOf(word: string): readonly Stretch[] {
  const pieces = byDictionary.test(word) ? wordsOfText(word) : joinedGraphemes(word)
  return pieces.flatMap(cutToSize)
}

function joinedGraphemes(word: string): readonly Span[] {
  const joined: Span[] = []
  for (const grapheme of graphemesOf(word)) {
    const last = joined.at(-1)
    if (last === undefined || mayBreak(last.text, grapheme.text)) joined.push(grapheme)
    else joined[joined.length - 1] = { text: last.text + grapheme.text, start: last.start, end: grapheme.end }
  }
  return joined
}

function mayBreak(before: string, after: string): boolean {
  const last = graphemesOf(before).at(-1)?.text ?? before
  return (ideographic.test(last) || ideographic.test(after)) && !noStart.test(after) && !noEnd.test(before)
}

function cutToSize({ text, start }: Span): readonly Stretch[] {
  const characters = graphemesOf(text)
  return Array.from({ length: Math.ceil(characters.length / longestWordCharacters) }, (_, i) => {
    const part = characters.slice(i * longestWordCharacters, (i + 1) * longestWordCharacters)
    return { start: start + (part[0]?.start ?? 0), end: start + (part.at(-1)?.end ?? 0) }
  })
}

/** First as few lines as there can be, then the narrowest that are as few: no line is left with one word. */
function evenLines(pieces: readonly Stretch[], width: number, measure: Measure): readonly Stretch[] {
  let lines = fullLines(pieces, width, measure)
  if (lines.length < 2) return lines
  let [narrow, wide] = [0, width]
  for (let halving = 0; halving < 12; halving += 1) {
    const middle = (narrow + wide) / 2
    const tried = fullLines(pieces, middle, measure)
    if (tried.length > lines.length) narrow = middle
    else {
      wide = middle
      lines = tried
    }
  }
  return lines
}

function fullLines(pieces: readonly Stretch[], width: number, measure: Measure): readonly Stretch[] {
  const lines: Stretch[] = []
  for (const piece of pieces) {
    const line = lines.at(-1)
    if (line !== undefined && measure(line.start, piece.end) <= width) {
      lines[lines.length - 1] = { start: line.start, end: piece.end }
    } else lines.push(piece)
  }
  return lines
}
