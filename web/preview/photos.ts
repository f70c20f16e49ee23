/** Photos decoded for the preview: each at the size it is seen at, as many as memory allows. */
import { detailOf, filledBy, type PhotoView, shareNeeded } from '#core/timeline/detail.ts'
import type { FrameSize } from '#core/timeline/preset.ts'
import type { Picture } from './pictures.ts'
import type { PreviewMedia } from './preview-media.ts'
import { thumbnailFor } from './thumbnail-choice.ts'

/** So much of decoded pictures is kept for when they are seen again. */
export const keptBytes = 96 * 2 ** 20

/** Photos for frames of one size. */
export type Photos = {
  /** The photo of a shot if it is decoded; asking for it makes it the youngest. */
  atHand(view: PhotoView, media: PreviewMedia): Picture | undefined
  /** Decodes it if it is not. Throws when it cannot be loaded. */
  get(view: PhotoView, media: PreviewMedia): Promise<Picture>
  close(): void
}

type Kept = { readonly picture: Promise<Picture>; bitmap?: ImageBitmap }

/** Makes an empty store. */
export function makePhotos(frame: FrameSize): Photos {
  const kept = new Map<string, Kept>()
  const bytesOf = ({ bitmap }: Kept) => (bitmap === undefined ? 0 : bitmap.width * bitmap.height * 4)
  const heldBytes = () => [...kept.values()].reduce((sum, each) => sum + bytesOf(each), 0)
  const find = (key: string) => {
    const found = kept.get(key)
    if (found === undefined) return undefined
    kept.delete(key)
    kept.set(key, found)
    return found
  }
  const forgetOldest = () => {
    let held = heldBytes()
    for (const [key, each] of [...kept].slice(0, -2)) {
      if (held <= keptBytes) return
      held -= bytesOf(each)
      kept.delete(key)
      each.bitmap?.close()
    }
  }
  const load = (key: string, media: PreviewMedia, longSide: number): Kept => {
    const loading = decode(media, longSide)
    const entry: Kept = { picture: loading.then(pictureOf) }
    loading.then(
      (bitmap) => {
        if (kept.get(key) !== entry) return bitmap.close()
        entry.bitmap = bitmap
        forgetOldest()
      },
      // Whoever asked is told; the next to ask tries again.
      () => kept.delete(key),
    )
    kept.set(key, entry)
    return entry
  }
  return {
    atHand(view, media) {
      const found = find(keyOf(view, media, frame))
      return found?.bitmap === undefined ? undefined : pictureOf(found.bitmap)
    },
    async get(view, media) {
      const key = keyOf(view, media, frame)
      return await (find(key) ?? load(key, media, longSideOf(view, media, frame))).picture
    },
    close() {
      for (const { bitmap } of kept.values()) bitmap?.close()
      kept.clear()
    },
  }
}

function keyOf(view: PhotoView, media: PreviewMedia, frame: FrameSize): string {
  return `${view.shot.mediaId} ${longSideOf(view, media, frame)}`
}

function pictureOf(bitmap: ImageBitmap): Picture {
  return { image: bitmap, widthPixels: bitmap.width, heightPixels: bitmap.height }
}

/** How many pixels long the photo is prepared, as the render does it: fine patterns come out alike only from one size. */
function longSideOf(view: PhotoView, { widthPixels, heightPixels }: PreviewMedia, frame: FrameSize): number {
  const whole = { widthPixels, heightPixels }
  const share = shareNeeded(detailOf(view, filledBy(view.shot, frame, whole)), whole)
  return Math.floor(Math.max(widthPixels, heightPixels) * share)
}

async function decode(media: PreviewMedia, longSide: number): Promise<ImageBitmap> {
  const thumbnail = thumbnailFor(media.thumbnails, longSide)
  if (thumbnail === undefined) throw new Error(`${media.name} has no picture yet.`)
  const answer = await fetch(thumbnail.url)
  if (!answer.ok) throw new Error(`${media.name} could not be loaded (${answer.status}).`)
  const blob = await answer.blob()
  const isLying = media.widthPixels >= media.heightPixels
  const tooLarge =
    Math.min(thumbnail.longSidePixels, Math.max(media.widthPixels, media.heightPixels)) > longSide
  const resized = isLying ? { resizeWidth: longSide } : { resizeHeight: longSide }
  return await createImageBitmap(blob, tooLarge ? { ...resized, resizeQuality: 'high' } : {})
}
