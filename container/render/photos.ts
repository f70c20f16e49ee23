/** Brings photos to the size a shot needs, once for every size, and keeps as many as memory allows. */
import type { Sharp } from 'sharp'
import sharp from 'sharp'
import { fillPlacement } from '#core/timeline/geometry.ts'
import type { Shot } from '#core/timeline/timeline.ts'
import { openPhoto } from '../ingest/photo.ts'
import type { PaintLane, RgbPicture } from './paint-lane.ts'
import type { Picture } from './picture.ts'
import { largestStep } from './sampling.ts'
import type { Sources } from './sources.ts'

type PhotoShot = Extract<Shot, { kind: 'photo' }>

/** The size of the finished frame. */
export type FrameSize = { readonly widthPixels: number; readonly heightPixels: number }

/** Pictures kept for the next shot of the same photo. */
const keptBytes = 160 * 2 ** 20

/** No picture is made larger: two of them and four frames fit a painter's memory. */
const mostPixels = 12_000_000

/** The picture behind a `fill` shot: how dark it is, and how blurred, as a share of the frame's long side. */
const backdrop = { brightness: 0.45, saturation: 1.1, blurShare: 0.02, smallPixels: 240 } as const

/** Photos of one render. */
export type Photos = {
  /** The picture that a shot's camera moves over. A lane turns it into planes. */
  pictureOf(shot: PhotoShot, lane: PaintLane): Promise<Picture>
}

/** Photos are opened one at a time: a large one takes hundreds of megabytes while it is decoded. */
export function makePhotos(sources: Sources, frame: FrameSize, signal: AbortSignal): Photos {
  const pictures = new Map<string, Promise<Picture>>()
  const sizes = new Map<string, FrameSize>()
  let turn: Promise<unknown> = Promise.resolve()

  async function make(shot: PhotoShot, lane: PaintLane): Promise<Picture> {
    const { path, format } = await sources.get(shot.mediaId)
    signal.throwIfAborted()
    const photo = await openPhoto(path, format, signal)
    const rgb = shot.fit === 'crop' ? await plain(photo, shot, frame) : await composed(photo, shot, frame)
    return await lane.convert(rgb)
  }

  return {
    async pictureOf(shot, lane) {
      const key = `${shot.mediaId} ${shot.fit} ${sizeKey(shot, frame)}`
      const known = pictures.get(key)
      if (known !== undefined) {
        // Asked for again, it is the youngest again.
        pictures.delete(key)
        pictures.set(key, known)
        return await known
      }
      const made = turn.then(() => make(shot, lane))
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
function sizeKey(shot: PhotoShot, frame: FrameSize): string {
  const { nearest, widest } = detailOf(shot, frame)
  return `${ladder(nearest.x)} ${ladder(nearest.y)} ${widest.x >= 1 / largestStep || widest.y >= 1 / largestStep}`
}

/** Sizes come in steps of a fourth root of two, so that shots of nearly the same detail are one picture. */
function ladder(value: number): number {
  return 2 ** (Math.ceil(Math.log2(value) * 4 - 1e-6) / 4)
}

/** The picture's size in pixels, at which the camera's nearest and its widest view are one frame's worth of pixels. */
function detailOf(shot: PhotoShot, frame: FrameSize) {
  const widths = [shot.from.width, shot.to.width]
  const heights = [shot.from.height, shot.to.height]
  return {
    nearest: {
      x: frame.widthPixels / Math.min(...widths),
      y: frame.heightPixels / Math.min(...heights),
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
function shareOf(shot: PhotoShot, frame: FrameSize, whole: FrameSize): number {
  const { nearest, widest } = detailOf(shot, frame)
  const needed = Math.max(ladder(nearest.x) / whole.widthPixels, ladder(nearest.y) / whole.heightPixels)
  const steps = Math.min(widest.x / whole.widthPixels, widest.y / whole.heightPixels) * largestStep
  const room = Math.sqrt(mostPixels / (whole.widthPixels * whole.heightPixels))
  return Math.min(1, needed, steps, room)
}

async function plain(photo: Sharp, shot: PhotoShot, frame: FrameSize): Promise<RgbPicture> {
  const whole = await uprightSize(photo)
  const share = shareOf(shot, frame, whole)
  // A picture that is nearly right is left as it is: resampling once is sharper than twice.
  if (share > 0.85 && fitsAsItIs(shot, frame, whole)) return await rgbOf(photo)
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

function fitsAsItIs(shot: PhotoShot, frame: FrameSize, whole: FrameSize): boolean {
  const { widest } = detailOf(shot, frame)
  return (
    whole.widthPixels <= widest.x * largestStep &&
    whole.heightPixels <= widest.y * largestStep &&
    whole.widthPixels * whole.heightPixels <= mostPixels
  )
}

/** The whole photo over a blurred, darkened copy of itself, as large as the camera's nearest view asks. */
async function composed(photo: Sharp, shot: PhotoShot, frame: FrameSize): Promise<RgbPicture> {
  const whole = await uprightSize(photo)
  const { nearest } = detailOf(shot, frame)
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
  const small = backdrop.smallPixels / Math.max(width, height)
  const behind = await photo
    .clone()
    .resize(Math.round(width * small), Math.round(height * small), { fit: 'cover' })
    .flatten({ background: 'black' })
    .blur(Math.max(0.3, backdrop.smallPixels * backdrop.blurShare))
    .modulate({ brightness: backdrop.brightness, saturation: backdrop.saturation })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const backdropPicture = sharp(behind.data, { raw: behind.info }).resize(width, height, { fit: 'fill' })
  return await rgbOf(backdropPicture.composite([{ input: front.data, raw: front.info, left, top }]))
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
