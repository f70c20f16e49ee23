/** Walks the chunks of a PNG (PNG, third edition, section 5.3), and unpacks those that hide metadata in text. */
import { inflateSync } from 'node:zlib'

/** One chunk, as views of the file's own bytes. */
export type PngChunk = {
  readonly type: string
  readonly data: Buffer
  readonly typeAndData: Buffer
  readonly checksum: Buffer
}

const signatureBytes = 8

/** Enough for the largest picture in the smallest pieces that programs write; a file of more is made to be a burden. */
const mostChunks = 100_000

/** The chunks of a PNG in their order, as far as they are whole. */
export function pngChunks(bytes: Buffer): readonly PngChunk[] {
  const chunks: PngChunk[] = []
  for (let at = signatureBytes; at + 12 <= bytes.length && chunks.length < mostChunks; ) {
    const dataBytes = bytes.readUInt32BE(at)
    const end = at + 8 + dataBytes
    if (end + 4 > bytes.length) break
    const typeAndData = bytes.subarray(at + 4, end)
    const type = typeAndData.toString('latin1', 0, 4)
    chunks.push({ type, data: typeAndData.subarray(4), typeAndData, checksum: bytes.subarray(end, end + 4) })
    at = end + 4
  }
  return chunks
}

const mostUnpackedBytes = 10 * 2 ** 20

/**
 * What a chunk packs away of EXIF or XMP, as a copy: compressed text, or the hexadecimal digits of a profile, as ImageMagick
 * and others write them. Empty for all other chunks, and for text that nobody could unpack.
 */
export function packedIn({ type, data }: PngChunk): Buffer {
  const keywordEnd = data.indexOf(0)
  const isProfile = data.toString('latin1', 0, keywordEnd).startsWith('Raw profile type ')
  const text = data.subarray(keywordEnd + 1)
  if (type === 'zTXt') return unpack(text.subarray(1), isProfile)
  if (type === 'tEXt' && isProfile) return fromDigits(text)
  // Of international text: a flag, a method, a language, a translated keyword, and then the text (section 11.3.3.4).
  if (type !== 'iTXt' || text[0] !== 1) return Buffer.alloc(0)
  const translated = text.indexOf(0, 2) + 1
  return unpack(text.subarray(text.indexOf(0, translated) + 1), isProfile)
}

function unpack(packed: Buffer, isProfile: boolean): Buffer {
  try {
    const text = inflateSync(packed, { maxOutputLength: mostUnpackedBytes })
    return isProfile ? fromDigits(text) : text
  } catch {
    return Buffer.alloc(0)
  }
}

/** A profile's name and length stand before its digits, each on a line of its own. */
function fromDigits(text: Buffer): Buffer {
  const digits = text.toString('latin1').replace(/^\s*\w+\s+\d+\s/, '')
  return Buffer.from(digits.replace(/\s+/g, ''), 'hex')
}
