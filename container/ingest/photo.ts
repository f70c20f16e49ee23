/** Opens photographs of every format we take, upright, within the pixel limit. */
import sharp, { type Sharp } from 'sharp'
import type { MediaFormat } from '#core/media/format.ts'
import { mediaLimits } from '#core/media/limits.ts'
import { Refused } from '../server/complaint.ts'
import { Places } from '../server/places.ts'
import { openHeic } from './heic.ts'

// Pictures are opened once each: a cache would only hold memory that renders need.
sharp.cache(false)
sharp.concurrency(1)

// libvips picks a decoder by a file's bytes. Only those of the formats we take are there to be picked; SVG, PDF and
// the rest, some of which read other files, are not.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadHeif'],
})

const mostWaiting = 1000
/** Large pictures take hundreds of megabytes while they are decoded, so that happens to one of them at a time. */
const largePictures = new Places(1, mostWaiting)
const largePixels = 25_000_000

/** A pipeline that begins with the upright photo. Throws `Refused` when it has too many pixels. */
export async function openPhoto(path: string, format: MediaFormat, signal: AbortSignal): Promise<Sharp> {
  const mostPixels = mostPixelsOf(format)
  const refuse = (width: number, height: number) => refuseTooManyPixels(width, height, mostPixels)
  if (format === 'heic') return await openHeic(path, signal, refuse)
  // The header is checked by us, to name the limit, before a pixel is decoded; the library's own check comes after.
  const { width = 0, height = 0 } = await sharp(path, { limitInputPixels: false }).metadata()
  refuse(width, height)
  return sharp(path, { limitInputPixels: mostPixels, failOn: 'truncated' }).autoOrient()
}

/** Does `use` with the upright photo, large ones one at a time. What `openPhoto` throws, it throws. */
export async function withPhoto<T>(
  photo: { readonly path: string; readonly format: MediaFormat; readonly signal: AbortSignal },
  use: (image: Sharp) => Promise<T>,
): Promise<T> {
  const { path, format, signal } = photo
  const openAndUse = async () => await use(await openPhoto(path, format, signal))
  return (await isLarge(path, format)) ? await largePictures.hold(signal, openAndUse) : await openAndUse()
}

async function isLarge(path: string, format: MediaFormat): Promise<boolean> {
  if (format === 'heic') return true
  const { width = 0, height = 0 } = await sharp(path, { limitInputPixels: false }).metadata()
  return width * height > largePixels
}

function mostPixelsOf(format: MediaFormat): number {
  return format === 'heic' || format === 'avif' ? mediaLimits.heifPixels : mediaLimits.photoPixels
}

function refuseTooManyPixels(widthPixels: number, heightPixels: number, mostPixels: number): void {
  if (widthPixels * heightPixels <= mostPixels) return
  const most = Math.round(mostPixels / 1e6)
  throw new Refused(
    'too-many-pixels',
    `The picture is ${widthPixels} x ${heightPixels} pixels; we take pictures of this kind of up to ${most} megapixels.`,
  )
}
