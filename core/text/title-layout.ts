/** Where the words of a title stand in the frame: the outlines that the browser's canvas and the render both draw. */
import { aspectRatios } from '../timeline/geometry.ts'
import type { FrameSize } from '../timeline/preset.ts'
import type { Aspect, Title } from '../timeline/timeline.ts'
import type { TitleLook } from '../timeline/title-look.ts'
import { type Backing, backingOf, boxPadding, type PixelRectangle } from './backing.ts'
import { breakLines, widestWord } from './lines.ts'
import { outlinesOf } from './outlines.ts'
import { safeAreas } from './safe-area.ts'
import type { ShapedLine, Shaper } from './shaper.ts'
import { writableText } from './writable.ts'

/** The fonts a title may be set in. */
export type TitleFonts = Readonly<Record<Title['font'], Shaper>>

/** One line of a title. Its baseline begins at `xPixels`, `baselinePixels`. */
export type TitleLine = {
  readonly text: string
  readonly xPixels: number
  readonly baselinePixels: number
  readonly widthPixels: number
}

/** A title laid out, in pixels of the frame: 0,0 is the frame's top left corner. */
export type TitleLayout = {
  /** All words as the data of one SVG path (`nonzero`), in the title's colour; empty when nothing can be written. */
  readonly path: string
  readonly lines: readonly TitleLine[]
  /** What the lines take, and around whose middle the words grow. */
  readonly block: PixelRectangle
  readonly backing: Backing
  /** Whatever is drawn lies in here, backing and blur too. */
  readonly bounds: PixelRectangle
  /** Smaller than the title asks for where its words would not have fitted. */
  readonly lineHeightPixels: number
  /** Characters that no font of ours has. They are left out. */
  readonly missing: readonly string[]
}

/** A height of a line, in ems: both fonts ask for 1.2. */
const lineEms = 1.2

/** Words that do not fit are made smaller by this much until they do. */
const shrink = 0.96

/**
 * Lays a title out in a frame. All is computed in shares of the short side first, so that its lines break alike in every
 * size of a format.
 */
export function layOutTitle(input: {
  readonly title: Title
  readonly aspect: Aspect
  readonly frame: FrameSize
  readonly fonts: TitleFonts
}): TitleLayout {
  const { title, aspect, frame, fonts } = input
  const { shaper, text, missing } = writableText(title.text, fonts[title.font], Object.values(fonts))
  const shortPixels = Math.min(frame.widthPixels, frame.heightPixels)
  const { lines, lineHeight } = fitLines(text, title, aspect, shaper)
  const lineHeightPixels = lineHeight * shortPixels
  const emPixels = lineHeightPixels / lineEms
  const block = blockOf(lines, title, { aspect, frame, lineHeightPixels })
  const [, across] = alignmentOf(title.place)
  // The font's own height stands in the middle of its line.
  const toBaseline = (lineHeightPixels + (shaper.ascent - shaper.descent) * emPixels) / 2
  const placed = lines.map(({ line, shaped }, i) => {
    const widthPixels = shaped.width * emPixels
    return {
      text: line,
      shaped,
      widthPixels,
      xPixels: block.xPixels + across * (block.widthPixels - widthPixels),
      baselinePixels: block.yPixels + i * lineHeightPixels + toBaseline,
    }
  })
  const { path, reach } = outlinesOf(placed, emPixels, shaper)
  const backing: Backing = path === '' ? { kind: 'none' } : backingOf(title, block, lineHeightPixels)
  return {
    path,
    lines: placed.map(({ shaped: _, ...line }) => line),
    block,
    backing,
    bounds: boundsOf(reach, backing),
    lineHeightPixels,
    missing,
  }
}

type FittedLine = { readonly line: string; readonly shaped: ShapedLine }

/** The lines, and how high each is in short sides: what the title asks for, or less until the safe area holds them. */
function fitLines(text: string, title: Title, aspect: Aspect, shaper: Shaper) {
  const shaped = new Map<string, ShapedLine>()
  const shape = (line: string) => {
    const known = shaped.get(line) ?? shaper.shape(line)
    shaped.set(line, known)
    return known
  }
  const measure = (line: string) => shape(line).width
  const widest = widestWord(text, measure)
  for (let lineHeight: number = title.size; ; lineHeight *= shrink) {
    const room = roomFor(title, aspect, lineHeight)
    const wideEms = (room.width * lineEms) / lineHeight
    if (widest > wideEms) continue
    const lines = breakLines(text, wideEms, measure)
    if (lines.length * lineHeight > room.height) continue
    return { lineHeight, lines: lines.map((line): FittedLine => ({ line, shaped: shape(line) })) }
  }
}

/** What the safe area leaves for lines, in short sides. */
function roomFor({ backing }: Title, aspect: Aspect, lineHeight: number) {
  const ratio = aspectRatios[aspect]
  const safe = safeAreas[aspect]
  const padding = backing === 'box' ? boxPadding : { across: 0, down: 0 }
  return {
    width: safe.width * Math.max(1, ratio) - 2 * padding.across * lineHeight,
    height: safe.height * Math.max(1, 1 / ratio) - 2 * padding.down * lineHeight,
  }
}

/** Where the lines stand in the safe area. A box touches its edges, not the words. */
function blockOf(
  lines: readonly FittedLine[],
  { place, backing }: Title,
  at: {
    readonly aspect: Aspect
    readonly frame: FrameSize
    readonly lineHeightPixels: number
  },
): PixelRectangle {
  const { frame, lineHeightPixels } = at
  const safe = safeAreas[at.aspect]
  const [down, across] = alignmentOf(place)
  const padding = backing === 'box' ? boxPadding : { across: 0, down: 0 }
  const [padX, padY] = [padding.across * lineHeightPixels, padding.down * lineHeightPixels]
  const widthEms = Math.max(0, ...lines.map(({ shaped }) => shaped.width))
  const widthPixels = (widthEms * lineHeightPixels) / lineEms
  const heightPixels = lines.length * lineHeightPixels
  return {
    xPixels:
      safe.x * frame.widthPixels + padX + across * (safe.width * frame.widthPixels - 2 * padX - widthPixels),
    yPixels:
      safe.y * frame.heightPixels +
      padY +
      down * (safe.height * frame.heightPixels - 2 * padY - heightPixels),
    widthPixels,
    heightPixels,
  }
}

/** How far down and across the safe area, and with it the lines in their block, a place lies. */
function alignmentOf(place: Title['place']): readonly [down: number, across: number] {
  const down = place.startsWith('top') ? 0 : place.startsWith('bottom') ? 1 : 0.5
  const across = place.endsWith('left') ? 0 : place.endsWith('right') ? 1 : 0.5
  return [down, across]
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

/** How a laid out title is drawn at one frame: what was at p stands at `scale` * p + the move, for both axes alike. */
export type TitleMove = { readonly scale: number; readonly xPixels: number; readonly yPixels: number }

/** Grown around the middle of its block, then moved down. `opacity` of the look holds for words and backing as one. */
export function titleMove(
  { block, lineHeightPixels }: Pick<TitleLayout, 'block' | 'lineHeightPixels'>,
  { scale, dropLines }: TitleLook,
): TitleMove {
  const middle = (start: number, size: number) => (1 - scale) * (start + size / 2)
  return {
    scale,
    xPixels: middle(block.xPixels, block.widthPixels),
    yPixels: middle(block.yPixels, block.heightPixels) + dropLines * lineHeightPixels,
  }
}
