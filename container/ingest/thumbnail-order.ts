/** Makes the small pictures of a photo or clip, upright and without any metadata. */
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import type { z } from 'zod'
import { formatFacts } from '#core/media/format.ts'
import { mediaLimits } from '#core/media/limits.ts'
import type { ThumbnailOrder } from '#core/work/order.ts'
import { FfmpegFailed } from '../ffmpeg/run.ts'
import { readStreamFacts } from '../ffmpeg/stream-facts.ts'
import { Refused } from '../server/complaint.ts'
import type { TaskWork } from '../server/task-work.ts'
import { download, upload } from '../server/transfer.ts'
import { frameAt } from './clip.ts'
import { withPhoto } from './photo.ts'

type Source = {
  readonly path: string
  readonly format: z.output<typeof ThumbnailOrder>['media']['format']
  readonly signal: AbortSignal
}

/** Does the order. The picture is decoded once, to the largest size; the others are made from that. */
export async function thumbnailOrder(
  order: z.output<typeof ThumbnailOrder>,
  work: TaskWork,
): Promise<{ kind: 'thumbnail' }> {
  const { signal } = work
  const path = join(work.folder, 'source')
  work.report({ stage: 'reading the picture' })
  await download(order.media.url, path, { signal, mostBytes: mediaLimits.uploadBytes })
  const source = { path, format: order.media.format, signal }
  const largestPixels = Math.max(0, ...order.thumbnails.map((size) => size.longSidePixels))
  const largest = await largestCopy(source, largestPixels)
  for (const [i, { longSidePixels, quality, putUrl }] of order.thumbnails.entries()) {
    const small = await inside(sharp(largest.data, { raw: largest.info }), longSidePixels)
      .webp({ quality })
      .toBuffer()
    await upload(putUrl, small, { contentType: 'image/webp', signal })
    work.report({
      progress: (i + 1) / order.thumbnails.length,
      stage: `made ${i + 1} of ${order.thumbnails.length} sizes`,
    })
  }
  return { kind: 'thumbnail' }
}

type Pixels = Awaited<ReturnType<typeof pixelsOf>>

/** The file was decoded when it came, so one that cannot be read now is not the file it was. */
async function largestCopy(source: Source, longSidePixels: number): Promise<Pixels> {
  const copy = (image: Sharp) => pixelsOf(inside(image, longSidePixels))
  try {
    if (formatFacts[source.format].kind === 'photo') return await withPhoto(source, copy)
    return await copy(await middleFrame(source))
  } catch (error) {
    source.signal.throwIfAborted()
    if (error instanceof Refused) throw error
    if (error instanceof FfmpegFailed || isPictureError(error)) {
      throw new Refused('unreadable-file', 'The picture cannot be decoded.')
    }
    throw error
  }
}

/** libvips has one kind of error, named by the operation that failed (`VipsJpeg: …`) or by what the input is. */
function isPictureError(error: unknown): boolean {
  return error instanceof Error && /^(Vips|Input|heif|png|webp|pngload|vips)/i.test(error.message)
}

async function middleFrame({ path, format, signal }: Source): Promise<Sharp> {
  const { durationSeconds = 0 } = await readStreamFacts(path, format, signal)
  return sharp(await frameAt({ path, format, signal }, durationSeconds / 2))
}

function inside(image: Sharp, longSidePixels: number): Sharp {
  return image.resize(longSidePixels, longSidePixels, { fit: 'inside', withoutEnlargement: true })
}

function pixelsOf(image: Sharp) {
  return image.toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true })
}
