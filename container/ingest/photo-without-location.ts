/** Examines a photo that is to be kept without the place where it was taken. */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import type { z } from 'zod'
import { formatFacts } from '#core/media/format.ts'
import { mediaLimits } from '#core/media/limits.ts'
import type { PictureFacts } from '#core/work/report.ts'
import { Refused } from '../server/complaint.ts'
import { type Arrived, uploadFile } from '../server/transfer.ts'
import { dropLocation } from './drop-location.ts'
import type { SourceFileOnDisk } from './file.ts'
import { probePhoto } from './photo-facts.ts'

/**
 * Answers the facts of the photo as it is without its place. It is examined after that, like any other, so that what is
 * kept is what was decoded; and it is sent back only if it said a place. Refuses one that still says it.
 */
export async function probePhotoWithoutLocation(
  file: SourceFileOnDisk,
  cleanedPutUrl: string,
): Promise<z.output<typeof PictureFacts>> {
  const cleaned = await clean(file)
  const facts = await probePhoto(cleaned === undefined ? file : { ...file, arrived: cleaned })
  if (facts.location !== undefined) {
    const detail =
      'We cannot take the place out of this photo. Take it out yourself, or bring the photo with its place.'
    throw new Refused('unsupported-format', detail)
  }
  const { contentType } = formatFacts[file.format]
  if (cleaned !== undefined) await uploadFile(cleanedPutUrl, file.path, { contentType, signal: file.signal })
  return facts
}

/** Cleans the file where it lies; answers what it is then, or `undefined` when it said no place or is too large to be sent. */
async function clean({ path, format, arrived }: SourceFileOnDisk): Promise<Arrived | undefined> {
  if (arrived.bytes > mediaLimits.wholePutBytes) return undefined
  const bytes = await readFile(path)
  if (!dropLocation(bytes, format)) return undefined
  await writeFile(path, bytes)
  return { bytes: bytes.length, contentHash: createHash('sha256').update(bytes).digest('hex') }
}
