/** Decodes a stretch of a filmed clip: for every frame of the video, the picture that is seen at its moment. */
import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { momentSlackSeconds } from '#core/timeline/speed.ts'
import type { ClipShot, Rectangle } from '#core/timeline/timeline.ts'
import { runFfmpeg } from '../ffmpeg/run.ts'
import { sourceArguments } from '../ffmpeg/source-arguments.ts'
import { Refused } from '../server/complaint.ts'
import { type FrameSize, frameBytes } from './picture.ts'
import type { FetchedSource } from './sources.ts'

/** Which frames are wanted, and how large. */
export type ClipRequest = {
  readonly source: FetchedSource
  /** The length of the source, where it is known. */
  readonly durationSeconds: number | undefined
  /** The moment in the source that each frame shows, in seconds, never going back. */
  readonly momentSeconds: readonly number[]
  /** Whether the shot's crop is given, or all of the picture. */
  readonly shot: Pick<ClipShot, 'fit' | 'crop'>
  readonly size: FrameSize
  readonly frameRate: number
  readonly signal: AbortSignal
}

/** Decoding begins at a keyframe at least this much early: containers and keyframes are not exact about their times. */
const leadSeconds = 1

const timeoutSeconds = 600

/** So many moments are told to one FFmpeg: a longer list would not fit its command line. */
const mostMoments = 3000

/**
 * Exactly one frame a moment as `yuv420p`: the newest picture of the clip then; past the clip's end the last picture
 * stands still. A yielded frame is overwritten by the next. Close the generator to stop decoding.
 */
export async function* clipFrames(request: ClipRequest): AsyncGenerator<Uint8Array, void> {
  const { momentSeconds } = request
  for (let first = 0; first < momentSeconds.length; first += mostMoments) {
    yield* framesOf({ ...request, momentSeconds: momentSeconds.slice(first, first + mostMoments) })
  }
}

async function* framesOf(request: ClipRequest): AsyncGenerator<Uint8Array, void> {
  const wanted = request.momentSeconds.length
  let last: Uint8Array | undefined
  let sent = 0
  for await (const frame of decode(request)) {
    last = frame
    sent += 1
    yield frame
    if (sent >= wanted) return
  }
  if (last === undefined)
    throw new Refused('unreadable-file', 'A clip could not be decoded where it is shown.')
  for (; sent < wanted; sent += 1) yield last
}

async function* decode(request: ClipRequest): AsyncGenerator<Uint8Array, void> {
  const { source, signal, size, momentSeconds } = request
  const [startSeconds = 0] = momentSeconds
  const lastMoment = Math.max(0, (request.durationSeconds ?? startSeconds) - leadSeconds)
  const seekSeconds = Math.min(Math.max(0, startSeconds - leadSeconds), lastMoment)
  const leaving = new AbortController()
  const bytes = frameBytes(size.widthPixels, size.heightPixels)
  const pipe = new PassThrough({ highWaterMark: bytes })
  const run = runFfmpeg({
    parameters: [
      // From that keyframe on nothing is dropped: the picture that stands at the first moment may have come long before it.
      ...(seekSeconds > 0 ? ['-noaccurate_seek', '-ss', seekSeconds.toFixed(6)] : []),
      ...['-threads', '1'],
      ...sourceArguments(source.path, source.format),
      ...['-map', '0:v:0', '-frames:v', String(momentSeconds.length)],
      ...['-vf', filtersOf(request, seekSeconds)],
      ...['-fps_mode', 'passthrough', '-pix_fmt', 'yuv420p', '-f', 'rawvideo', 'pipe:1'],
    ],
    signal: AbortSignal.any([signal, leaving.signal]),
    timeoutSeconds,
    onOutput: async (chunk) => {
      if (!pipe.write(chunk)) await once(pipe, 'drain', { signal: leaving.signal })
    },
  })
  const ended = run.then(
    () => pipe.end(),
    (error: unknown) => pipe.destroy(error instanceof Error ? error : new Error(String(error))),
  )
  try {
    yield* wholeFrames(pipe, bytes)
  } finally {
    leaving.abort()
    await ended
  }
}

async function* wholeFrames(chunks: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Uint8Array, void> {
  const frame = new Uint8Array(bytes)
  let filled = 0
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      const taken = Math.min(bytes - filled, chunk.length - at)
      frame.set(chunk.subarray(at, at + taken), filled)
      filled += taken
      at += taken
      if (filled === bytes) {
        filled = 0
        yield frame
      }
    }
  }
}

/** Rotation was undone by FFmpeg before the first filter, so sizes here are upright. */
function filtersOf({ shot, size, frameRate, momentSeconds }: ClipRequest, seekSeconds: number): string {
  const { widthPixels, heightPixels } = size
  const colours = 'out_color_matrix=bt709:out_range=tv'
  return [
    ...momentFilters(momentSeconds, seekSeconds, frameRate),
    ...(shot.fit === 'crop' ? cropTo(shot.crop) : []),
    `scale=${widthPixels}:${heightPixels}:flags=bicubic:${colours}`,
    'setsar=1',
    'format=yuv420p',
  ].join(',')
}

/**
 * A picture is first shown on the frame before which lie all moments that come before it: FFmpeg is told to count
 * them, so that any course of time can be shown. Of pictures that begin on one frame, the newest is kept. The quarter
 * of a frame lets the end, which FFmpeg rounds up, come after the last picture.
 */
function momentFilters(
  momentSeconds: readonly number[],
  seekSeconds: number,
  frameRate: number,
): readonly string[] {
  const passed = momentSeconds.map((at) => `gt(T,${(at - seekSeconds + momentSlackSeconds).toFixed(6)})`)
  return [
    'settb=AVTB',
    `setpts='(0.25+${passed.join('+')})*${1e6 / frameRate}'`,
    `fps=fps=${frameRate}:round=near:start_time=0:eof_action=pass`,
  ]
}

function cropTo(crop: Rectangle): readonly string[] {
  if (crop.x === 0 && crop.y === 0 && crop.width === 1 && crop.height === 1) return []
  return [`crop=w=iw*${crop.width}:h=ih*${crop.height}:x=iw*${crop.x}:y=ih*${crop.y}:exact=1`]
}
