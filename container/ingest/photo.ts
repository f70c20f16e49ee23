/** Opens photographs of every format we take, upright, within the pixel limit. */
import { readFile } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import sharp, { type Sharp } from 'sharp'
import type { MediaFormat } from '#core/media/format.ts'
import { mediaLimits } from '#core/media/limits.ts'
import { Refused } from '../server/complaint.ts'

// Pictures are opened once each: a cache would only hold memory that renders need.
sharp.cache(false)
sharp.concurrency(1)

/** Options for every picture from outside: its header is checked against the limit before a pixel is decoded. */
const openOptions = {
  limitInputPixels: mediaLimits.photoPixels,
  failOn: 'truncated',
  sequentialRead: false,
} as const

/** A pipeline that begins with the upright photo. Throws `Refused` when it has too many pixels. */
export async function openPhoto(path: string, format: MediaFormat, signal: AbortSignal): Promise<Sharp> {
  if (format === 'heic') return await openHeic(path, signal)
  const image = sharp(path, openOptions)
  const {
    width = 0,
    height = 0,
    pages = 1,
  } = await sharp(path, { ...openOptions, limitInputPixels: false }).metadata()
  refuseTooManyPixels(width, pages > 1 ? height / pages : height)
  return image.autoOrient()
}

/** Throws `Refused` naming the limit when a picture has more pixels than we decode. */
export function refuseTooManyPixels(widthPixels: number, heightPixels: number): void {
  if (widthPixels * heightPixels <= mediaLimits.photoPixels) return
  const most = Math.round(mediaLimits.photoPixels / 1e6)
  throw new Refused(
    'too-many-pixels',
    `The picture is ${widthPixels} x ${heightPixels}; we take pictures of up to ${most} megapixels.`,
  )
}

type HeicAnswer =
  | { readonly kind: 'size'; readonly width: number; readonly height: number }
  | { readonly kind: 'pixels'; readonly width: number; readonly height: number; readonly pixels: Uint8Array }

const heicTimeoutMs = 60_000

/** HEIC is decoded by libheif in a thread of its own, so that a hostile file cannot hold up or take down the others. */
async function openHeic(path: string, signal: AbortSignal): Promise<Sharp> {
  const bytes = await readFile(path)
  const worker = new Worker(new URL('./heic-thread.ts', import.meta.url), {
    workerData: { bytes, mostPixels: mediaLimits.photoPixels },
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  const stop = AbortSignal.any([signal, AbortSignal.timeout(heicTimeoutMs)])
  try {
    const answer = await new Promise<HeicAnswer>((resolve, reject) => {
      stop.addEventListener('abort', () => reject(stop.reason))
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () =>
        reject(new Refused('unreadable-file', 'The photo is damaged: it cannot be decoded.')),
      )
    })
    if (answer.kind === 'size') refuseTooManyPixels(answer.width, answer.height)
    if (answer.kind !== 'pixels')
      throw new Refused('unreadable-file', 'The photo is damaged: it cannot be decoded.')
    const { width, height, pixels } = answer
    return sharp(pixels, { raw: { width, height, channels: 4 } })
  } finally {
    await worker.terminate()
  }
}
