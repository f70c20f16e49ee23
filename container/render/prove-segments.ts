/** Proves segments by decoding them: every frame is there, at its time, and each shows what was painted for it. */
import { readFile, rm } from 'node:fs/promises'
import { signatureDistance, signatureSide } from '#core/video/signature.ts'
import { runFfmpeg } from '../ffmpeg/run.ts'
import { ownFileArguments } from '../ffmpeg/source-arguments.ts'
import { Refused } from '../server/complaint.ts'
import { joinVideo } from './join.ts'
import { digestOfPackets, type Packet, packetListArguments, parsePackets } from './packets.ts'

/** What decoding found. */
export type SegmentProof = { readonly frames: number; readonly digest: string }

/** A segment to be proved. `painted` are the signatures it was painted with, when this process painted it. */
export type UnprovedSegment = {
  readonly path: string
  readonly lengthFrames: number
  readonly painted: readonly Uint8Array[] | undefined
}

/** CRF 20 moves the mean grey of a cell by less than one step; another picture moves it by tens. */
const largestDistance = 4

const timeoutSeconds = 300
const tinyFrameBytes = (signatureSide * signatureSide * 3) / 2

/**
 * Decodes segments, joined as they will be in a video, since each start of a decoder takes as long as some frames. Answers
 * their proofs in order.
 */
export async function proveSegments(
  segments: readonly [UnprovedSegment, ...UnprovedSegment[]],
  { frameRate, signal }: { readonly frameRate: number; readonly signal: AbortSignal },
): Promise<readonly SegmentProof[]> {
  const path = `${segments[0].path}.proof.mp4`
  let lengthFrames = 0
  const placed = segments.map((segment) => {
    const startFrame = lengthFrames
    lengthFrames += segment.lengthFrames
    return { ...segment, startFrame }
  })
  await joinVideo({ segments: placed, frameRate, path, signal })
  const { tiny, packets: list } = await decode(path, frameRate, signal)
  await rm(path)
  if (tiny.length !== lengthFrames * tinyFrameBytes) {
    throw notProved(
      `Some parts have ${tiny.length / tinyFrameBytes} frames where ${lengthFrames} were planned.`,
    )
  }
  checkGrid(list.packets, lengthFrames)
  return placed.map(({ startFrame, lengthFrames: frames, painted }) => {
    const end = startFrame + frames
    checkPainted(tiny.subarray(startFrame * tinyFrameBytes, end * tinyFrameBytes), painted)
    const packets = list.packets.slice(startFrame, end)
    return { frames, digest: digestOfPackets({ ...list, packets }, startFrame) }
  })
}

/** All frames of a file, each as small as a signature, and its coded frames. */
async function decode(path: string, frameRate: number, signal: AbortSignal) {
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
  const packets = parsePackets(await readFile(listPath, 'utf8'), 0, frameRate)
  await rm(listPath)
  return { tiny: Buffer.concat(chunks), packets }
}

function checkPainted(tiny: Uint8Array, painted: readonly Uint8Array[] | undefined): void {
  painted?.forEach((signature, frame) => {
    const seen = tiny.subarray(frame * tinyFrameBytes, frame * tinyFrameBytes + signatureSide ** 2)
    if (signatureDistance(signature, seen) > largestDistance) {
      throw notProved(`Frame ${frame} of a part does not show what was painted.`)
    }
  })
}

/** Throws when a frame is missing, doubled, or shown at another time than its own. */
export function checkGrid(packets: readonly Packet[], lengthFrames: number): void {
  if (packets.length !== lengthFrames) {
    throw notProved(`It has ${packets.length} frames where ${lengthFrames} were planned.`)
  }
  const shown = packets.map((packet) => packet.due).toSorted((a, b) => a - b)
  const astray = shown.findIndex((frame, i) => frame !== i)
  if (astray !== -1) throw notProved(`Frame ${astray} is not shown at its time.`)
}

/** The complaint of every proof that fails. It may be sent again: what was stored is not trusted the next time. */
export function notProved(detail: string): Refused {
  return new Refused('proof-failed', `The video did not come out as planned. ${detail}`, true)
}
