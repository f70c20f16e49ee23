/** Draws the frames of a film: as they are given where that is all, else as effects, transitions and its fit ask. */
import { largestStep } from '#core/timeline/detail.ts'
import { fillPlacement, whole } from '#core/timeline/geometry.ts'
import type { Look } from '#core/timeline/look.ts'
import type { ClipShot, Fit } from '#core/timeline/timeline.ts'
import { type Brush, frameAt, type Room, type Surface, takeFrame, takePicture } from './brush.ts'
import { type Composition, drawComposed, makeBackdrop, takeComposition } from './composition.ts'
import type { FrameSize } from './picture.ts'
import { copyWithRoom } from './rows.ts'

/** How a film's frames are given: its crop, or all of it, in a size. */
export type Film = {
  readonly fit: Fit
  readonly size: FrameSize
  /** The upright size of the film itself. */
  readonly picture: FrameSize
}

/** Plans a film for a stretch of frames: as large as its nearest view asks. */
export function planFilm(
  { fit, crop }: ClipShot,
  looks: readonly Look[],
  { picture, frame }: { readonly picture: FrameSize; readonly frame: FrameSize },
): Film {
  const ratio = picture.widthPixels / picture.heightPixels
  const place = fit === 'crop' ? whole : fillPlacement(ratio, frame.widthPixels / frame.heightPixels)
  const nearest = Math.max(...looks.map(({ inner, view }) => 1 / (fit === 'crop' ? inner : view).width))
  const shownPixels = picture.widthPixels * (fit === 'crop' ? crop.width : 1)
  // What the film does not have, no larger frame would show.
  const useful = shownPixels / (place.width * frame.widthPixels)
  const scale = Math.max(1, Math.min(nearest, useful, largestStep))
  const size = {
    widthPixels: evenPixels(place.width * frame.widthPixels * scale),
    heightPixels: evenPixels(place.height * frame.heightPixels * scale),
  }
  return { fit, size, picture }
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
  readonly given: Surface
  /** The given frame with room beside its rows. */
  readonly picture: Surface
  /** Whole films only. */
  readonly composition: Composition | undefined
}

/** Room for a film. */
export function takeFilm(room: Room, { fit, size, picture }: Film, frame: FrameSize): FilmStage {
  const { widthPixels, heightPixels } = size
  return {
    given: frameAt(takeFrame(room, widthPixels, heightPixels), widthPixels, heightPixels),
    picture: takePicture(room, widthPixels, heightPixels),
    composition: fit === 'crop' ? undefined : takeComposition(room, fit, { picture, frame }),
  }
}

/** Draws the given frame of a film as the look says. */
export function drawFilm(brush: Brush, stage: FilmStage, look: Look, target: Surface): void {
  const { composition, given, picture } = stage
  copyWithRoom(brush.memory, given, picture)
  if (composition === undefined) {
    brush.draw(picture, look.inner, 'sharp', target)
    return
  }
  makeBackdrop(brush, composition, picture)
  drawComposed(brush, composition, picture, { view: look.view, target })
}
