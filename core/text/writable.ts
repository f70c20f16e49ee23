/** What of a text can be written, and in which font each of its characters is. */
import { graphemesOf } from '../language/graphemes.ts'
import type { Title } from '../timeline/timeline.ts'
import { type Fonts, writes } from './font-library.ts'
import { hanFamilyOf } from './script-fonts.ts'
import type { Shaper } from './shaper.ts'

/** What can be written. */
export type WritableText = {
  /** Paragraphs without empty ones, one space between words. */
  readonly text: string
  /** The font of every UTF-16 unit of the text. */
  readonly shapers: readonly Shaper[]
  /** Characters that no font of ours has. They are left out. */
  readonly missing: readonly string[]
}

const gapCharacters = /^[ \t\u00a0\u3000]+$/u
const paragraphEnd = /\r\n|[\n\r\u0085\u2028\u2029]/u
/** Characters that only change others; and breaks that nobody sees unless words are hyphenated, which they are not. */
const unseen = /^[\p{Default_Ignorable_Code_Point}\p{Cc}]+$/u
/** Unseen as well, but it says in which direction words run. */
const isDirection = /\p{Bidi_Control}/u

/**
 * The text without the characters that no font writes. Letters that the fonts of titles have are written in one of them:
 * the wanted one, unless another has more of the text's (Inter writes Greek and Cyrillic, Bricolage does not).
 */
export function writableText(
  text: string,
  wanted: Title['font'],
  fonts: Fonts,
  language?: string,
): WritableText {
  const normal = text.normalize('NFC')
  const han = hanFamilyOf(normal, language)
  const best = bestFont(normal, wanted, fonts)
  const missing = new Set<string>()
  const written = { text: '', shapers: [] as Shaper[] }
  const write = (piece: string, shaper: Shaper) => {
    written.text += piece
    for (let i = 0; i < piece.length; i += 1) written.shapers.push(shaper)
  }
  // What is left out leaves its gaps: of two that meet, the end of a paragraph remains.
  let owed: Gap = ''
  for (const { gap, grapheme } of spacedGraphemes(normal)) {
    owed = gap === '\n' || owed === '' ? gap : owed
    const shaper = fonts.shaperFor(grapheme, best, han)
    if (shaper === undefined) missing.add(grapheme)
    else {
      if (written.text !== '') write(owed, fonts.titleFonts[best])
      write(writtenPart(grapheme, shaper), shaper)
      owed = ''
    }
  }
  return { ...written, missing: [...missing] }
}

type Gap = '' | ' ' | '\n'

/** The characters that are seen, each with the gap before it. */
function* spacedGraphemes(text: string): Generator<{ readonly gap: Gap; readonly grapheme: string }> {
  let gap: Gap = ''
  for (const paragraph of text.split(paragraphEnd)) {
    for (const { text: grapheme } of graphemesOf(paragraph)) {
      if (gapCharacters.test(grapheme)) gap ||= ' '
      else if (!unseen.test(grapheme) || isDirection.test(grapheme)) {
        yield { gap, grapheme }
        gap = ''
      }
    }
    gap = '\n'
  }
}

/** Of a picture made of several, the font of a slice may have the first only. */
function writtenPart(grapheme: string, shaper: Shaper): string {
  if (writes(shaper, grapheme)) return grapheme
  const [first = ''] = grapheme
  return first
}

function bestFont(text: string, wanted: Title['font'], { titleFonts }: Fonts): Title['font'] {
  const graphemes = graphemesOf(text)
  const lacking = (font: Title['font']) =>
    graphemes.filter(({ text: grapheme }) => !writes(titleFonts[font], grapheme)).length
  const others = (['bricolage', 'inter'] as const).filter((font) => font !== wanted)
  return others.reduce((best, font) => (lacking(font) < lacking(best) ? font : best), wanted)
}
