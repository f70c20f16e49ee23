/** Captions make room for titles: a caption that would stand over one goes to the nearest free place above or below it. */
import type { FrameSize } from '../timeline/preset.ts'
import type { Aspect } from '../timeline/timeline.ts'
import type { PixelRectangle } from './backing.ts'
import type { Block } from './block.ts'
import { safeAreas } from './safe-area.ts'

/** How much is left free between a caption and a title, in heights of the caption's lines. */
const gapLines = 0.25

/**
 * How far down rectangles have to move, all of them alike, so that none lies over what is taken; up is below 0. They stay
 * inside the safe area; where it has no room for them, they stay where they are.
 */
export function roomBeside(
  rectangles: readonly PixelRectangle[],
  { lineHeightPixels }: Pick<Block, 'lineHeightPixels'>,
  taken: readonly PixelRectangle[],
  { aspect, frame }: { readonly aspect: Aspect; readonly frame: FrameSize },
): number {
  const gap = gapLines * lineHeightPixels
  const [top, bottom] = edgesOf(rectangles)
  const safe = safeAreas[aspect]
  const isInside = (down: number) =>
    top + down >= safe.y * frame.heightPixels - 1 &&
    bottom + down <= (safe.y + safe.height) * frame.heightPixels + 1
  const isFree = (down: number) =>
    rectangles.every((rectangle) => taken.every((other) => !meet(rectangle, down, other)))
  if (isFree(0)) return 0
  const moves = taken
    .filter(({ widthPixels, heightPixels }) => widthPixels > 0 && heightPixels > 0)
    .flatMap((other) => [other.yPixels - gap - bottom, other.yPixels + other.heightPixels + gap - top])
  const free = moves.filter((down) => isInside(down) && isFree(down))
  return free.toSorted((a, b) => Math.abs(a) - Math.abs(b))[0] ?? 0
}

function edgesOf(rectangles: readonly PixelRectangle[]): readonly [top: number, bottom: number] {
  const tops = rectangles.map(({ yPixels }) => yPixels)
  const bottoms = rectangles.map(({ yPixels, heightPixels }) => yPixels + heightPixels)
  return [Math.min(...tops), Math.max(...bottoms)]
}

function meet(a: PixelRectangle, down: number, b: PixelRectangle): boolean {
  const top = a.yPixels + down
  return (
    a.xPixels < b.xPixels + b.widthPixels &&
    b.xPixels < a.xPixels + a.widthPixels &&
    top < b.yPixels + b.heightPixels &&
    b.yPixels < top + a.heightPixels
  )
}

/** A block so much farther down. */
export function movedBy(block: Block, downPixels: number): Block {
  if (downPixels === 0) return block
  const { lines, rectangle } = block
  return {
    ...block,
    lines: lines.map((line) => ({ ...line, baselinePixels: line.baselinePixels + downPixels })),
    rectangle: { ...rectangle, yPixels: rectangle.yPixels + downPixels },
  }
}
