/** One timeline in another format: as somebody framed it there by hand, else framed anew around what it shows now. */
import { aspectRatios, cropAround } from './geometry.ts'
import { leastShareKept } from './motion.ts'
import type {
  Aspect,
  ClipFraming,
  PhotoFraming,
  PlannerMedia,
  Rectangle,
  Shot,
  Timeline,
} from './timeline.ts'

/**
 * The timeline in `aspect`. `pictures` are those that it shows. Its cuts, music and titles stay; a shot that has a
 * framing for this format takes it.
 */
export function timelineIn(timeline: Timeline, aspect: Aspect, pictures: readonly PlannerMedia[]): Timeline {
  if (aspect === timeline.aspect) return timeline
  const byId = new Map(pictures.map((picture) => [picture.mediaId, picture]))
  const clips = timeline.clips.map((clip) => {
    const { shot } = clip
    if (shot.kind === 'visual') return clip
    const picture = byId.get(shot.mediaId)
    return { ...clip, shot: { ...shot, ...framingIn(shot, { from: timeline.aspect, to: aspect }, picture) } }
  })
  return { ...timeline, aspect, clips }
}

/** The formats between which a shot is framed anew. */
export type FormatChange = { readonly from: Aspect; readonly to: Aspect }

/** How a shot is framed in another format than its timeline's own. */
export function framingIn(
  shot: Exclude<Shot, { kind: 'visual' }>,
  change: FormatChange,
  picture: PlannerMedia | undefined,
): Partial<PhotoFraming & ClipFraming> {
  const byHand = shot.framings[change.to]
  if (byHand !== undefined) return byHand
  // In a composed frame the camera's rectangle is a share of the frame, whatever its shape.
  if (shot.fit !== 'crop' || picture === undefined) return {}
  const ratio = picture.widthPixels / picture.heightPixels
  const frameRatio = aspectRatios[change.to]
  const move = (rectangle: Rectangle) => recropped(rectangle, ratio, change)
  if (Math.min(ratio / frameRatio, frameRatio / ratio) >= leastShareKept) {
    return shot.kind === 'photo' ? { from: move(shot.from), to: move(shot.to) } : { crop: move(shot.crop) }
  }
  const zoomed = (rectangle: Rectangle) => cropAround(1, 1, middleOf, zoomOf(rectangle, ratio, change.from))
  return shot.kind === 'photo'
    ? { fit: 'fill', from: zoomed(shot.from), to: zoomed(shot.to) }
    : { fit: 'fill', crop: zoomed(shot.crop) }
}

const middleOf = { x: 0.5, y: 0.5 }

/** The same middle, as near as before. */
function recropped(rectangle: Rectangle, pictureRatio: number, { from, to }: FormatChange): Rectangle {
  const middle = { x: rectangle.x + rectangle.width / 2, y: rectangle.y + rectangle.height / 2 }
  return cropAround(pictureRatio, aspectRatios[to], middle, zoomOf(rectangle, pictureRatio, from))
}

/** How many times nearer a rectangle is than the widest one of its format. */
function zoomOf({ width }: Rectangle, pictureRatio: number, aspect: Aspect): number {
  return Math.max(1, Math.min(1, aspectRatios[aspect] / pictureRatio) / width)
}
