/** How the two painted sides of a transition become one frame. */
import type { Mix } from '#core/timeline/geometry.ts'
import type { Brush, Surface } from './brush.ts'
import { black, mixFrames, white } from './light.ts'
import { copyWithRoom } from './rows.ts'

/** The two sides, the frame they become, and a picture of the same size in which sides are moved. */
export type Meeting = {
  readonly from: Surface
  readonly to: Surface
  readonly into: Surface
  readonly moving: Surface | undefined
}

/** Lets the sides meet as the mix says. What the sides showed is spent then. */
export function meet(brush: Brush, meeting: Meeting, mix: Mix): void {
  if (mix.kind === 'beside') {
    layBeside(brush, meeting, mix)
    return
  }
  const { from, to, light, lightLevel } = mix
  const of = lightLevel === 1 ? white : black
  mixFrames(brush, { a: meeting.from, b: meeting.to, into: meeting.into }, { a: from, b: to, light, of })
}

/** The earlier side up to an edge, the later one from there on; the samples that the edge lies in show both. */
function layBeside(brush: Brush, meeting: Meeting, mix: Extract<Mix, { kind: 'beside' }>): void {
  const { from, to, into } = meeting
  const edge = (1 - mix.share) * into.widthPixels
  const fromPixels = mix.pushes ? movePart(brush, from, edge - into.widthPixels, meeting) : 0
  const toPixels = mix.pushes ? movePart(brush, to, edge, meeting) : 0
  const bytes = new Uint8Array(brush.memory.buffer)
  for (const [i, plane] of into.planes.entries()) {
    const share = i === 0 ? 1 : 0.5
    const column = Math.floor(edge * share)
    const earlierShare = edge * share - column
    for (let y = 0; y < plane.heightSamples; y += 1) {
      const row = plane.start + y * plane.stride
      const earlier = (from.planes[i]?.start ?? 0) + y * plane.stride - fromPixels * share
      const later = (to.planes[i]?.start ?? 0) + y * plane.stride - toPixels * share
      bytes.copyWithin(row, earlier, earlier + column)
      bytes.copyWithin(row + column, later + column, later + plane.widthSamples)
      if (earlierShare === 0) continue
      const [before, after] = [bytes[earlier + column] ?? 0, bytes[later + column] ?? 0]
      bytes[row + column] = Math.round(earlierShare * before + (1 - earlierShare) * after)
    }
  }
}

/**
 * Moves a side across by what is less than two pixels of `pixels`, and answers the even rest, by which its rows are
 * copied: colour has a sample every two pixels.
 */
function movePart(brush: Brush, side: Surface, pixels: number, { moving }: Meeting): number {
  if (moving === undefined) throw new Error('sides that push one another need room to move in')
  const wholePixels = 2 * Math.trunc(pixels / 2)
  copyWithRoom(brush.memory, side, moving)
  const x = (wholePixels - pixels) / side.widthPixels
  brush.draw(moving, { x, y: 0, width: 1, height: 1 }, 'sharp', side)
  return wholePixels
}
