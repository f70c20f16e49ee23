/** The quick snippet: a few seconds of the video as a real MP4 to send to a friend, made in the browser. */
import { secondsOfFrames } from '#core/units.ts'
import { stretchFilters } from '#core/video/sound-filters.ts'
import { soundSampleRate } from '#core/video/sound-targets.ts'
import { failureOf } from './device-failure.ts'
import { type Encoded, encodeFrames } from './encode-frames.ts'
import { type DeviceFfmpeg, withFfmpeg } from './ffmpeg.ts'
import type { FrameSource } from './frame-source.ts'
import { findH264Config } from './h264-encoder.ts'

/** Which encoder makes the picture. */
export type SnippetEncoder = 'webcodecs' | 'x264'

/** What a snippet is made of. */
export type SnippetOrder = {
  /** The frames. The snippet closes it, whatever happens. */
  readonly source: FrameSource
  /** The same stretch of the song: two channels at 48 kHz, interleaved. A shorter one is followed by silence. */
  readonly samples: Float32Array<ArrayBuffer>
  readonly signal: AbortSignal
  /** Told after every frame, from 0 to 1. */
  readonly onProgress: (fraction: number) => void
  /** The browser's own encoder where there is one, x264 where there is none; named only to choose otherwise. */
  readonly encoder?: SnippetEncoder
}

/** Frames that x264 gets at once: while it encodes them the next are painted, and no more than two pieces are in memory. */
const pieceFrames = 50

const ticksPerFrame = 512

const doing = 'making the snippet'

/**
 * Makes an MP4 with H.264 and AAC, its index first. An abort ends it and frees everything; what fails is thrown as a
 * `DeviceFailure` with a sentence. FFmpeg makes the sound and the file; the picture, too, where the browser cannot.
 */
export async function makeSnippet(order: SnippetOrder): Promise<Blob> {
  const { source, signal } = order
  try {
    const encoder =
      order.encoder ?? ((await findH264Config(source, 'annexb')) === undefined ? 'x264' : 'webcodecs')
    return await withFfmpeg({ signal, doing }, async (ffmpeg) => {
      const picture = encoder === 'x264' ? byX264 : byWebCodecs
      // FFmpeg works while the page paints.
      const sound = encodeSound(ffmpeg, order)
      sound.catch(() => undefined)
      const stream = await picture(ffmpeg, order, sound)
      await sound
      await ffmpeg.write('/picture.h264', stream)
      await ffmpeg.run([
        ...['-f', 'h264', '-framerate', String(source.frameRate), '-i', '/picture.h264', '-i', '/sound.m4a'],
        // A bare stream says no times: each frame is given its own, on a scale that the grid is whole in.
        ...['-map', '0:v', '-map', '1:a', '-c', 'copy'],
        ...['-bsf:v', `${bt709Tags},setts=ts=N*${ticksPerFrame}`],
        ...['-video_track_timescale', String(source.frameRate * ticksPerFrame)],
        ...['-movflags', '+faststart', '/snippet.mp4'],
      ])
      const bytes = await ffmpeg.read('/snippet.mp4')
      order.onProgress(1)
      return new Blob([bytes], { type: 'video/mp4' })
    })
  } catch (error) {
    signal.throwIfAborted()
    throw failureOf(error, doing)
  } finally {
    source.close()
  }
}

/** Says in the stream itself which colours these are; encoders of browsers do not. */
const bt709Tags =
  'h264_metadata=colour_primaries=1:transfer_characteristics=1:matrix_coefficients=1:video_full_range_flag=0'

/** The last tenth is putting the file together. */
const pictureShare = 0.9

async function byWebCodecs(_ffmpeg: DeviceFfmpeg, order: SnippetOrder): Promise<Uint8Array> {
  const { bytes } = await painted(order, { kind: 'stream' })
  if (bytes === undefined) throw new Error('the encoder gave no stream')
  return bytes
}

async function byX264(ffmpeg: DeviceFfmpeg, order: SnippetOrder, sound: Promise<void>): Promise<Uint8Array> {
  const { widthPixels, heightPixels, frameRate } = order.source
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let before = sound
  const encode = async (planes: Uint8Array<ArrayBuffer>, after: Promise<void>) => {
    await after
    await ffmpeg.write('/planes', planes)
    await ffmpeg.run([
      ...['-f', 'rawvideo', '-pixel_format', 'yuv420p', '-video_size', `${widthPixels}x${heightPixels}`],
      ...['-framerate', String(frameRate), '-i', '/planes', '-an'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '25', '-f', 'h264', '/piece.h264'],
    ])
    await ffmpeg.remove('/planes')
    pieces.push(await ffmpeg.read('/piece.h264'))
  }
  const onPiece = async (planes: Uint8Array<ArrayBuffer>) => {
    await before
    before = encode(planes, before)
    before.catch(() => undefined)
  }
  await painted(order, { kind: 'planes', pieceFrames }, onPiece)
  await before
  return new Uint8Array(await new Blob(pieces).arrayBuffer())
}

async function painted(
  { source, signal, onProgress }: SnippetOrder,
  order: Parameters<typeof encodeFrames>[1],
  onPiece?: (planes: Uint8Array<ArrayBuffer>) => Promise<void>,
): Promise<Encoded> {
  return await encodeFrames(source, order, {
    signal,
    onFrame: (frames) => onProgress((pictureShare * frames) / source.lengthFrames),
    ...(onPiece === undefined ? {} : { onPiece }),
  })
}

async function encodeSound(ffmpeg: DeviceFfmpeg, { source, samples }: SnippetOrder): Promise<void> {
  const seconds = secondsOfFrames(source.lengthFrames, source.frameRate)
  // A copy: FFmpeg's worker takes what it is given away from the page.
  await ffmpeg.write('/samples', new Uint8Array(samples.slice().buffer))
  await ffmpeg.run([
    ...['-f', 'f32le', '-ar', String(soundSampleRate), '-ac', '2', '-i', '/samples'],
    ...['-af', stretchFilters({ startSeconds: 0, seconds, fades: true }).join(',')],
    ...['-c:a', 'aac', '-b:a', '160k', '/sound.m4a'],
  ])
}
