/** How a clip is framed in the format that is looked at, and what its rectangles may become. */
import type { Framing } from '#core/timeline/edit/changing.ts'
import { aspectRatios, cropAround } from '#core/timeline/geometry.ts'
import { framingIn } from '#core/timeline/reframe.ts'
import type { Aspect, Fit, PlannerMedia, Rectangle, Shot, Timeline } from '#core/timeline/timeline.ts'

/** A clip's framing in one format. */
export type ShownFraming = {
  readonly framing: Framing
  /** In another format than the timeline's own: whether somebody set it there, or it follows by itself. */
  readonly isByHand: boolean
  /** Width over height of what the rectangles lie in: the picture, or the composed frame. */
  readonly groundRatio: number
  readonly frameRatio: number
}

/** How a clip is framed in a format; `undefined` for what is drawn by the music. */
export function framingShown(
  timeline: Timeline,
  shot: Shot,
  format: Aspect,
  picture: PlannerMedia | undefined,
): ShownFraming | undefined {
  if (shot.kind === 'visual') return undefined
  const isOwn = format === timeline.aspect
  const changed = isOwn ? {} : framingIn(shot, { from: timeline.aspect, to: format }, picture)
  const frameRatio = aspectRatios[format]
  const fit = changed.fit ?? shot.fit
  const pictureRatio = picture === undefined ? frameRatio : picture.widthPixels / picture.heightPixels
  const about = {
    isByHand: isOwn || shot.framings[format] !== undefined,
    groundRatio: fit === 'crop' ? pictureRatio : frameRatio,
    frameRatio,
  }
  if (shot.kind === 'clip')
    return { ...about, framing: { kind: 'clip', framing: { fit, crop: changed.crop ?? shot.crop } } }
  const { from = shot.from, to = shot.to } = changed
  return { ...about, framing: { kind: 'photo', framing: { fit, from, to } } }
}

/** The rectangles of a framing by name: a film has one. */
export function rectanglesOf(framing: Framing): readonly ('from' | 'to' | 'crop')[] {
  return framing.kind === 'photo' ? ['from', 'to'] : ['crop']
}

/** One rectangle of a framing. */
export function rectangleOf(framing: Framing, name: 'from' | 'to' | 'crop'): Rectangle {
  if (framing.kind === 'clip') return framing.framing.crop
  return name === 'to' ? framing.framing.to : framing.framing.from
}

/** A framing with one rectangle changed. */
export function withRectangle(framing: Framing, name: 'from' | 'to' | 'crop', rectangle: Rectangle): Framing {
  if (framing.kind === 'clip') return { kind: 'clip', framing: { ...framing.framing, crop: rectangle } }
  return { kind: 'photo', framing: { ...framing.framing, [name === 'to' ? 'to' : 'from']: rectangle } }
}

/** A rectangle moved by shares of the picture, held inside it. */
export function movedRectangle(rectangle: Rectangle, x: number, y: number): Rectangle {
  return {
    ...rectangle,
    x: held(rectangle.x + x, 1 - rectangle.width),
    y: held(rectangle.y + y, 1 - rectangle.height),
  }
}

/** The nearest that a hand comes: a twelfth of the picture is a face in a crowd. */
const leastWidth = 0.08

/** A rectangle made larger or smaller round its middle, its shape kept, as far as the picture goes. */
export function scaledRectangle(rectangle: Rectangle, factor: number): Rectangle {
  const most = Math.min(1 / rectangle.width, 1 / rectangle.height)
  const least = leastWidth / Math.max(rectangle.width, rectangle.height)
  const by = Math.min(most, Math.max(Math.min(1, least), factor))
  const [width, height] = [Math.min(1, rectangle.width * by), Math.min(1, rectangle.height * by)]
  return {
    width,
    height,
    x: held(rectangle.x + (rectangle.width - width) / 2, 1 - width),
    y: held(rectangle.y + (rectangle.height - height) / 2, 1 - height),
  }
}

/** The same framing with another fit: as near as before, round the same middle. */
export function refitted(shown: ShownFraming, fit: Fit, pictureRatio: number): Framing {
  const { framing, frameRatio } = shown
  const wasCrop = framing.framing.fit === 'crop'
  const isCrop = fit === 'crop'
  const change = (rectangle: Rectangle): Rectangle => {
    if (wasCrop === isCrop) return rectangle
    const ground = wasCrop ? pictureRatio : frameRatio
    const zoom = Math.max(1, Math.min(1, frameRatio / ground) / rectangle.width)
    const middle = { x: rectangle.x + rectangle.width / 2, y: rectangle.y + rectangle.height / 2 }
    return isCrop
      ? cropAround(pictureRatio, frameRatio, middle, zoom)
      : cropAround(1, 1, { x: 0.5, y: 0.5 }, zoom)
  }
  if (framing.kind === 'clip') return { kind: 'clip', framing: { fit, crop: change(framing.framing.crop) } }
  const { from, to } = framing.framing
  return { kind: 'photo', framing: { fit, from: change(from), to: change(to) } }
}

/** Movements that can be chosen by name. */
export type MotionName = 'still' | 'in' | 'out' | 'left' | 'right'

/** How far a named movement goes: enough to be felt in a second, and not to tire in ten. */
const reach = 1.16

/** The rectangles of a named movement, round the middle of what the framing shows. */
export function namedMotion(
  shown: ShownFraming,
  motion: MotionName,
): { readonly from: Rectangle; readonly to: Rectangle } {
  const { groundRatio, frameRatio } = shown
  const first = rectangleOf(shown.framing, 'from')
  const middle = { x: first.x + first.width / 2, y: first.y + first.height / 2 }
  const wide = cropAround(groundRatio, frameRatio, middle)
  const near = cropAround(groundRatio, frameRatio, middle, reach)
  switch (motion) {
    case 'still':
      return { from: wide, to: wide }
    case 'in':
      return { from: wide, to: near }
    case 'out':
      return { from: near, to: wide }
    case 'left':
    case 'right': {
      const one = movedRectangle(near, -1, 0)
      const other = movedRectangle(near, 1, 0)
      // A long way would be a race: a pan is as far as a zoom.
      const gap = Math.min(other.x - one.x, 1.6 * (reach - 1))
      const left = movedRectangle(near, -gap / 2, 0)
      const right = movedRectangle(left, gap, 0)
      return motion === 'right' ? { from: left, to: right } : { from: right, to: left }
    }
  }
}

/** The name of a movement, where it has one. */
export function motionNameOf(shown: ShownFraming): MotionName | undefined {
  const { framing } = shown
  if (framing.kind === 'clip') return undefined
  const { from, to } = framing.framing
  if (isNear(from, to)) return 'still'
  const growth = to.width / from.width
  const isCentred = Math.abs(from.x + from.width / 2 - to.x - to.width / 2) < 0.02
  if (growth < 0.99) return isCentred ? 'in' : undefined
  if (growth > 1.01) return isCentred ? 'out' : undefined
  if (Math.abs(from.y - to.y) > 0.005) return undefined
  return from.x < to.x ? 'right' : 'left'
}

function isNear(a: Rectangle, b: Rectangle): boolean {
  return Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y), Math.abs(a.width - b.width)) < 0.002
}

function held(value: number, most: number): number {
  return Math.max(0, Math.min(Math.max(0, most), value))
}
