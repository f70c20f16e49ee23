/** Makes the small pictures of a photo or clip, upright and without any metadata. */
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import type { z } from 'zod'
import { formatFacts } from '#core/media/format.ts'
import { mediaLimits } from '#core/media/limits.ts'
import type { ThumbnailOrder } from '#core/work/order.ts'
import { readStreamFacts } from '../ffmpeg/stream-facts.ts'
import type { TaskWork } from '../server/task-work.ts'
import { download, upload } from '../server/transfer.ts'
import { frameAt } from './clip.ts'
import { openPhoto } from './photo.ts'

/** Does the order. The picture is decoded once; each size is made from it. */
export async function thumbnailOrder(
  order: z.output<typeof ThumbnailOrder>,
  work: TaskWork,
): Promise<{ kind: 'thumbnail' }> {
  const { signal } = work
  const path = join(work.folder, 'source')
  work.report({ stage: 'reading the picture' })
  await download(order.media.url, path, { signal, mostBytes: mediaLimits.uploadBytes })
  const image = await openPicture(path, order.media.format, signal)
  for (const [i, { longSidePixels, putUrl }] of order.thumbnails.entries()) {
    const small = await image
      .clone()
      .resize(longSidePixels, longSidePixels, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer()
    await upload(putUrl, small, { contentType: 'image/webp', signal })
    work.report({
      progress: (i + 1) / order.thumbnails.length,
      stage: `made ${i + 1} of ${order.thumbnails.length} sizes`,
    })
  }
  return { kind: 'thumbnail' }
}

async function openPicture(
  path: string,
  format: z.output<typeof ThumbnailOrder>['media']['format'],
  signal: AbortSignal,
): Promise<Sharp> {
  if (formatFacts[format].kind === 'photo') return await openPhoto(path, format, signal)
  const { durationSeconds = 0 } = await readStreamFacts(path, format, signal)
  return sharp(await frameAt({ path, format, signal }, durationSeconds / 2))
}
