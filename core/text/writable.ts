/** Which of the fonts writes a text, and what of it none can write. */
import type { Shaper } from './shaper.ts'

/** What can be written, and by which font. */
export type WritableText = {
  readonly shaper: Shaper
  readonly text: string
  readonly missing: readonly string[]
}

/** Characters that only change others: without a glyph of their own they are not missed. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/u

/** Gaps and ends of lines, which are no glyphs either. */
const breaks = /[ \t\n\r\u0085\u2028\u2029]/

/**
 * The text without the characters that no glyph exists for, and those. The whole of it is written in one font: the
 * wanted one, unless another one has more of its characters (Inter writes Greek and Cyrillic, Bricolage does not).
 */
export function writableText(text: string, wanted: Shaper, all: readonly Shaper[]): WritableText {
  const [best, ...others] = [wanted, ...all].map((shaper) => writtenBy(shaper, text))
  if (best === undefined) throw new Error('a title is written in at least one font')
  return others.reduce((most, next) => (next.missing.length < most.missing.length ? next : most), best)
}

function writtenBy(shaper: Shaper, text: string): WritableText {
  const missing = new Set<string>()
  // Where a font lacks a letter with its accent but has both, shaping puts them together.
  const canWrite = (character: string) =>
    shaper.hasGlyph(character) || [...character.normalize('NFD')].every((part) => shaper.hasGlyph(part))
  const kept = [...text.normalize('NFC')].filter((character) => {
    if (breaks.test(character)) return true
    if (unseen.test(character)) return false
    if (canWrite(character)) return true
    missing.add(character)
    return false
  })
  return { shaper, text: kept.join(''), missing: [...missing] }
}
