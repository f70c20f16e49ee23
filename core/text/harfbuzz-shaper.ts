/** A shaper that HarfBuzz works in: the same glyphs at the same places in the browser and in the media service. */
import type * as HarfBuzz from 'harfbuzzjs'
import type { OutlineStep, Shaper } from './shaper.ts'

/**
 * Makes a shaper from the bytes of an OpenType font. `harfBuzz` is the module `harfbuzzjs`: who calls imports it, since
 * it loads its WebAssembly while it is imported.
 */
export function makeHarfBuzzShaper(harfBuzz: typeof HarfBuzz, fontBytes: Uint8Array): Shaper {
  const face = new harfBuzz.Face(new harfBuzz.Blob(fontBytes))
  const font = new harfBuzz.Font(face)
  const em = face.upem
  const { ascender, descender } = font.hExtents()
  const outlines = new Map<number, readonly OutlineStep[]>()
  return {
    ascent: ascender / em,
    descent: -descender / em,
    hasGlyph: (character) => font.nominalGlyph(character.codePointAt(0) ?? 0) !== undefined,
    shape(text) {
      const buffer = new harfBuzz.Buffer()
      buffer.addText(text)
      buffer.guessSegmentProperties()
      harfBuzz.shape(font, buffer)
      let [x, y] = [0, 0]
      const glyphs = buffer.getGlyphInfosAndPositions().map((glyph) => {
        const { codepoint, xAdvance = 0, yAdvance = 0, xOffset = 0, yOffset = 0 } = glyph
        const placed = { glyph: codepoint, x: (x + xOffset) / em, y: (y + yOffset) / em }
        x += xAdvance
        y += yAdvance
        return placed
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
