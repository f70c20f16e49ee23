/** Words in the frame, ready to be drawn: the outlines that the browser's canvas and the render both fill. */
import type { Lettering } from '../timeline/timeline.ts'
import type { TitleLook } from '../timeline/title-look.ts'
import { type Backing, backingOf, type PixelRectangle } from './backing.ts'
import type { Block } from './block.ts'
import { outlinesOf, type PlacedGlyphs } from './outlines.ts'

/** Words in pixels of the frame: 0,0 is its top left corner. */
export type Inscription = {
  /** All words as the data of one SVG path (`nonzero`), in one colour; empty when nothing can be written. */
  readonly path: string
  /** What the lines take, and around whose middle the words grow. */
  readonly block: PixelRectangle
  readonly backing: Backing
  /** Whatever is drawn lies in here, backing and blur too. */
  readonly bounds: PixelRectangle
  readonly lineHeightPixels: number
}

/** The words of a block with what lies behind them. */
export function inscriptionOf(
  { lines, rectangle, lineHeightPixels, emPixels }: Block,
  style: Pick<Lettering, 'colour' | 'backing'>,
): Inscription {
  const { path, reach } = outlinesOf(lines, emPixels)
  const backing: Backing = path === '' ? { kind: 'none' } : backingOf(style, rectangle, lineHeightPixels)
  return { path, block: rectangle, backing, bounds: boundsOf(reach, backing), lineHeightPixels }
}

/** Some glyphs of a block, to be drawn over what lies there: they take `rectangle`, and move with the whole. */
export function partOfInscription(
  { lineHeightPixels, emPixels }: Block,
  glyphs: PlacedGlyphs,
  block: PixelRectangle,
): Inscription {
  const { path, reach } = outlinesOf([glyphs], emPixels)
  return { path, block, backing: { kind: 'none' }, bounds: reach, lineHeightPixels }
}

/** Three standard deviations hold all of a blur that eyes can see. */
function boundsOf(reach: PixelRectangle, backing: Backing): PixelRectangle {
  if (backing.kind === 'none') return reach
  if (backing.kind === 'box') return around(reach, backing.rectangle)
  const { blurPixels, downPixels } = backing
  return around(reach, {
    xPixels: reach.xPixels - 3 * blurPixels,
    yPixels: reach.yPixels + downPixels - 3 * blurPixels,
    widthPixels: reach.widthPixels + 6 * blurPixels,
    heightPixels: reach.heightPixels + 6 * blurPixels,
  })
}

function around(a: PixelRectangle, b: PixelRectangle): PixelRectangle {
  const xPixels = Math.min(a.xPixels, b.xPixels)
  const yPixels = Math.min(a.yPixels, b.yPixels)
  const right = Math.max(a.xPixels + a.widthPixels, b.xPixels + b.widthPixels)
  const bottom = Math.max(a.yPixels + a.heightPixels, b.yPixels + b.heightPixels)
  return { xPixels, yPixels, widthPixels: right - xPixels, heightPixels: bottom - yPixels }
}

/** How an inscription is drawn at one frame: what was at p stands at `scale` * p + the move, for both axes alike. */
export type InscriptionMove = { readonly scale: number; readonly xPixels: number; readonly yPixels: number }

/** Grown around the middle of its block, then moved down. `opacity` of the look holds for words and backing as one. */
export function inscriptionMove(
  { block, lineHeightPixels }: Pick<Inscription, 'block' | 'lineHeightPixels'>,
  { scale, dropLines }: Pick<TitleLook, 'scale' | 'dropLines'>,
): InscriptionMove {
  const middle = (start: number, size: number) => (1 - scale) * (start + size / 2)
  return {
    scale,
    xPixels: middle(block.xPixels, block.widthPixels),
    yPixels: middle(block.yPixels, block.heightPixels) + dropLines * lineHeightPixels,
  }
}
