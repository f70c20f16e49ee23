/** Tells a file that ends too early from its own structure, where decoding alone does not notice. */
import { open } from 'node:fs/promises'
import type { MediaFormat } from '#core/media/format.ts'

/** Whether a file's container says that bytes are missing from its end. Formats that cannot say answer `false`. */
export async function isCutOff(path: string, format: MediaFormat, bytes: number): Promise<boolean> {
  if (format === 'wav') return await isWavCutOff(path, bytes)
  if (format === 'ogg') return await isOggCutOff(path, bytes)
  return false
}

/**
 * Whether FFmpeg, having read a file to its end, says that the end came too early: in the middle of a packet (raw AAC) or
 * of an element (Matroska and WebM). A tag cannot say it, since tags stand indented.
 */
export function saysCutOff(said: string): boolean {
  return /^\[[^\]\n]*\] (?:Packet corrupt|File ended prematurely)/m.test(said)
}

/** RIFF states its size at byte 4; recorders that stream write 0 or all ones and are believed. */
async function isWavCutOff(path: string, bytes: number): Promise<boolean> {
  const head = await readAt(path, 0, 8)
  if (head.length < 8) return true
  const stated = head.readUInt32LE(4)
  return stated !== 0 && stated !== 0xffffffff && stated + 8 > bytes + 1
}

/** The last page of a whole Ogg stream carries the end-of-stream flag (RFC 3533, section 6). */
async function isOggCutOff(path: string, bytes: number): Promise<boolean> {
  const largestPageBytes = 65_307
  const start = Math.max(0, bytes - largestPageBytes)
  const tail = await readAt(path, start, bytes - start)
  const page = tail.lastIndexOf('OggS')
  const endOfStream = 0x04
  return page < 0 || ((tail[page + 5] ?? 0) & endOfStream) === 0
}

async function readAt(path: string, offset: number, length: number): Promise<Buffer> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
