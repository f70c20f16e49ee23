/** Which of a photo's small pictures is decoded for a shot. */
import type { Thumbnail } from './preview-media.ts'

/** The smallest that is large enough, else the largest: decoding it is most of what a seek to a photo takes. */
export function thumbnailFor(
  thumbnails: readonly Thumbnail[],
  longSidePixels: number,
): Thumbnail | undefined {
  const ascending = thumbnails.toSorted((a, b) => a.longSidePixels - b.longSidePixels)
  return ascending.find((each) => each.longSidePixels >= longSidePixels) ?? ascending.at(-1)
}
