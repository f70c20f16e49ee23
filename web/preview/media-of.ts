/** What the API tells of a photo or clip, as the preview needs it. */
import { type ThumbnailSize, thumbnailForms } from '#core/media/thumbnails.ts'
import { clipProxyUrl, mediaFileUrl, thumbnailUrl } from '../api/calls.ts'
import type { Media } from '../api/shapes.ts'
import { clipCopyUrl } from '../device/clip-copies.ts'
import type { PreviewMedia } from './preview-media.ts'

// The sizes are the keys of the very object that is walked.
const thumbnailSizes = Object.keys(thumbnailForms) as ThumbnailSize[]

/** A photo or clip of the library for the preview: a clip from its copy on this device, from its proxy, or from the file itself. */
export function previewMediaOf(media: Media): PreviewMedia {
  const { id, kind, widthPixels, heightPixels, fileName } = media
  return {
    kind,
    widthPixels,
    heightPixels,
    name: fileName,
    thumbnails: thumbnailSizes.map((size) => ({
      longSidePixels: thumbnailForms[size].longSidePixels,
      url: thumbnailUrl(id, size),
    })),
    films: kind === 'clip' ? [...copyOf(id), clipProxyUrl(id), mediaFileUrl(id)] : [],
  }
}

function copyOf(mediaId: string): readonly string[] {
  const url = clipCopyUrl(mediaId)
  return url === undefined ? [] : [url]
}
