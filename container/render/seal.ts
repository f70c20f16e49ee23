/**
 * The seal at the end of every stored segment: what it shows, how many frames were found when it was decoded, and
 * hashes of its bytes and of its coded frames. With it a segment fetched from storage is trusted, or thrown away,
 * without being decoded again. It rides in a null packet, which every reader of MPEG transport streams skips
 * (ISO/IEC 13818-1, 2.4.3.3, PID 0x1FFF).
 */
import { createHash } from 'node:crypto'

/** What a seal states. */
export type Seal = {
  /** The name of the segment in storage. */
  readonly segmentHash: string
  /** Frames counted by decoding. */
  readonly frames: number
  /** See `digestOfPackets`. */
  readonly digest: string
}

const packetBytes = 188
const header = Buffer.from([0x47, 0x1f, 0xff, 0x10])
const magic = Buffer.from('cuecraft seal 1\n')
const hashBytes = 32

/** FFmpeg knows a transport stream by a run of packets; a segment of two plain frames has too few of them. */
const fewestPackets = 44

/** A segment's bytes with a seal behind them, filled up with null packets where it is very short. */
export function sealed(segment: Uint8Array, seal: Seal): Buffer {
  const missing = Math.max(0, fewestPackets - segment.length / packetBytes)
  const body = Buffer.concat([segment, ...Array.from({ length: missing }, emptyPacket)])
  const packet = emptyPacket()
  const frames = Buffer.alloc(4)
  frames.writeUInt32BE(seal.frames)
  Buffer.concat([
    header,
    magic,
    frames,
    nameOf(seal.segmentHash),
    Buffer.from(seal.digest, 'hex'),
    hashOf(body),
  ]).copy(packet)
  return Buffer.concat([body, packet])
}

function emptyPacket(): Buffer {
  const packet = Buffer.alloc(packetBytes, 0xff)
  header.copy(packet)
  return packet
}

/** The seal of a stored segment; `undefined` when there is none, it names another segment, or a byte has changed. */
export function readSeal(file: Uint8Array, segmentHash: string): Seal | undefined {
  const packet = Buffer.from(file.subarray(Math.max(0, file.length - packetBytes)))
  const start = header.length + magic.length
  const field = (index: number) =>
    packet.subarray(start + 4 + index * hashBytes, start + 4 + (index + 1) * hashBytes)
  if (!packet.subarray(0, start).equals(Buffer.concat([header, magic]))) return undefined
  if (!field(0).equals(nameOf(segmentHash))) return undefined
  if (!field(2).equals(hashOf(file.subarray(0, file.length - packetBytes)))) return undefined
  return { segmentHash, frames: packet.readUInt32BE(start), digest: field(1).toString('hex') }
}

/** Names are hashes already, but of no fixed length: hashed once more they all fit. */
function nameOf(segmentHash: string): Buffer {
  return hashOf(Buffer.from(segmentHash))
}

function hashOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}
