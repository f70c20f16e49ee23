/** Sets a text in glyphs, line by line: each script in its font, and each stretch in its own direction. */
import bidiFactory from 'bidi-js'
import type { Stretch } from './lines.ts'
import type { PlacedGlyph, Shaper } from './shaper.ts'
import type { WritableText } from './writable.ts'

/** A glyph in its line: `x` is counted in ems from the line's left end. */
export type SetGlyph = PlacedGlyph & { readonly shaper: Shaper; readonly isRightToLeft: boolean }

/** A line from left to right, as it is seen. */
export type SetLine = Stretch & { readonly glyphs: readonly SetGlyph[]; readonly widthEms: number }

/** See `makeSetter`. */
export type Setter = {
  /** A part of the text in one line. */
  set(stretch: Stretch): SetLine
}

/** A stretch that is shaped at once: in one font and one direction. */
type Run = Stretch & { readonly level: number; readonly shaper: Shaper }

const bidi = bidiFactory()

/** Sets parts of a text. The order of its scripts is that of the Unicode Bidirectional Algorithm (UAX 9), paragraph by paragraph. */
export function makeSetter({ text, shapers }: Pick<WritableText, 'text' | 'shapers'>): Setter {
  const { levels } = bidi.getEmbeddingLevels(text, 'auto')
  const lines = new Map<string, SetLine>()
  return {
    set(stretch) {
      const key = `${stretch.start} ${stretch.end}`
      const line = lines.get(key) ?? setLine(text, stretch, inOrder(runsOf(stretch, levels, shapers)))
      lines.set(key, line)
      return line
    },
  }
}

function runsOf({ start, end }: Stretch, levels: Uint8Array, shapers: readonly Shaper[]): readonly Run[] {
  const runs: Run[] = []
  for (let at = start; at < end; at += 1) {
    const [level = 0, shaper] = [levels[at], shapers[at]]
    if (shaper === undefined) throw new Error('every character that is set has a font')
    const last = runs.at(-1)
    if (last?.level === level && last.shaper === shaper) runs[runs.length - 1] = { ...last, end: at + 1 }
    else runs.push({ start: at, end: at + 1, level, shaper })
  }
  return runs
}

/** Rule L2: from the highest level down, every stretch of that level or more is turned round. */
function inOrder(runs: readonly Run[]): readonly Run[] {
  const ordered = [...runs]
  const highest = Math.max(0, ...runs.map(({ level }) => level))
  for (let level = highest; level > 0; level -= 1) {
    for (let from = 0; from < ordered.length; from += 1) {
      let to = from
      while ((ordered[to]?.level ?? -1) >= level) to += 1
      if (to > from) ordered.splice(from, to - from, ...ordered.slice(from, to).reverse())
      from = to
    }
  }
  return ordered
}

function setLine(text: string, stretch: Stretch, runs: readonly Run[]): SetLine {
  let widthEms = 0
  const glyphs = runs.flatMap(({ start, end, level, shaper }) => {
    const isRightToLeft = level % 2 === 1
    const shaped = shaper.shape(text, { start, end, isRightToLeft })
    const from = widthEms
    widthEms += shaped.width
    return shaped.glyphs.map((glyph): SetGlyph => ({ ...glyph, x: from + glyph.x, shaper, isRightToLeft }))
  })
  return { ...stretch, glyphs, widthEms }
}
