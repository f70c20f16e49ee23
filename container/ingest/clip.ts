/** Examines a filmed clip: both its ends decode, how it stands, where something moves in it. */
import sharp from 'sharp'
import type { z } from 'zod'
import { mediaLimits } from '#core/media/limits.ts'
import type { PictureFacts } from '#core/work/report.ts'
import { runFfmpeg } from '../ffmpeg/run.ts'
import { sourceArguments } from '../ffmpeg/source-arguments.ts'
import { readStreamFacts } from '../ffmpeg/stream-facts.ts'
import { Refused } from '../server/complaint.ts'
import { saysCutOff } from './cut-off.ts'
import type { SourceFileOnDisk } from './file.ts'
import { motionSecondsOf, motionSize } from './motion.ts'
import { capturedAtOf } from './photo-facts.ts'
import { lookAt } from './picture-look.ts'

/** Answers the facts of a clip. Throws `Refused` naming the limit or the damage. */
export async function probeClip(file: SourceFileOnDisk): Promise<z.output<typeof PictureFacts>> {
  const stream = await readStreamFacts(file.path, file.format, file.signal)
  if (stream.video === undefined) throw new Refused('no-picture', 'The file holds no picture.')
  const { widthPixels, heightPixels } = upright(stream.video)
  if (widthPixels * heightPixels > mediaLimits.clipPixels) {
    throw new Refused(
      'too-many-pixels',
      `The clip is ${widthPixels} x ${heightPixels}; we take clips of up to 4096 x 2304.`,
    )
  }
  refuseTooLong(stream.durationSeconds)
  const { frames, said } = await smallFrames(file)
  // Less than one of the small frames' own time: a film of a single picture, whole as it may be.
  if (frames.length === 0 && (stream.durationSeconds ?? 1) < 1 / motionSize.framesPerSecond)
    throw new Refused('too-short', 'The clip is too short: nothing moves in it. Bring it as a photo.')
  if (frames.length === 0)
    throw new Refused('unreadable-file', 'The file is damaged: no picture could be decoded from it.')
  const seen = frames.length / motionSize.framesPerSecond
  const durationSeconds = stream.durationSeconds ?? seen
  refuseTooLong(durationSeconds)
  if (seen < durationSeconds * 0.9 - 1 || saysCutOff(said)) {
    throw new Refused('unreadable-file', 'The clip is cut off: it holds less than it says. Copy it again.')
  }
  const { thumbhash, ...look } = await lookAt(sharp(await frameAt(file, durationSeconds / 2)))
  const capturedAt =
    stream.tags.creation_time === undefined ? undefined : capturedAtOf(stream.tags.creation_time, undefined)
  const location = locationOf(stream.tags.location ?? stream.tags['com.apple.quicktime.location.iso6709'])
  return {
    kind: 'clip',
    contentHash: file.arrived.contentHash,
    bytes: file.arrived.bytes,
    planner: {
      kind: 'clip',
      widthPixels,
      heightPixels,
      durationSeconds,
      motionSeconds: motionSecondsOf(frames),
      ...look,
    },
    thumbhash,
    ...(capturedAt === undefined ? {} : { capturedAt }),
    ...(location === undefined ? {} : { location }),
  }
}

/** A place as telephones write it into a clip, in degrees: `+52.5200+013.4050+034.000/` (ISO 6709, annex H). */
function locationOf(text: string | undefined): { latitude: number; longitude: number } | undefined {
  const parts = /^([+-]\d\d(?:\.\d+)?)([+-]\d{3}(?:\.\d+)?)/.exec(text ?? '')
  if (parts === null) return undefined
  const [latitude, longitude] = [Number(parts[1]), Number(parts[2])]
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined
}

function refuseTooLong(seconds: number | undefined): void {
  if (seconds === undefined || seconds <= mediaLimits.clipSeconds) return
  throw new Refused(
    'too-long',
    `The clip is longer than ${mediaLimits.clipSeconds / 60} minutes, which is the longest we take.`,
  )
}

/** The size of a clip as it is seen, its rotation undone. */
export function upright(video: { widthPixels: number; heightPixels: number; rotationDegrees: number }) {
  const isOnItsSide = Math.abs(video.rotationDegrees) % 180 === 90
  const { widthPixels, heightPixels } = video
  return isOnItsSide
    ? { widthPixels: heightPixels, heightPixels: widthPixels }
    : { widthPixels, heightPixels }
}

/**
 * The whole clip as tiny grey frames, a few a second: enough to see movement, and decoding them all finds damage. With
 * them comes what FFmpeg said.
 */
async function smallFrames(
  file: SourceFileOnDisk,
): Promise<{ readonly frames: readonly Uint8Array[]; readonly said: string }> {
  const { widthPixels, heightPixels, framesPerSecond } = motionSize
  const frameBytes = widthPixels * heightPixels
  const frames: Uint8Array[] = []
  let rest = Buffer.alloc(0)
  const said = await runFfmpeg({
    parameters: [
      ...sourceArguments(file.path, file.format),
      ...['-map', '0:v:0', '-t', String(mediaLimits.clipSeconds + 1)],
      ...['-vf', `fps=${framesPerSecond},scale=${widthPixels}:${heightPixels}:flags=area,format=gray`],
      ...['-f', 'rawvideo', 'pipe:1'],
    ],
    signal: file.signal,
    timeoutSeconds: 300,
    onOutput: (chunk) => {
      rest = Buffer.concat([rest, chunk])
      for (; rest.length >= frameBytes; rest = rest.subarray(frameBytes)) {
        frames.push(Uint8Array.from(rest.subarray(0, frameBytes)))
      }
    },
  })
  return { frames, said }
}

/** One upright frame of a clip as PNG, near a time in seconds. */
export async function frameAt(
  file: Pick<SourceFileOnDisk, 'path' | 'format' | 'signal'>,
  seconds: number,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  await runFfmpeg({
    parameters: [
      ...['-ss', seconds.toFixed(3)],
      ...sourceArguments(file.path, file.format),
      ...['-map', '0:v:0', '-frames:v', '1', '-c:v', 'png', '-f', 'image2pipe', 'pipe:1'],
    ],
    signal: file.signal,
    timeoutSeconds: 60,
    onOutput: (chunk) => {
      chunks.push(chunk)
    },
  })
  return Buffer.concat(chunks)
}
