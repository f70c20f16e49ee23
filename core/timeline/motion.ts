/** How the camera moves over a photo, and how a picture meets the frame. */
import { cropAround } from './geometry.ts'
import type { Random } from './random.ts'
import type { Fit, PlannerMedia, Rectangle } from './timeline.ts'

/** When less than this share of a picture would be left by cropping, the whole picture is shown over a backdrop. */
export const leastShareKept = 0.45

/** The farthest a camera travels in one shot, however long it is. */
const farthestTravel = 0.18

/** Whether a picture is cropped to the frame or shown whole. */
export function fitOf(media: PlannerMedia, frameRatio: number): Fit {
  const ratio = media.widthPixels / media.heightPixels
  return Math.min(ratio / frameRatio, frameRatio / ratio) < leastShareKept ? 'fill' : 'crop'
}

/** The camera's first and last rectangle on a photo. Zooms keep the eye's place; pans cross it; neither leaves the picture. */
export function planMotion(input: {
  readonly media: PlannerMedia
  readonly frameRatio: number
  readonly shotSeconds: number
  readonly travelPerSecond: number
  readonly random: Random
}): { readonly fit: Fit; readonly from: Rectangle; readonly to: Rectangle } {
  const { media, frameRatio, shotSeconds, travelPerSecond, random } = input
  const fit = fitOf(media, frameRatio)
  const travel = Math.min(farthestTravel, Math.max(0.025, travelPerSecond * shotSeconds))
  // A composed frame has the frame's own aspect, and its subject is in the middle.
  const pictureRatio = fit === 'fill' ? frameRatio : media.widthPixels / media.heightPixels
  const focus = fit === 'fill' ? { x: 0.5, y: 0.5 } : media.focus
  const wide = cropAround(pictureRatio, frameRatio, focus)
  const near = cropAround(pictureRatio, frameRatio, focus, 1 + travel)
  const choice = random()
  if (choice < 0.4) return { fit, from: wide, to: near }
  if (choice < 0.7) return { fit, from: near, to: wide }
  return { fit, ...pan({ pictureRatio, frameRatio, focus, travel, backwards: random() < 0.5 }) }
}

function pan(input: {
  readonly pictureRatio: number
  readonly frameRatio: number
  readonly focus: { readonly x: number; readonly y: number }
  readonly travel: number
  readonly backwards: boolean
}): { readonly from: Rectangle; readonly to: Rectangle } {
  const { pictureRatio, frameRatio, focus, travel, backwards } = input
  const isWide = pictureRatio >= frameRatio
  const shift = (share: number) => ({
    x: focus.x + (isWide ? share : 0),
    y: focus.y + (isWide ? 0 : share),
  })
  const first = cropAround(pictureRatio, frameRatio, shift(-travel / 2), 1 + travel)
  const last = cropAround(pictureRatio, frameRatio, shift(travel / 2), 1 + travel)
  return backwards ? { from: last, to: first } : { from: first, to: last }
}
