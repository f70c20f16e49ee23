/** Lays the frames of a film into the frame: cropped ones as they come, whole ones over black or a backdrop of their own. */
import { cropAround, fillPlacement, whole } from '#core/timeline/geometry.ts'
import type { Look } from '#core/timeline/look.ts'
import { softenBackdrop } from '#core/timeline/softening.ts'
import type { ClipShot, Fit, Rectangle } from '#core/timeline/timeline.ts'
import { axesOf, type Brush, frameAt, type Room, type Surface, takeFrame, takePicture } from './brush.ts'
import { black, drawSmall, type SmallStage, takeSmall } from './light.ts'
import type { FrameSize } from './picture.ts'
import { copyArea, copyWithRoom, type PixelArea } from './rows.ts'
import { largestStep } from './sampling.ts'
import { smallCopyOf } from './small-copy.ts'

/** How a film's frames are given, and what is made of them. */
export type Film = {
  readonly fit: Fit
  /** The size in which its frames are given: of its crop, or of all of it. */
  readonly size: FrameSize
  /** The size of what the camera looks at: the frame's, or larger by as much as the camera comes nearer. */
  readonly canvas: FrameSize
  /** Where a whole film lies in it. */
  readonly place: Rectangle
}

/** Plans a film for a stretch of frames. `picture` is its upright size. */
export function planFilm(
  shot: ClipShot,
  looks: readonly Look[],
  { picture, frame }: { readonly picture: FrameSize; readonly frame: FrameSize },
): Film {
  const { fit } = shot
  const ratio = picture.widthPixels / picture.heightPixels
  const place = fit === 'crop' ? whole : fillPlacement(ratio, frame.widthPixels / frame.heightPixels)
  const nearest = Math.max(...looks.map(({ inner, view }) => 1 / (fit === 'crop' ? inner : view).width))
  const shownPixels = picture.widthPixels * (fit === 'crop' ? shot.crop.width : 1)
  // What the film does not have, no larger frame would show.
  const useful = shownPixels / (place.width * frame.widthPixels)
  const scale = Math.max(1, Math.min(nearest, useful, largestStep))
  const canvas = {
    widthPixels: evenPixels(frame.widthPixels * scale),
    heightPixels: evenPixels(frame.heightPixels * scale),
  }
  const size = {
    widthPixels: evenPixels(place.width * canvas.widthPixels),
    heightPixels: evenPixels(place.height * canvas.heightPixels),
  }
  return { fit, size, canvas, place }
}

function evenPixels(pixels: number): number {
  return Math.max(2, 2 * Math.round(pixels / 2))
}

/** Whether every frame of the film is a frame of the video as it comes. */
export function isShownAsGiven(film: Film, looks: readonly Look[], frame: FrameSize): boolean {
  const isPlain = ({ inner, flash, glow }: Look) => inner.width === 1 && flash === 0 && glow === 0
  return film.fit === 'crop' && film.size.widthPixels === frame.widthPixels && looks.every(isPlain)
}

/** Where a film's frames are put, and what they become. */
export type FilmStage = {
  readonly film: Film
  readonly given: Surface
  /** The given frame with room beside its rows. */
  readonly picture: Surface
  /** Whole films only. */
  readonly composing:
    | {
        readonly front: Surface
        readonly flat: Surface
        readonly canvas: Surface
        readonly small: SmallStage
      }
    | undefined
}

/** Room for a film. */
export function takeFilm(room: Room, film: Film): FilmStage {
  const { size, canvas, fit } = film
  const flatOf = ({ widthPixels, heightPixels }: FrameSize) =>
    frameAt(takeFrame(room, widthPixels, heightPixels), widthPixels, heightPixels)
  const composing =
    fit === 'crop'
      ? undefined
      : {
          front: flatOf(canvas),
          flat: flatOf(canvas),
          canvas: takePicture(room, canvas.widthPixels, canvas.heightPixels),
          small: takeSmall(room, canvas),
        }
  const picture = takePicture(room, size.widthPixels, size.heightPixels)
  return { film, given: flatOf(size), picture, composing }
}

/** Draws the given frame of a film as the look says. */
export function drawFilm(brush: Brush, stage: FilmStage, look: Look, target: Surface): void {
  const { memory } = brush
  const { composing, given, picture } = stage
  copyWithRoom(memory, given, picture)
  if (composing === undefined) {
    brush.draw(picture, look.inner, 'sharp', target)
    return
  }
  compose(brush, stage, composing)
  copyWithRoom(memory, composing.flat, composing.canvas)
  brush.draw(composing.canvas, look.view, 'sharp', target)
}

/** The backdrop over all of the canvas, then the film's own columns and rows over it. */
function compose(brush: Brush, stage: FilmStage, composing: NonNullable<FilmStage['composing']>): void {
  const { memory } = brush
  const { film, picture } = stage
  const { flat, front, small } = composing
  const { canvas, place } = film
  if (film.fit === 'bars') fillBlack(memory, flat)
  else {
    const ratio = film.place.width / film.place.height
    const covering = cropAround(ratio, 1, { x: 0.5, y: 0.5 })
    const copy = smallCopyOf(memory, picture, covering, canvas)
    softenBackdrop(copy)
    drawSmall(brush, copy, small, flat)
  }
  const left = place.x * canvas.widthPixels
  const top = place.y * canvas.heightPixels
  const right = left + place.width * canvas.widthPixels
  const bottom = top + place.height * canvas.heightPixels
  const area = {
    left: evenBelow(left),
    top: evenBelow(top),
    right: -evenBelow(-right),
    bottom: -evenBelow(-bottom),
  }
  const step = {
    x: picture.widthPixels / (right - left),
    y: picture.heightPixels / (bottom - top),
  }
  const corner = { x: (area.left - left) * step.x, y: (area.top - top) * step.y }
  const drawn = partOf(front, area)
  for (const [i, plane] of drawn.planes.entries()) {
    const source = picture.planes[i]
    if (source !== undefined) brush.drawPlane(source, plane, axesOf(i === 0, corner, step), 'sharp')
  }
  const shown = {
    left: Math.round(left),
    top: Math.round(top),
    right: Math.round(right),
    bottom: Math.round(bottom),
  }
  copyArea(memory, front, flat, shown)
}

function evenBelow(pixels: number): number {
  return 2 * Math.floor(pixels / 2 + 1e-9)
}

function fillBlack(memory: WebAssembly.Memory, surface: Surface): void {
  const bytes = new Uint8Array(memory.buffer)
  for (const [i, { start, stride, heightSamples }] of surface.planes.entries()) {
    bytes.fill(i === 0 ? black.luma : black.chroma, start, start + stride * heightSamples)
  }
}

/** An area of a picture, which begins and ends on even pixels, as a picture of its own. */
function partOf(surface: Surface, { left, top, right, bottom }: PixelArea): Surface {
  const [luma, blue, red] = surface.planes.map((plane, i) => {
    const share = i === 0 ? 1 : 0.5
    return {
      start: plane.start + top * share * plane.stride + left * share,
      stride: plane.stride,
      widthSamples: (right - left) * share,
      heightSamples: (bottom - top) * share,
    }
  })
  if (luma === undefined || blue === undefined || red === undefined)
    throw new Error('a picture has three planes')
  return { widthPixels: right - left, heightPixels: bottom - top, planes: [luma, blue, red] }
}
