/** Brings photos to the size a shot needs, once for every size, and keeps as many as memory allows. */
import type { Sharp } from 'sharp'
import sharp from 'sharp'
import { cropAround, fillPlacement } from '#core/timeline/geometry.ts'
import { smallSize, softenBackdrop } from '#core/timeline/softening.ts'
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

/** Photos of one render. */
export type Photos = {
  /** The picture that a shot's camera moves over. A lane turns it into planes. */
  pictureOf(view: PhotoView, lane: PaintLane): Promise<Picture>
}

/** Photos are opened one at a time: a large one takes hundreds of megabytes while it is decoded. */
export function makePhotos(sources: Sources, frame: FrameSize, signal: AbortSignal): Photos {
  const pictures = new Map<string, Promise<Picture>>()
  const sizes = new Map<string, FrameSize>()
  let turn: Promise<unknown> = Promise.resolve()

  async function make(view: PhotoView, lane: PaintLane): Promise<Picture> {
    const { shot } = view
    const { path, format } = await sources.get(shot.mediaId)
    signal.throwIfAborted()
    const photo = await openPhoto(path, format, signal)
    const rgb = shot.fit === 'crop' ? await plain(photo, view, frame) : await composed(photo, view, frame)
    return await lane.convert(rgb)
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
      const picture = await made
      sizes.set(key, picture)
      forgetOldest(pictures, sizes)
      return picture
    },
  }
}

function forgetOldest(pictures: Map<string, Promise<Picture>>, sizes: Map<string, FrameSize>): void {
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

async function plain(photo: Sharp, view: PhotoView, frame: FrameSize): Promise<RgbPicture> {
  const whole = await uprightSize(photo)
  const share = shareOf(view, frame, whole)
  // A picture that is nearly right is left as it is: resampling once is sharper than twice.
  if (share > 0.85 && fitsAsItIs(view, frame, whole)) return await rgbOf(photo)
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

function fitsAsItIs(view: PhotoView, frame: FrameSize, whole: FrameSize): boolean {
  const { widest } = detailOf(view, frame)
  return (
    whole.widthPixels <= widest.x * largestStep &&
    whole.heightPixels <= widest.y * largestStep &&
    whole.widthPixels * whole.heightPixels <= mostPixels
  )
}

/** The whole photo over black or a backdrop of itself, as large as the camera's nearest view asks. */
async function composed(photo: Sharp, view: PhotoView, frame: FrameSize): Promise<RgbPicture> {
  const whole = await uprightSize(photo)
  const { nearest } = detailOf(view, frame)
  const scale = Math.min(largestStep, Math.max(nearest.x / frame.widthPixels, nearest.y / frame.heightPixels))
  const [width, height] = [Math.round(frame.widthPixels * scale), Math.round(frame.heightPixels * scale)]
  const place = fillPlacement(whole.widthPixels / whole.heightPixels, frame.widthPixels / frame.heightPixels)
  const [left, top] = [Math.round(place.x * width), Math.round(place.y * height)]
  const front = await photo
    .clone()
    .resize(width - 2 * left, height - 2 * top, { fit: 'fill' })
    .flatten({ background: 'black' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const behind =
    view.shot.fit === 'bars'
      ? sharp({ create: { width, height, channels: 3, background: 'black' } })
      : (await backdropOf(photo, whole, frame)).resize(width, height, { fit: 'fill', kernel: 'cubic' })
  return await rgbOf(behind.composite([{ input: front.data, raw: front.info, left, top }]))
}

/** What of the photo covers the frame, small and softened. */
async function backdropOf(photo: Sharp, whole: FrameSize, frame: FrameSize): Promise<Sharp> {
  const { widthPixels, heightPixels } = smallSize(frame)
  const middle = { x: 0.5, y: 0.5 }
  const covering = cropAround(
    whole.widthPixels / whole.heightPixels,
    frame.widthPixels / frame.heightPixels,
    middle,
  )
  const region = {
    left: Math.round(covering.x * whole.widthPixels),
    top: Math.round(covering.y * whole.heightPixels),
    width: Math.max(1, Math.floor(covering.width * whole.widthPixels)),
    height: Math.max(1, Math.floor(covering.height * whole.heightPixels)),
  }
  const { data, info } = await photo
    .clone()
    .extract(region)
    .resize(widthPixels, heightPixels, { fit: 'fill' })
    .flatten({ background: 'black' })
    .ensureAlpha()
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  softenBackdrop({ rgba: data, widthPixels, heightPixels })
  return sharp(data, { raw: info }).removeAlpha()
}

async function uprightSize(photo: Sharp): Promise<FrameSize> {
  const { width = 1, height = 1, autoOrient } = await photo.metadata()
  return { widthPixels: autoOrient?.width ?? width, heightPixels: autoOrient?.height ?? height }
}

async function rgbOf(image: Sharp): Promise<RgbPicture> {
  const { data, info } = await image
    .flatten({ background: 'black' })
    // Flattening comes before laying pictures over one another, which brings an alpha of its own.
    .removeAlpha()
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  // The bytes move to the painting thread, so they must own their memory.
  return { rgb: Uint8Array.from(data), widthPixels: info.width, heightPixels: info.height }
}
