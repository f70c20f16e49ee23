/** Finds where in a block its words stand, so that each can be filled while it is sung. */
import type { PixelRectangle } from './backing.ts'
import type { Block, PlacedLine } from './block.ts'
import type { SetGlyph } from './setting.ts'

/** The glyphs of a word that stand side by side in one line and direction. */
export type SungPart = {
  readonly word: number
  readonly line: PlacedLine
  readonly glyphs: readonly SetGlyph[]
  readonly rectangle: PixelRectangle
  readonly isRightToLeft: boolean
  /** Which shares of the word's width it holds. */
  readonly from: number
  readonly to: number
}

/** The parts of words in a block of `text`. What stands between two words, such as a comma, belongs to the one before. */
export function sungParts(block: Block, text: string, words: readonly string[]): readonly SungPart[] {
  const starts = startsOf(text, words)
  const parts = block.lines.flatMap((line) =>
    joined(line, text, starts).map((part) => ({
      ...part,
      line,
      rectangle: rectangleOf(part.glyphs, line, block),
    })),
  )
  return words.flatMap((_, word) => {
    const own = parts.filter((part) => part.word === word)
    const widthPixels = own.reduce((sum, { rectangle }) => sum + rectangle.widthPixels, 0)
    let before = 0
    return own.map((part): SungPart => {
      const from = before / widthPixels
      before += part.rectangle.widthPixels
      return { ...part, from, to: before / widthPixels }
    })
  })
}

/** Where each word begins in the text, or -1 where it is not found after the one before. */
function startsOf(text: string, words: readonly string[]): readonly number[] {
  let from = 0
  return words.map((word, i) => {
    const start = word === '' ? -1 : text.indexOf(word, from)
    if (start >= 0) from = start + word.length
    // What stands before the first word is seen as sung with it.
    return i === 0 && start >= 0 ? 0 : start
  })
}

type Joined = Pick<SungPart, 'word' | 'isRightToLeft'> & { readonly glyphs: readonly SetGlyph[] }

/** Glyphs from left to right, joined while they belong to one word; gaps belong to none. */
function joined({ glyphs }: PlacedLine, text: string, starts: readonly number[]): readonly Joined[] {
  const parts: Joined[] = []
  let isBroken = true
  for (const glyph of glyphs) {
    const word = /\s/.test(text[glyph.at] ?? '')
      ? -1
      : starts.findLastIndex((start) => start >= 0 && start <= glyph.at)
    const last = parts.at(-1)
    const { isRightToLeft } = glyph
    if (word < 0) isBroken = true
    else if (isBroken || last?.word !== word || last.isRightToLeft !== isRightToLeft) {
      parts.push({ word, isRightToLeft, glyphs: [glyph] })
      isBroken = false
    } else parts[parts.length - 1] = { ...last, glyphs: [...last.glyphs, glyph] }
  }
  // A word is sung in the order of its characters, whichever way they run.
  return parts.toSorted((a, b) => firstOf(a) - firstOf(b))
}

function firstOf({ glyphs }: Joined): number {
  return Math.min(...glyphs.map(({ at }) => at))
}

function rectangleOf(glyphs: readonly SetGlyph[], line: PlacedLine, block: Block): PixelRectangle {
  const { emPixels, rectangle, lineHeightPixels, lines } = block
  const left = Math.min(...glyphs.map(({ x }) => x))
  const right = Math.max(...glyphs.map(({ x, advance }) => x + advance))
  return {
    xPixels: line.xPixels + left * emPixels,
    yPixels: rectangle.yPixels + lines.indexOf(line) * lineHeightPixels,
    widthPixels: Math.max(1, (right - left) * emPixels),
    heightPixels: lineHeightPixels,
  }
}
