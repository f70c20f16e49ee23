/**
 * The seal at the end of every stored segment: what it shows, how many frames were found when it was decoded, and
 * hashes of its bytes and of its coded frames. With it a segment fetched from storage is trusted, or thrown away,
 * without being decoded again. It rides in a box of free space, which every reader of MP4 skips (ISO/IEC 14496-12,
 * 8.1.2).
 */
import { createHash } from 'node:crypto'
import { bytesOfBox, leaf, numbers } from './mp4.ts'

/** What a seal states. */
export type Seal = {
  /** The name of the segment in storage. */
  readonly segmentHash: string
  /** Frames counted by decoding. */
  readonly frames: number
  /** See `digestOfPackets`. */
  readonly digest: string
}

const magic = Buffer.from('cuecraft seal 2\n')
const sealBytes = 8 + magic.length + 4 + 3 * 32

/** A segment's bytes with a seal behind them. */
export function sealed(segment: Uint8Array, seal: Seal): Buffer {
  return Buffer.concat([segment, sealOf(segment, seal)])
}

/** The seal of a stored segment; `undefined` when there is none, it names another segment, or a byte has changed. */
export function readSeal(file: Buffer, segmentHash: string): Seal | undefined {
  const start = file.length - sealBytes
  if (start < 0) return undefined
  const [segment, box] = [file.subarray(0, start), file.subarray(start)]
  const framesAt = 8 + magic.length
  const digestAt = framesAt + 4 + 32
  const seal = {
    segmentHash,
    frames: box.readUInt32BE(framesAt),
    digest: box.toString('hex', digestAt, digestAt + 32),
  }
  return sealOf(segment, seal).equals(box) ? seal : undefined
}

/** Names are hashes already, but of no fixed length: hashed once more they all fit. */
function sealOf(segment: Uint8Array, { segmentHash, frames, digest }: Seal): Buffer {
  const name = hashOf(Buffer.from(segmentHash))
  return bytesOfBox(leaf('free', magic, numbers([frames]), name, Buffer.from(digest, 'hex'), hashOf(segment)))
}

function hashOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}
