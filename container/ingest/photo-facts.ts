/** Examines a photo: decodes all of it, and reads when and where it was taken. */
import exifr from 'exifr'
import sharp, { type Sharp } from 'sharp'
import { z } from 'zod'
import type { PictureFacts } from '#core/work/report.ts'
import type { SourceFileOnDisk } from './file.ts'
import { withPhoto } from './photo.ts'
import { lookAt } from './picture-look.ts'

/** The small copy that everything but size is read from. */
const smallSidePixels = 1024

/** Decodes a photo fully and answers its facts. Throws `Refused`, or the decoder's error for a damaged file. */
export async function probePhoto(file: SourceFileOnDisk): Promise<z.output<typeof PictureFacts>> {
  const { size, small } = await withPhoto(file, async (upright) => ({
    size: await uprightSize(upright),
    // One full decode finds damage anywhere in the file.
    small: await upright
      .resize(smallSidePixels, smallSidePixels, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true }),
  }))
  const { thumbhash, ...look } = await lookAt(sharp(small.data, { raw: small.info }))
  return {
    kind: 'photo',
    contentHash: file.arrived.contentHash,
    bytes: file.arrived.bytes,
    planner: { kind: 'photo', ...size, ...look },
    thumbhash,
    ...(await readCapture(file)),
  }
}

async function uprightSize(photo: Sharp): Promise<{ widthPixels: number; heightPixels: number }> {
  const { width, height, autoOrient } = await photo.metadata()
  return { widthPixels: autoOrient?.width ?? width, heightPixels: autoOrient?.height ?? height }
}

const Exif = z.object({
  DateTimeOriginal: z.string().optional(),
  OffsetTimeOriginal: z.string().optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
})

type Capture = Pick<z.output<typeof PictureFacts>, 'capturedAt' | 'location'>

const readTags = {
  reviveValues: false,
  gps: true,
  pick: [
    'DateTimeOriginal',
    'OffsetTimeOriginal',
    'GPSLatitude',
    'GPSLongitude',
    'GPSLatitudeRef',
    'GPSLongitudeRef',
  ],
}

/** When and where a photo was taken, as far as its EXIF says; unreadable EXIF is no reason to refuse a photo. */
async function readCapture({ path, format }: SourceFileOnDisk): Promise<Capture> {
  // exifr finds the block in HEIC, which sharp cannot open; sharp finds it in WebP and AVIF, where exifr does not.
  const source = format === 'heic' ? path : await exifBlock(path)
  if (source === undefined) return {}
  const raw: unknown = await exifr.parse(source, readTags).catch(() => undefined)
  const exif = Exif.safeParse(raw)
  return exif.success ? captureOf(exif.data) : {}
}

/** The EXIF of a photo as a TIFF file, without the mark that stands before it in JPEG. */
async function exifBlock(path: string): Promise<Buffer | undefined> {
  const { exif } = await sharp(path, { limitInputPixels: false }).metadata()
  const mark = 'Exif\0\0'
  return exif?.subarray(0, mark.length).toString('latin1') === mark ? exif.subarray(mark.length) : exif
}

function captureOf({
  DateTimeOriginal,
  OffsetTimeOriginal,
  latitude,
  longitude,
}: z.output<typeof Exif>): Capture {
  const capturedAt =
    DateTimeOriginal === undefined ? undefined : capturedAtOf(DateTimeOriginal, OffsetTimeOriginal)
  return {
    ...(capturedAt === undefined ? {} : { capturedAt }),
    ...(latitude === undefined || longitude === undefined ? {} : { location: { latitude, longitude } }),
  }
}

/** EXIF writes `2024:06:01 21:30:05` in the camera's own time, and newer cameras its offset beside it. */
export function capturedAtOf(dateTime: string, offset: string | undefined): string | undefined {
  const parts = /^(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(dateTime)
  if (parts === null) return undefined
  const [, year, month, day, hour, minute, second] = parts
  const zone = offset !== undefined && /^[+-]\d\d:\d\d$/.test(offset) ? offset : 'Z'
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}
