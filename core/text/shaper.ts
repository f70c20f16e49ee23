/** What titles ask of a font: which characters it has, where its glyphs stand in a line, and their outlines. */

/** A glyph in its place: how far it lies from where the line begins, in ems; `y` is upwards. */
export type PlacedGlyph = {
  readonly glyph: number
  readonly x: number
  readonly y: number
  /** The index, in UTF-16 units of the text, of the first character that it writes. */
  readonly at: number
  /** How far the next glyph stands from it, in ems: a mark over a letter takes no room. */
  readonly advance: number
}

/** A stretch of text as glyphs from left to right, and its length in ems. */
export type ShapedRun = { readonly glyphs: readonly PlacedGlyph[]; readonly width: number }

/** One step of an outline, as in SVG: its points in ems from the glyph's origin, x and y in turns, y upwards. */
export type OutlineStep = { readonly kind: 'M' | 'L' | 'Q' | 'C' | 'Z'; readonly points: readonly number[] }

/** A font at work. */
export type Shaper = {
  /** From the baseline up, and down (a positive number), in ems: what a line of the font takes. */
  readonly ascent: number
  readonly descent: number
  hasGlyph(character: string): boolean
  /** A stretch of a text, whose neighbours count: Arabic letters join them. With kerning and ligatures. */
  shape(
    text: string,
    stretch: { readonly start: number; readonly end: number; readonly isRightToLeft: boolean },
  ): ShapedRun
  outlineOf(glyph: number): readonly OutlineStep[]
}
