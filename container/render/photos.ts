/** Brings photos to the size a shot needs, once for every size, and keeps as many as memory allows. */
import type { Sharp } from 'sharp'
import { fillPlacement } from '#core/timeline/geometry.ts'
import type { PhotoShot } from '#core/timeline/timeline.ts'
import { openPhoto } from '../ingest/photo.ts'
import type { PaintLane, RgbPicture } from './paint-lane.ts'
import type { FrameSize, Picture } from './picture.ts'
import { largestStep } from './sampling.ts'
import type { Sources } from './sources.ts'

/** Pictures kept for the next shot of the same photo. */
const keptBytes = 160 * 2 ** 20

/** No picture is made larger: two of them and four frames fit a painter's memory. */
const mostPixels = 12_000_000

/** A photo under a camera, and how much nearer than its rectangles effects and transitions may bring it. */
export type PhotoView = { readonly shot: PhotoShot; readonly zoom: number }

/** A photo brought to a size, and the upright size that it has itself. */
export type ReadyPhoto = { readonly picture: Picture; readonly whole: FrameSize }

/** Photos of one render. */
export type Photos = {
  /** The photo that a shot's camera moves over. A lane turns it into planes. */
  pictureOf(view: PhotoView, lane: PaintLane): Promise<ReadyPhoto>
}

/** Photos are opened one at a time: a large one takes hundreds of megabytes while it is decoded. */
export function makePhotos(sources: Sources, frame: FrameSize, signal: AbortSignal): Photos {
  const pictures = new Map<string, Promise<ReadyPhoto>>()
  const sizes = new Map<string, FrameSize>()
  let turn: Promise<unknown> = Promise.resolve()

  async function make(view: PhotoView, lane: PaintLane): Promise<ReadyPhoto> {
    const { shot } = view
    const { path, format } = await sources.get(shot.mediaId)
    signal.throwIfAborted()
    const photo = await openPhoto(path, format, signal)
    const whole = await uprightSize(photo)
    const picture = await lane.convert(await broughtToSize(photo, view, { frame, whole }))
    return { picture, whole }
  }

  return {
    async pictureOf(view, lane) {
      const { mediaId, fit } = view.shot
      const key = `${mediaId} ${fit} ${sizeKey(view, frame)}`
      const known = pictures.get(key)
      if (known !== undefined) {
        // Asked for again, it is the youngest again.
        pictures.delete(key)
        pictures.set(key, known)
        return await known
      }
      const made = turn.then(() => make(view, lane))
      turn = made.catch(() => undefined)
      pictures.set(key, made)
      const photo = await made
      sizes.set(key, photo.picture)
      forgetOldest(pictures, sizes)
      return photo
    },
  }
}

function forgetOldest(pictures: Map<string, Promise<ReadyPhoto>>, sizes: Map<string, FrameSize>): void {
  const bytesOf = (key: string) => {
    const size = sizes.get(key)
    return size === undefined ? 0 : size.widthPixels * size.heightPixels * 1.5
  }
  let total = [...pictures.keys()].reduce((sum, key) => sum + bytesOf(key), 0)
  for (const key of [...pictures.keys()].slice(0, -1)) {
    if (total <= keptBytes) return
    total -= bytesOf(key)
    pictures.delete(key)
    sizes.delete(key)
  }
}

/** Shots whose cameras need the same detail share a picture. The shot alone decides, never its neighbours. */
function sizeKey(view: PhotoView, frame: FrameSize): string {
  const { nearest, widest } = detailOf(view, frame)
  return `${ladder(nearest.x)} ${ladder(nearest.y)} ${widest.x >= 1 / largestStep || widest.y >= 1 / largestStep}`
}

/** Sizes come in steps of a fourth root of two, so that shots of nearly the same detail are one picture. */
function ladder(value: number): number {
  return 2 ** (Math.ceil(Math.log2(value) * 4 - 1e-6) / 4)
}

/** The picture's size in pixels, at which the camera's nearest and its widest view are one frame's worth of pixels. */
function detailOf({ shot, zoom }: PhotoView, frame: FrameSize) {
  const widths = [shot.from.width, shot.to.width]
  const heights = [shot.from.height, shot.to.height]
  return {
    nearest: {
      x: (frame.widthPixels * zoom) / Math.min(...widths),
      y: (frame.heightPixels * zoom) / Math.min(...heights),
    },
    widest: {
      x: frame.widthPixels / Math.max(...widths),
      y: frame.heightPixels / Math.max(...heights),
    },
  }
}

/**
 * The share of its own size that a picture is brought to: enough for the nearest view, never more than it has, never
 * more than the kernels can step over in the widest view or than memory holds.
 */
function shareOf(view: PhotoView, frame: FrameSize, whole: FrameSize): number {
  const { nearest, widest } = detailOf(view, frame)
  const needed = Math.max(ladder(nearest.x) / whole.widthPixels, ladder(nearest.y) / whole.heightPixels)
  const steps = Math.min(widest.x / whole.widthPixels, widest.y / whole.heightPixels) * largestStep
  const room = Math.sqrt(mostPixels / (whole.widthPixels * whole.heightPixels))
  return Math.min(1, needed, steps, room)
}

async function broughtToSize(
  photo: Sharp,
  view: PhotoView,
  { frame, whole }: { readonly frame: FrameSize; readonly whole: FrameSize },
): Promise<RgbPicture> {
  const shown = shownIn(view, frame, whole)
  const share = shareOf(view, shown, whole)
  // A picture that is nearly right is left as it is: resampling once is sharper than twice.
  if (share > 0.85 && fitsAsItIs(view, shown, whole)) return await rgbOf(photo)
  return await rgbOf(
    photo.resize(
      Math.max(1, Math.floor(whole.widthPixels * share)),
      Math.max(1, Math.floor(whole.heightPixels * share)),
      {
        fit: 'fill',
      },
    ),
  )
}

/** What of the frame the photo fills when it is seen from farthest away: a whole one leaves some of it free. */
function shownIn({ shot }: PhotoView, frame: FrameSize, whole: FrameSize): FrameSize {
  if (shot.fit === 'crop') return frame
  const place = fillPlacement(whole.widthPixels / whole.heightPixels, frame.widthPixels / frame.heightPixels)
  return {
    widthPixels: place.width * frame.widthPixels,
    heightPixels: place.height * frame.heightPixels,
  }
}

function fitsAsItIs(view: PhotoView, frame: FrameSize, whole: FrameSize): boolean {
  const { widest } = detailOf(view, frame)
  return (
    whole.widthPixels <= widest.x * largestStep &&
    whole.heightPixels <= widest.y * largestStep &&
    whole.widthPixels * whole.heightPixels <= mostPixels
  )
}

async function uprightSize(photo: Sharp): Promise<FrameSize> {
  const { width = 1, height = 1, autoOrient } = await photo.metadata()
  return { widthPixels: autoOrient?.width ?? width, heightPixels: autoOrient?.height ?? height }
}

async function rgbOf(image: Sharp): Promise<RgbPicture> {
  const { data, info } = await image
    .flatten({ background: 'black' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  // The bytes move to the painting thread, so they must own their memory.
  return { rgb: Uint8Array.from(data), widthPixels: info.width, heightPixels: info.height }
}
