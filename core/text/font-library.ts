/** Loads the fonts that texts need, once each, and knows which of them writes a character. */
import type * as HarfBuzz from 'harfbuzzjs'
import { graphemesOf } from '../language/graphemes.ts'
import type { Title } from '../timeline/timeline.ts'
import { type Slices, slicesOf } from './font-slices.ts'
import { makeHarfBuzzShaper, type ShaperChoices } from './harfbuzz-shaper.ts'
import { familiesFor, type HanFamily, hanFamilyOf, isEmoji, type ScriptFamily } from './script-fonts.ts'
import type { Shaper } from './shaper.ts'

/** The fonts that are loaded. Another object is another set of fonts, in which the same text may look otherwise. */
export type Fonts = {
  /** The font that writes a character, seen as a reader does; `undefined` when none that is loaded does. */
  shaperFor(grapheme: string, wanted: Title['font'], han: HanFamily): Shaper | undefined
  readonly titleFonts: Readonly<Record<Title['font'], Shaper>>
}

/** A text that is to be written, and its language as far as it is known. */
export type WrittenText = { readonly text: string; readonly language?: string | undefined }

/** How a program gets at the files. What it answers are the bytes of OpenType fonts. */
export type FontReader = {
  /** The module `harfbuzzjs`: who calls imports it, since it loads its WebAssembly while it is imported. */
  readonly harfBuzz: typeof HarfBuzz
  titleFont(font: Title['font']): Promise<Uint8Array>
  /** What `unicode.json` of a family holds. */
  sliceTable(family: ScriptFamily): Promise<unknown>
  slice(family: ScriptFamily, name: string): Promise<Uint8Array>
}

/** See `makeFontLibrary`. */
export type FontLibrary = {
  /** The fonts with all that these texts need. Throws when one of them cannot be read; the next to ask tries again. */
  fontsFor(texts: readonly WrittenText[]): Promise<Fonts>
}

/** Between the weights of the fonts of titles. East Asian characters fill their em; their fonts speak of far higher lines. */
function choicesFor(family: ScriptFamily): ShaperChoices {
  const isEastAsian = /-(?:jp|kr|sc|tc)$/.test(family)
  return { weight: 650, ...(isEastAsian ? { height: { ascent: 0.88, descent: 0.12 } } : {}) }
}

/** A library whose reader is opened when the first text asks. */
export function makeFontLibrary(openReader: () => Promise<FontReader>): FontLibrary {
  const once = makeOnce()
  const tables = new Map<ScriptFamily, Slices>()
  const shapers = new Map<string, Shaper>()
  const reader = () => once('reader', openReader)
  const loadTitleFonts = async () => {
    const { harfBuzz, titleFont } = await reader()
    const load = async (font: Title['font']) => makeHarfBuzzShaper(harfBuzz, await titleFont(font))
    const [bricolage, inter] = await Promise.all([load('bricolage'), load('inter')])
    return { bricolage, inter }
  }
  const loadTable = async (family: ScriptFamily) => {
    const table = slicesOf(await (await reader()).sliceTable(family))
    tables.set(family, table)
    return table
  }
  const loadSlice = async (family: ScriptFamily, name: string) => {
    const { harfBuzz, slice } = await reader()
    const bytes = await slice(family, name)
    shapers.set(`${family} ${name}`, makeHarfBuzzShaper(harfBuzz, bytes, choicesFor(family)))
  }
  const loadFor = async (grapheme: string, han: HanFamily) => {
    for (const family of familiesFor(grapheme, han)) {
      const table = await once(family, () => loadTable(family))
      const name = table.sliceOf(grapheme)
      if (name === undefined) continue
      await once(`${family} ${name}`, () => loadSlice(family, name))
      return
    }
  }
  let fonts: Fonts | undefined
  let shapersKnown = 0
  return {
    async fontsFor(texts) {
      const titleFonts = await once('titles', loadTitleFonts)
      await Promise.all(foreignTo(titleFonts, texts).map(([grapheme, han]) => loadFor(grapheme, han)))
      if (fonts === undefined || shapers.size !== shapersKnown) fonts = fontsOf(titleFonts, tables, shapers)
      shapersKnown = shapers.size
      return fonts
    },
  }
}

/** What is under way or done is not begun again; what failed is. */
function makeOnce() {
  const begun = new Map<string, Promise<unknown>>()
  return async <Answer>(name: string, begin: () => Promise<Answer>): Promise<Answer> => {
    const going =
      begun.get(name) ??
      begin().catch((error: unknown) => {
        begun.delete(name)
        throw error
      })
    begun.set(name, going)
    // Each name is begun by one function only.
    return (await going) as Answer
  }
}

/** The characters that the fonts of titles do not write, each once for each East Asian form. */
function foreignTo(
  titleFonts: Fonts['titleFonts'],
  texts: readonly WrittenText[],
): readonly (readonly [grapheme: string, han: HanFamily])[] {
  const own = Object.values(titleFonts)
  const foreign = new Map<string, readonly [string, HanFamily]>()
  for (const { text, language } of texts) {
    const han = hanFamilyOf(text, language)
    for (const { text: grapheme } of graphemesOf(text.normalize('NFC'))) {
      if (isEmoji(grapheme) || !own.some((shaper) => writes(shaper, grapheme))) {
        foreign.set(`${han} ${grapheme}`, [grapheme, han])
      }
    }
  }
  return [...foreign.values()]
}

function fontsOf(
  titleFonts: Fonts['titleFonts'],
  tables: ReadonlyMap<ScriptFamily, Slices>,
  shapers: ReadonlyMap<string, Shaper>,
): Fonts {
  const sliceFor = (grapheme: string, han: HanFamily) =>
    familiesFor(grapheme, han)
      .map((family) => shapers.get(`${family} ${tables.get(family)?.sliceOf(grapheme)}`))
      .find((shaper) => shaper?.hasGlyph(grapheme) === true)
  return {
    titleFonts,
    shaperFor(grapheme, wanted, han) {
      if (isEmoji(grapheme)) return sliceFor(grapheme, han)
      const own = [titleFonts[wanted], ...Object.values(titleFonts)]
      return own.find((shaper) => writes(shaper, grapheme)) ?? sliceFor(grapheme, han)
    },
  }
}

/** Characters that only change others: without a glyph of their own they are not missed. */
const unseen = /\p{Default_Ignorable_Code_Point}/u

/** Whether a font has all of a character. Where it lacks a letter with its accent but has both, shaping puts them together. */
export function writes(shaper: Shaper, grapheme: string): boolean {
  return [...grapheme].every(
    (character) =>
      unseen.test(character) ||
      shaper.hasGlyph(character) ||
      [...character.normalize('NFD')].every((part) => shaper.hasGlyph(part)),
  )
}
