/** A shaper that HarfBuzz works in: the same glyphs at the same places in the browser and in the media service. */
import type * as HarfBuzz from 'harfbuzzjs'
import type { OutlineStep, PlacedGlyph, Shaper } from './shaper.ts'

/** What is not as the font says. */
export type ShaperChoices = {
  /** Of a font that has several. */
  readonly weight?: number
  /** The height of its lines, in ems: see `Shaper`. */
  readonly height?: { readonly ascent: number; readonly descent: number }
}

/** Makes a shaper from the bytes of an OpenType font. */
export function makeHarfBuzzShaper(
  harfBuzz: typeof HarfBuzz,
  fontBytes: Uint8Array,
  { weight, height }: ShaperChoices = {},
): Shaper {
  const face = new harfBuzz.Face(new harfBuzz.Blob(fontBytes))
  const font = new harfBuzz.Font(face)
  if (weight !== undefined) font.setVariations([new harfBuzz.Variation('wght', weight)])
  const em = face.upem
  const { ascender, descender } = font.hExtents()
  const outlines = new Map<number, readonly OutlineStep[]>()
  return {
    ascent: height?.ascent ?? ascender / em,
    descent: height?.descent ?? -descender / em,
    hasGlyph: (character) => font.nominalGlyph(character.codePointAt(0) ?? 0) !== undefined,
    shape(text, { start, end, isRightToLeft }) {
      const buffer = new harfBuzz.Buffer()
      buffer.addText(text, start, end - start)
      buffer.guessSegmentProperties()
      buffer.setDirection(isRightToLeft ? harfBuzz.Direction.RTL : harfBuzz.Direction.LTR)
      harfBuzz.shape(font, buffer)
      let [x, y] = [0, 0]
      const glyphs = buffer.getGlyphInfosAndPositions().map((glyph): PlacedGlyph => {
        const { codepoint, cluster: at, xAdvance = 0, yAdvance = 0, xOffset = 0, yOffset = 0 } = glyph
        const placed = { x: (x + xOffset) / em, y: (y + yOffset) / em, advance: xAdvance / em }
        x += xAdvance
        y += yAdvance
        return { glyph: codepoint, at, ...placed }
      })
      return { glyphs, width: x / em }
    },
    outlineOf(glyph) {
      const known = outlines.get(glyph)
      if (known !== undefined) return known
      const steps = font.glyphToJson(glyph).map(({ type, values }) => ({
        // HarfBuzz writes these five letters and no others.
        kind: type as OutlineStep['kind'],
        points: values.map((value) => value / em),
      }))
      outlines.set(glyph, steps)
      return steps
    },
  }
}
