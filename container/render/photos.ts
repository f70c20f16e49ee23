/** Brings photos to the size a shot needs, once for every size, and keeps as many as memory allows. */
import type { Sharp } from 'sharp'
import { detailOf, filledBy, largestStep, type PhotoView, shareNeeded } from '#core/timeline/detail.ts'
import { openPhoto } from '../ingest/photo.ts'
import type { PaintLane, RgbPicture } from './paint-lane.ts'
import type { FrameSize, Picture } from './picture.ts'
import type { Sources } from './sources.ts'

/** Pictures kept for the next shot of the same photo. */
const keptBytes = 160 * 2 ** 20

/** No picture is made larger: two of them and four frames fit a painter's memory. */
const mostPixels = 12_000_000

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
  return `${nearest.x} ${nearest.y} ${widest.x >= 1 / largestStep || widest.y >= 1 / largestStep}`
}

/** The share of its own size that a picture is brought to; never more than memory holds. */
function shareOf(view: PhotoView, filled: FrameSize, whole: FrameSize): number {
  const room = Math.sqrt(mostPixels / (whole.widthPixels * whole.heightPixels))
  return Math.min(shareNeeded(detailOf(view, filled), whole), room)
}

async function broughtToSize(
  photo: Sharp,
  view: PhotoView,
  { frame, whole }: { readonly frame: FrameSize; readonly whole: FrameSize },
): Promise<RgbPicture> {
  const filled = filledBy(view.shot, frame, whole)
  const share = shareOf(view, filled, whole)
  // A picture that is nearly right is left as it is: resampling once is sharper than twice.
  if (share > 0.85 && fitsAsItIs(view, filled, whole)) return await rgbOf(photo)
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

function fitsAsItIs(view: PhotoView, filled: FrameSize, whole: FrameSize): boolean {
  const { widest } = detailOf(view, filled)
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
