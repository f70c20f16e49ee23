/**
 * Proves a finished video. Its pictures were proved when each segment was decoded; here every coded frame of the file is
 * read and must be, in hash and in time, the frame of the segment that was planned there; and every packet of sound must be
 * the one that was measured.
 */
import { readFile } from 'node:fs/promises'
import { loudnessFault, soundSampleRate } from '#core/video/sound-targets.ts'
import type { LoudnessMode } from '#core/work/order.ts'
import type { Proof } from '#core/work/report.ts'
import { runFfmpeg } from '../ffmpeg/run.ts'
import { ownFileArguments } from '../ffmpeg/source-arguments.ts'
import { digestOfPackets, type PacketList, packetListArguments, parsePackets } from './packets.ts'
import { checkGrid, notProved } from './prove-segments.ts'
import type { SoundProof } from './prove-sound.ts'

/** A segment where it was planned, with the digest it was proved with. */
export type PlannedSegment = {
  readonly startFrame: number
  readonly lengthFrames: number
  readonly digest: string
}

/** Answers the proof. Throws the complaint `proof-failed` when the file is not what was planned. */
export async function proveVideo(video: {
  readonly path: string
  readonly planned: readonly PlannedSegment[]
  /** Without it the file has no sound at all. */
  readonly sound: SoundProof | undefined
  readonly frameRate: number
  readonly loudness: LoudnessMode
  readonly signal: AbortSignal
}): Promise<Proof> {
  const { path, planned, sound, frameRate, signal } = video
  const listPath = `${path}.packets`
  await runFfmpeg({
    parameters: [
      ...['-y', '-v', 'error', '-xerror', ...ownFileArguments(path)],
      ...packetListArguments(listPath, '0:v:0', ...(sound === undefined ? [] : ['0:a:0'])),
    ],
    signal,
    timeoutSeconds: 600,
  })
  const text = await readFile(listPath, 'utf8')
  const pictures = parsePackets(text, 0, frameRate)
  const maxCutErrorFrames = checkPictures(pictures, planned)
  if (sound !== undefined && digestOfPackets(parsePackets(text, 1, soundSampleRate)) !== sound.digest) {
    throw notProved('Its sound is not the one that was measured.')
  }
  const isHeld = video.loudness === 'normalised' && sound !== undefined
  const fault = isHeld ? loudnessFault(sound) : undefined
  if (fault !== undefined) throw notProved(fault)
  const frames = pictures.packets.length
  return { frames, maxCutErrorFrames, lufs: sound?.lufs ?? null, truePeak: sound?.truePeakDb ?? null }
}

/**
 * The largest distance between a planned cut and the one found, in frames; throws when a frame is missing, doubled, off
 * the grid, or another than was proved, and when any cut is not where it was planned.
 */
function checkPictures(list: PacketList, planned: readonly PlannedSegment[]): number {
  const lengthFrames = planned.reduce((sum, segment) => sum + segment.lengthFrames, 0)
  checkGrid(list.packets, lengthFrames)
  let maxCutErrorFrames = 0
  for (const { startFrame, lengthFrames: length, digest } of planned) {
    const found = findSegment(list, digest, startFrame, length)
    if (found === undefined) throw notProved(`The part planned at frame ${startFrame} is nowhere in it.`)
    maxCutErrorFrames = Math.max(maxCutErrorFrames, Math.abs(found - startFrame))
  }
  if (maxCutErrorFrames > 0) throw notProved(`A cut is ${maxCutErrorFrames} frames from its place.`)
  return maxCutErrorFrames
}

/** The frame at which a segment's coded frames begin: where it was planned, or else the nearest place that has them. */
function findSegment(
  { setup, packets }: PacketList,
  digest: string,
  plannedFrame: number,
  lengthFrames: number,
): number | undefined {
  const isAt = (frame: number) =>
    digestOfPackets({ setup, packets: packets.slice(frame, frame + lengthFrames) }, frame) === digest
  if (isAt(plannedFrame)) return plannedFrame
  const others = Array.from({ length: Math.max(0, packets.length - lengthFrames + 1) }, (_, frame) => frame)
  return others.toSorted((a, b) => Math.abs(a - plannedFrame) - Math.abs(b - plannedFrame)).find(isAt)
}
