/** Has the photos near a frame that stands decoded before somebody goes there. */
import type { AskedPhoto } from './asked.ts'
import { keptBytes, type Photos } from './photos.ts'

/** Of the decoded photos that memory allows, so much is for those near by: the rest were seen before. */
const nearShare = 0.5

/** Decodes photos one after another, for as long as they are wanted and memory allows. */
export async function preparePhotos(
  asked: Iterable<Pick<AskedPhoto, 'view' | 'mediaId' | 'media'>>,
  photos: Photos,
  isWanted: () => boolean,
): Promise<void> {
  const images = new Set<unknown>()
  const failed = new Set<string>()
  let bytes = 0
  for (const { view, mediaId, media } of asked) {
    if (bytes > nearShare * keptBytes || !isWanted()) return
    // One that is not there would be asked for again with every clip that shows it.
    if (failed.has(mediaId)) continue
    // Whoever shows a photo that fails is told then.
    const picture = await photos.get(view, media).catch(() => undefined)
    if (picture === undefined) failed.add(mediaId)
    if (picture === undefined || images.has(picture.image)) continue
    images.add(picture.image)
    bytes += picture.widthPixels * picture.heightPixels * 4
  }
}
