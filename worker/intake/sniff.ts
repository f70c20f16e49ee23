/** Says what a file is from its first bytes, and refuses what we do not take. */
import { fileTypeFromBuffer } from 'file-type'
import type { MediaFormat } from '#core/media/format.ts'
import { type FilePurpose, formatForPurpose } from '#core/media/sniffed-format.ts'
import { Refusal } from '../http/refusal.ts'

/** How much of a file is looked at: the first frames of music, the headers of pictures and containers. */
export const sniffedBytes = 64 * 1024

const taken: Readonly<Record<FilePurpose, string>> = {
  song: 'Songs are taken as MP3, WAV, FLAC, OGG or Opus, M4A and AAC.',
  media: 'Photos are taken as JPEG, PNG, WebP, AVIF and HEIC, clips as MP4, MOV and WebM.',
}

/** The format of a file brought for a purpose. Refuses an empty file, and any whose bytes say something we do not take. */
export async function sniffFormat(firstBytes: Uint8Array, purpose: FilePurpose): Promise<MediaFormat> {
  if (firstBytes.length === 0)
    throw new Refusal('unreadable-file', 'The file is empty: it has no bytes. Choose another.')
  const type = await fileTypeFromBuffer(firstBytes)
  const format = type === undefined ? undefined : formatForPurpose(type.ext, purpose)
  if (format !== undefined) return format
  const found = type === undefined ? 'is none that we know' : `is ${type.ext.toUpperCase()} by its bytes`
  throw new Refusal('unsupported-format', `The file ${found}. ${taken[purpose]}`)
}
