/** Encodes one segment: frames are painted, and FFmpeg's x264 takes them as they come. */
import { runFfmpeg } from '../ffmpeg/run.ts'
import type { PaintLane } from './paint-lane.ts'
import type { Scene } from './painter.ts'
import { type FrameSize, frameBytes } from './picture.ts'

/** What is encoded, by whom, and where to. */
export type SegmentEncoding = {
  readonly scene: Scene
  readonly lane: PaintLane
  /** The frames of films: of the only side, or of `from` and `to`. */
  readonly given: readonly (AsyncGenerator<Uint8Array, void> | undefined)[]
  readonly path: string
  readonly signal: AbortSignal
  onFrame(): void
}

const timeoutSeconds = 900

/**
 * One set of parameters for every segment: they are joined without re-encoding, so their headers must be equal. Two
 * threads on every machine, since x264's bytes depend on their number but not on how they are run, and nothing written
 * that changes between runs: the same frames become the same bytes. A lone piece keeps two cores busy with them.
 */
const encoderParameters = (frame: FrameSize): readonly string[] => [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-threads', '2'],
  ...['-profile:v', 'high', '-level:v', levelOf(frame), ...frugal(frame)],
  ...['-g', '150', '-bf', '3', '-flags', '+cgop+bitexact'],
  ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
  // Settings and dates that encoders and multiplexers note are left out: they are no picture.
  ...['-bsf:v', 'filter_units=remove_types=6', '-fflags', '+bitexact', '-map_metadata', '-1'],
]

/** The lowest level of H.264 that takes 30 such frames a second (ITU-T H.264, table A-1: macroblocks of 16 by 16). */
function levelOf({ widthPixels, heightPixels }: FrameSize): string {
  const macroblocks = Math.ceil(widthPixels / 16) * Math.ceil(heightPixels / 16)
  if (macroblocks <= 8192) return '4.0'
  return macroblocks <= 19_660 ? '5.0' : '5.1'
}

/** Above 1080p the encoder's threads share one frame and look less far ahead: half its memory for a tenth of its time. */
function frugal({ widthPixels, heightPixels }: FrameSize): readonly string[] {
  if (widthPixels * heightPixels <= 1920 * 1080) return []
  return ['-x264-params', 'sliced-threads=1:rc-lookahead=3:sync-lookahead=0']
}

/** Encodes, and answers the signature of every frame as it was painted. */
export async function encodeSegment(encoding: SegmentEncoding): Promise<readonly Uint8Array[]> {
  const { scene, path, signal, given } = encoding
  const signatures: Uint8Array[] = []
  try {
    await runFfmpeg({
      parameters: [
        // One frame waits for the encoder, and no more: they are large.
        ...['-y', '-thread_queue_size', '1', '-f', 'rawvideo', '-pixel_format', 'yuv420p'],
        ...[
          '-video_size',
          `${scene.widthPixels}x${scene.heightPixels}`,
          '-framerate',
          String(scene.frameRate),
        ],
        // A time scale that every frame of the grid is whole in.
        ...['-i', 'pipe:0', '-an', ...encoderParameters(scene)],
        ...['-video_track_timescale', String(scene.frameRate * 512), '-f', 'mp4', `file:${path}`],
      ],
      signal,
      timeoutSeconds,
      input: paintedFrames(encoding, signatures),
    })
  } finally {
    await Promise.all(given.map((frames) => frames?.return()))
  }
  return signatures
}

/** Paints one frame ahead of the one FFmpeg is reading. */
async function* paintedFrames(
  encoding: SegmentEncoding,
  signatures: Uint8Array[],
): AsyncGenerator<Uint8Array, void> {
  const { scene, lane, given } = encoding
  const stage = await lane.open(scene)
  const bytes = frameBytes(scene.widthPixels, scene.heightPixels)
  const view = (address: number) => new Uint8Array(stage.memory.buffer, address, bytes)
  const memory = () => new Uint8Array(stage.memory.buffer)

  const paint = async (frame: number) => {
    const slot = frame % 2 === 0 ? 0 : 1
    for (const [i, frames] of given.entries()) {
      const next = await frames?.next()
      if (next === undefined || next.done === true) continue
      memory().set(next.value, stage.given[i]?.[slot])
    }
    return await lane.paint(frame, slot)
  }

  let ahead = paint(0)
  for (let frame = 0; frame < scene.lengthFrames; frame += 1) {
    signatures.push(await ahead)
    if (frame + 1 < scene.lengthFrames) {
      ahead = paint(frame + 1)
      // It is awaited in the next turn; until then its failure must not look unattended.
      ahead.catch(() => undefined)
    }
    yield view(stage.slots[frame % 2 === 0 ? 0 : 1])
    encoding.onFrame()
  }
}
