/** Decodes a stretch of a filmed clip to frames on the grid of the video. */
import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { fillPlacement } from '#core/timeline/geometry.ts'
import type { ShotPart } from '#core/timeline/segments.ts'
import { sourceSecondsAt } from '#core/timeline/speed.ts'
import type { Rectangle, Shot } from '#core/timeline/timeline.ts'
import { runFfmpeg } from '../ffmpeg/run.ts'
import { sourceArguments } from '../ffmpeg/source-arguments.ts'
import { readStreamFacts } from '../ffmpeg/stream-facts.ts'
import { Refused } from '../server/complaint.ts'
import type { FrameSize } from './photos.ts'
import { frameBytes } from './picture.ts'
import type { FetchedSource } from './sources.ts'

type ClipShot = Extract<Shot, { kind: 'clip' }>

/** Which frames are wanted, and how large. */
export type ClipRequest = {
  readonly source: FetchedSource
  readonly shot: ClipShot
  readonly part: Pick<ShotPart, 'offsetFrames'>
  readonly lengthFrames: number
  readonly frame: FrameSize
  readonly frameRate: number
  readonly signal: AbortSignal
}

/** Decoding begins this much early, so that the picture already standing at the first frame's time is known. */
const leadSeconds = 1

const timeoutSeconds = 600

/**
 * Exactly `lengthFrames` frames as `yuv420p`. A frame shows the newest picture of the clip at its time; past the clip's
 * end the last picture stands still. A yielded frame is overwritten by the next. Close the generator to stop decoding.
 */
export async function* clipFrames(request: ClipRequest): AsyncGenerator<Uint8Array, void> {
  const { shot, part, lengthFrames, frameRate } = request
  // Before a clip's first moment there is only that moment: the frames until then all show it.
  const wanted = shot.sourceStartSeconds + part.offsetFrames / frameRate
  const standing = Math.min(lengthFrames - 1, Math.max(0, Math.ceil(-wanted * frameRate)))
  const startSeconds = sourceSecondsAt(shot, part.offsetFrames + standing, frameRate)
  let last: Uint8Array | undefined
  let sent = 0
  for await (const frame of decode(request, startSeconds)) {
    last = frame
    for (let repeat = sent === 0 ? standing : 0; repeat >= 0 && sent < lengthFrames; repeat -= 1) {
      sent += 1
      yield frame
    }
    if (sent >= lengthFrames) return
  }
  if (last === undefined)
    throw new Refused('unreadable-file', 'A clip could not be decoded where it is shown.')
  for (; sent < lengthFrames; sent += 1) yield last
}

async function* decode(request: ClipRequest, startSeconds: number): AsyncGenerator<Uint8Array, void> {
  const { source, signal, frame } = request
  const facts = await readStreamFacts(source.path, source.format, signal)
  const lastMoment = Math.max(0, (facts.durationSeconds ?? startSeconds) - leadSeconds)
  const seekSeconds = Math.min(Math.max(0, startSeconds - leadSeconds), lastMoment)
  const leaving = new AbortController()
  const pipe = new PassThrough({ highWaterMark: frameBytes(frame.widthPixels, frame.heightPixels) })
  const run = runFfmpeg({
    parameters: [
      ...(seekSeconds > 0 ? ['-ss', seekSeconds.toFixed(6)] : []),
      ...['-threads', '1'],
      ...sourceArguments(source.path, source.format),
      ...['-map', '0:v:0', '-frames:v', String(request.lengthFrames)],
      ...['-vf', filtersOf(request, startSeconds - seekSeconds, facts.video)],
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
    yield* wholeFrames(pipe, frameBytes(frame.widthPixels, frame.heightPixels))
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
function filtersOf(
  request: ClipRequest,
  firstSeconds: number,
  video:
    | { readonly widthPixels: number; readonly heightPixels: number; readonly rotationDegrees: number }
    | undefined,
): string {
  const { shot, frame, frameRate } = request
  const { widthPixels: width, heightPixels: height } = frame
  const grid = `fps=fps=${frameRate}:round=up:start_time=${firstSeconds.toFixed(6)}`
  const colours = 'out_color_matrix=bt709:out_range=tv'
  const toFrame = `scale=${width}:${height}:flags=bicubic:${colours},setsar=1,format=yuv420p`
  if (shot.fit === 'crop') return [grid, ...cropTo(shot.crop), toFrame].join(',')
  const upright = video === undefined || Math.abs(video.rotationDegrees) % 180 !== 90
  const ratio = video === undefined ? width / height : video.widthPixels / video.heightPixels
  const place = fillPlacement(upright ? ratio : 1 / ratio, width / height)
  const [inner, outer] = [evenly(place.width * width), evenly(place.height * height)]
  const behind = `scale=${width}:${height}:force_original_aspect_ratio=increase:flags=fast_bilinear,crop=${width}:${height},scale=iw/8:ih/8:flags=area,gblur=sigma=${((Math.max(width, height) / 8) * 0.02).toFixed(2)},eq=brightness=-0.12:contrast=0.55,scale=${width}:${height}:flags=bicubic:${colours}`
  return [
    `${grid},split[a][b];[b]${behind},setsar=1,format=yuv420p[back]`,
    `[a]scale=${inner}:${outer}:flags=bicubic:${colours},setsar=1,format=yuv420p[front]`,
    `[back][front]overlay=(W-w)/2:(H-h)/2:format=yuv420${cropTo(shot.crop).length === 0 ? '' : `,${[...cropTo(shot.crop), toFrame].join(',')}`}`,
  ].join(';')
}

function cropTo(crop: Rectangle): readonly string[] {
  if (crop.x === 0 && crop.y === 0 && crop.width === 1 && crop.height === 1) return []
  return [`crop=w=iw*${crop.width}:h=ih*${crop.height}:x=iw*${crop.x}:y=ih*${crop.y}:exact=1`]
}

function evenly(value: number): number {
  return Math.max(2, Math.round(value / 2) * 2)
}
