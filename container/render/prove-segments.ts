/** Proves a segment by decoding it: every frame is there, and each shows what was painted for it. */
import { readFile, rm } from 'node:fs/promises'
import { runFfmpeg } from '../ffmpeg/run.ts'
import { ownFileArguments } from '../ffmpeg/source-arguments.ts'
import { Refused } from '../server/complaint.ts'
import { digestOfPackets, packetListArguments, parsePackets } from './packets.ts'
import { signatureDistance, signatureSide } from './signature.ts'

/** What decoding found. */
export type SegmentProof = { readonly frames: number; readonly digest: string }

/** CRF 20 moves the mean grey of a cell by less than one step; another picture moves it by tens. */
const largestDistance = 4

const timeoutSeconds = 300
const tinyFrameBytes = (signatureSide * signatureSide * 3) / 2

/** Decodes a segment. `painted` are the signatures it was painted with, when this process painted it. */
export async function proveSegment(segment: {
  readonly path: string
  readonly lengthFrames: number
  readonly frameRate: number
  readonly painted: readonly Uint8Array[] | undefined
  readonly signal: AbortSignal
}): Promise<SegmentProof> {
  const { path, lengthFrames, frameRate, painted, signal } = segment
  const listPath = `${path}.packets`
  const chunks: Buffer[] = []
  await runFfmpeg({
    parameters: [
      ...['-y', '-v', 'error', '-xerror', '-threads', '1', ...ownFileArguments(path)],
      // The luma of a tiny frame keeps its limited range; FFmpeg's `gray` would stretch it.
      ...['-map', '0:v:0', '-fps_mode', 'passthrough'],
      ...['-vf', `scale=${signatureSide}:${signatureSide}:flags=area,format=yuv420p`],
      ...['-f', 'rawvideo', 'pipe:1', ...packetListArguments(listPath, '0:v:0')],
    ],
    signal,
    timeoutSeconds,
    onOutput: (chunk) => {
      chunks.push(chunk)
    },
  })
  const tiny = Buffer.concat(chunks)
  const frames = Math.floor(tiny.length / tinyFrameBytes)
  const list = parsePackets(await readFile(listPath, 'utf8'), 0, frameRate)
  await rm(listPath)
  if (frames !== lengthFrames || list.packets.length !== lengthFrames) {
    throw notProved(`A part has ${frames} frames where ${lengthFrames} were planned.`)
  }
  painted?.forEach((signature, frame) => {
    const seen = tiny.subarray(frame * tinyFrameBytes, frame * tinyFrameBytes + signatureSide ** 2)
    if (signatureDistance(signature, seen) > largestDistance) {
      throw notProved(`Frame ${frame} of a part does not show what was painted.`)
    }
  })
  return { frames, digest: digestOfPackets(list) }
}

/** The complaint of every proof that fails. It may be sent again: what was stored is not trusted the next time. */
export function notProved(detail: string): Refused {
  return new Refused('proof-failed', `The video did not come out as planned. ${detail}`, true)
}
