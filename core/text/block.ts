/** Fits lines into what the safe area of a format leaves, and puts them at their place in it. */
import { aspectRatios } from '../timeline/geometry.ts'
import type { FrameSize } from '../timeline/preset.ts'
import type { Aspect, Lettering } from '../timeline/timeline.ts'
import { boxPadding, type PixelRectangle } from './backing.ts'
import { breakLines, widestPiece } from './lines.ts'
import { safeAreas } from './safe-area.ts'
import { makeSetter, type SetLine } from './setting.ts'
import type { WritableText } from './writable.ts'

/** A line in the frame. Its baseline begins at `xPixels`, `baselinePixels`. */
export type PlacedLine = SetLine & {
  readonly xPixels: number
  readonly baselinePixels: number
  readonly widthPixels: number
}

/** Lines in the frame, in its pixels: 0,0 is its top left corner. */
export type Block = {
  readonly lines: readonly PlacedLine[]
  /** What the lines take. */
  readonly rectangle: PixelRectangle
  /** Smaller than asked for where the words would not have fitted. */
  readonly lineHeightPixels: number
  readonly emPixels: number
}

/** A height of a line, in ems: both fonts of titles ask for about 1.2. Scripts with marks above and below ask for more. */
const lineEms = { usual: 1.2, aboutUsual: 1.25, most: 1.35 } as const

/** Words that do not fit are made smaller by this much until they do. */
const shrink = 0.96

/** What of a lettering decides where its lines stand. */
export type BlockStyle = Pick<Lettering, 'place' | 'size' | 'backing'>

/**
 * Breaks a text into lines and places them. All is computed in shares of the short side first, so that its lines break
 * alike in every size of a format.
 */
export function placeBlock(
  written: WritableText,
  style: BlockStyle,
  { aspect, frame }: { readonly aspect: Aspect; readonly frame: FrameSize },
): Block {
  const shortPixels = Math.min(frame.widthPixels, frame.heightPixels)
  const height = heightOf(written)
  const { lines, lineHeight } = fitLines(written, style, { aspect, ems: height.lineEms })
  const lineHeightPixels = lineHeight * shortPixels
  const emPixels = lineHeightPixels / height.lineEms
  const widthPixels = Math.max(0, ...lines.map(({ widthEms }) => widthEms)) * emPixels
  const rectangle = rectangleOf(style, {
    ...{ aspect, frame, lineHeightPixels, widthPixels },
    heightPixels: lines.length * lineHeightPixels,
  })
  const [, across] = alignmentOf(style.place)
  // The height of the fonts stands in the middle of its line.
  const toBaseline = (lineHeightPixels + (height.ascent - height.descent) * emPixels) / 2
  const placed = lines.map((line, i): PlacedLine => {
    const width = line.widthEms * emPixels
    return {
      ...line,
      widthPixels: width,
      xPixels: rectangle.xPixels + across * (rectangle.widthPixels - width),
      baselinePixels: rectangle.yPixels + i * lineHeightPixels + toBaseline,
    }
  })
  return { lines: placed, rectangle, lineHeightPixels, emPixels }
}

/** What a line of a text needs above and below its baseline, in ems. */
function heightOf({ shapers }: WritableText) {
  const fonts = [...new Set(shapers)]
  const most = (of: 'ascent' | 'descent') => Math.max(0, ...fonts.map((shaper) => shaper[of]))
  const [ascent, descent] = [most('ascent'), most('descent')]
  const asked = ascent + descent
  return {
    ascent,
    descent,
    lineEms: asked < lineEms.aboutUsual ? lineEms.usual : Math.min(lineEms.most, asked),
  }
}

/** The lines, and how high each is in short sides: what is asked for, or less until the safe area holds them. */
function fitLines(
  written: WritableText,
  style: BlockStyle,
  { aspect, ems }: { readonly aspect: Aspect; readonly ems: number },
) {
  const setter = makeSetter(written)
  const measure = (start: number, end: number) => setter.set({ start, end }).widthEms
  const widest = widestPiece(written.text, measure)
  for (let lineHeight: number = style.size; ; lineHeight *= shrink) {
    const room = roomFor(style, aspect, lineHeight)
    const wideEms = (room.width * ems) / lineHeight
    if (widest > wideEms) continue
    const lines = breakLines(written.text, wideEms, measure)
    if (lines.length * lineHeight > room.height) continue
    return { lineHeight, lines: lines.map((line) => setter.set(line)) }
  }
}

/** What the safe area leaves for lines, in short sides. */
function roomFor({ backing }: BlockStyle, aspect: Aspect, lineHeight: number) {
  const ratio = aspectRatios[aspect]
  const safe = safeAreas[aspect]
  const padding = backing === 'box' ? boxPadding : { across: 0, down: 0 }
  return {
    width: safe.width * Math.max(1, ratio) - 2 * padding.across * lineHeight,
    height: safe.height * Math.max(1, 1 / ratio) - 2 * padding.down * lineHeight,
  }
}

/** Where the lines stand in the safe area. A box touches its edges, not the words. */
function rectangleOf(
  { place, backing }: BlockStyle,
  of: {
    readonly aspect: Aspect
    readonly frame: FrameSize
    readonly lineHeightPixels: number
    readonly widthPixels: number
    readonly heightPixels: number
  },
): PixelRectangle {
  const { frame, lineHeightPixels, widthPixels, heightPixels } = of
  const safe = safeAreas[of.aspect]
  const [down, across] = alignmentOf(place)
  const padding = backing === 'box' ? boxPadding : { across: 0, down: 0 }
  const [padX, padY] = [padding.across * lineHeightPixels, padding.down * lineHeightPixels]
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
function alignmentOf(place: Lettering['place']): readonly [down: number, across: number] {
  const down = place.startsWith('top') ? 0 : place.startsWith('bottom') ? 1 : 0.5
  const across = place.endsWith('left') ? 0 : place.endsWith('right') ? 1 : 0.5
  return [down, across]
}
