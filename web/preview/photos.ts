/** Photos decoded for the preview: each at the size it is seen at, as many as memory allows. */
import { fillPlacement } from '#core/timeline/geometry.ts'
import type { PhotoShot } from '#core/timeline/timeline.ts'
import type { FrameSize } from './frame-size.ts'
import type { Picture } from './pictures.ts'
import type { PreviewMedia, Thumbnail } from './preview-media.ts'

/** Decoded pictures kept for when they are seen again. */
const keptBytes = 96 * 2 ** 20

/** Photos for frames of one size. */
export type Photos = {
  /** The photo of a shot if it is decoded; asking for it makes it the youngest. */
  atHand(shot: PhotoShot, media: PreviewMedia): Picture | undefined
  /** Decodes it if it is not. Throws when it cannot be loaded. */
  get(shot: PhotoShot, media: PreviewMedia): Promise<Picture>
  /** How many bytes are held by decoded pictures. */
  heldBytes(): number
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
    atHand(shot, media) {
      const found = find(keyOf(shot, media, frame))
      return found?.bitmap === undefined ? undefined : pictureOf(found.bitmap)
    },
    async get(shot, media) {
      const key = keyOf(shot, media, frame)
      return await (find(key) ?? load(key, media, longSideOf(shot, media, frame))).picture
    },
    heldBytes,
    close() {
      for (const { bitmap } of kept.values()) bitmap?.close()
      kept.clear()
    },
  }
}

function keyOf(shot: PhotoShot, media: PreviewMedia, frame: FrameSize): string {
  return `${shot.mediaId} ${longSideOf(shot, media, frame)}`
}

function pictureOf(bitmap: ImageBitmap): Picture {
  return { image: bitmap, widthPixels: bitmap.width, heightPixels: bitmap.height }
}

/** How many pixels long the photo must be for its nearest view, in the steps of the render: a fourth root of two. */
function longSideOf(shot: PhotoShot, media: PreviewMedia, frame: FrameSize): number {
  const nearest = {
    x: Math.min(shot.from.width, shot.to.width),
    y: Math.min(shot.from.height, shot.to.height),
  }
  const { widthPixels, heightPixels } = media
  const place =
    shot.fit === 'crop'
      ? { width: 1, height: 1 }
      : fillPlacement(widthPixels / heightPixels, frame.widthPixels / frame.heightPixels)
  const wanted = {
    x: (frame.widthPixels * place.width) / nearest.x / widthPixels,
    y: (frame.heightPixels * place.height) / nearest.y / heightPixels,
  }
  const longSide = Math.max(widthPixels, heightPixels)
  const stepped = 2 ** (Math.ceil(Math.log2(Math.max(wanted.x, wanted.y) * longSide) * 4 - 1e-6) / 4)
  return Math.min(longSide, Math.round(stepped))
}

async function decode(media: PreviewMedia, longSide: number): Promise<ImageBitmap> {
  const thumbnail = thumbnailFor(media, longSide)
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

/** The smallest that is large enough, else the largest. */
function thumbnailFor({ thumbnails }: PreviewMedia, longSide: number): Thumbnail | undefined {
  const ascending = thumbnails.toSorted((a, b) => a.longSidePixels - b.longSidePixels)
  return ascending.find(({ longSidePixels }) => longSidePixels >= longSide) ?? ascending.at(-1)
}
