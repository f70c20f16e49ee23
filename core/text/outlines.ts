/** Turns lines of glyphs into one path of the frame. */
import type { PixelRectangle } from './backing.ts'
import type { SetGlyph } from './setting.ts'
import type { OutlineStep } from './shaper.ts'

/** Glyphs whose line begins at a point of the frame. */
export type PlacedGlyphs = {
  readonly glyphs: readonly SetGlyph[]
  readonly xPixels: number
  readonly baselinePixels: number
}

/** The data of one SVG path, in pixels down to a 1000th, and the rectangle that it stays within. */
export function outlinesOf(
  lines: readonly PlacedGlyphs[],
  emPixels: number,
): { readonly path: string; readonly reach: PixelRectangle } {
  const steps = lines.flatMap((line) => stepsOf(line, emPixels))
  const path = steps.map(({ kind, points }) => kind + points.map((at) => Number(at.toFixed(3))).join(' '))
  const across = steps.flatMap(({ points }) => points.filter((_, i) => i % 2 === 0))
  const down = steps.flatMap(({ points }) => points.filter((_, i) => i % 2 === 1))
  const [xPixels, widthPixels] = stretchOf(across)
  const [yPixels, heightPixels] = stretchOf(down)
  return { path: path.join(''), reach: { xPixels, yPixels, widthPixels, heightPixels } }
}

/** The steps of a line, in pixels of the frame: y turns downwards. */
function stepsOf({ glyphs, xPixels, baselinePixels }: PlacedGlyphs, emPixels: number) {
  return glyphs.flatMap(({ glyph, x, y, shaper }) =>
    shaper.outlineOf(glyph).map(
      ({ kind, points }): OutlineStep => ({
        kind,
        points: points.map((at, i) =>
          i % 2 === 0 ? xPixels + (x + at) * emPixels : baselinePixels - (y + at) * emPixels,
        ),
      }),
    ),
  )
}

function stretchOf(values: readonly number[]): readonly [start: number, size: number] {
  if (values.length === 0) return [0, 0]
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)]
  return [least, most - least]
}
