/** H.264 by the browser itself (WebCodecs): which settings it takes, and frames in, coded frames out. */
import { microsecondsOfFrames } from '#core/units.ts'
import { DeviceFailure } from './device-failure.ts'
import { videoColours } from './i420.ts'

/** A picture's size and pace. */
export type PictureShape = {
  readonly widthPixels: number
  readonly heightPixels: number
  readonly frameRate: number
}

/** One coded frame, in the order they are shown, which without B-frames is the order they are decoded. */
export type CodedFrame = {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly isKey: boolean
  readonly decoderConfig: VideoDecoderConfig | undefined
}

/** Profiles from the one that makes the smallest files to the one that everything has: High, Main, Baseline. */
const profiles = ['6400', '4d00', '42e0']

/** Frames the encoder may have in hand before painting waits. */
const mostQueued = 4

/** Bits a pixel and frame: as much as a fast encoder needs for pictures that move with the music. */
const bitsPerPixel = 0.16

/** The settings this browser encodes H.264 of a shape with, or `undefined` when it cannot. */
export async function findH264Config(
  shape: PictureShape,
  format: 'annexb' | 'avc',
): Promise<VideoEncoderConfig | undefined> {
  const { widthPixels: width, heightPixels: height, frameRate: framerate } = shape
  if (typeof VideoEncoder === 'undefined' || width % 2 !== 0 || height % 2 !== 0) return undefined
  for (const profile of profiles) {
    const config: VideoEncoderConfig = {
      ...{ codec: `avc1.${profile}${levelOf(shape)}`, width, height, framerate },
      ...{ bitrate: Math.round(width * height * framerate * bitsPerPixel), bitrateMode: 'variable' },
      ...{ latencyMode: 'quality', avc: { format } },
    }
    const { supported } = await VideoEncoder.isConfigSupported(config).catch(() => ({ supported: false }))
    if (supported === true) return config
  }
  return undefined
}

/** The settings for a shape; throws the sentence when there are none. */
export async function getH264Config(
  shape: PictureShape,
  format: 'annexb' | 'avc',
): Promise<VideoEncoderConfig> {
  const config = await findH264Config(shape, format)
  if (config !== undefined) return config
  const size = `${shape.widthPixels} × ${shape.heightPixels}`
  throw new DeviceFailure(
    'unsupported',
    `This browser cannot encode video of ${size}. Choose a smaller size.`,
  )
}

/** The level in hexadecimal, by the macroblocks of a second (ITU-T H.264, table A-1). */
function levelOf({ widthPixels, heightPixels, frameRate }: PictureShape): string {
  const blocks = Math.ceil(widthPixels / 16) * Math.ceil(heightPixels / 16)
  if (blocks <= 3600 && blocks * frameRate <= 108_000) return '1f'
  return blocks <= 8192 && blocks * frameRate <= 245_760 ? '28' : '33'
}

/** A running encoder. */
export type H264Encoder = {
  /** Takes the planes of the next frame. Waits while the encoder has enough in hand. */
  encode(planes: Uint8Array<ArrayBuffer>, isKey: boolean): Promise<void>
  /** Ends: every frame has come out when its promise is kept. */
  finish(): Promise<void>
}

/** Starts an encoder. Coded frames are handed over as they come; what goes wrong is thrown by the next call. */
export function startH264Encoder(
  config: VideoEncoderConfig,
  onFrame: (frame: CodedFrame) => void,
): H264Encoder {
  let failure: unknown
  let frames = 0
  const encoder = new VideoEncoder({
    output: (chunk, meta) => {
      const bytes = new Uint8Array(chunk.byteLength)
      chunk.copyTo(bytes)
      onFrame({ bytes, isKey: chunk.type === 'key', decoderConfig: meta?.decoderConfig })
    },
    error: (error) => {
      failure = error
    },
  })
  encoder.configure(config)
  return {
    encode: async (planes, isKey) => {
      throwFailure()
      const timestamp = microsecondsOfFrames(frames, config.framerate ?? 30)
      frames += 1
      const picture = new VideoFrame(planes, {
        ...{ format: 'I420', codedWidth: config.width, codedHeight: config.height },
        ...{ timestamp, colorSpace: videoColours },
      })
      encoder.encode(picture, { keyFrame: isKey })
      picture.close()
      while (encoder.encodeQueueSize > mostQueued && failure === undefined) {
        await new Promise((resolve) => encoder.addEventListener('dequeue', resolve, { once: true }))
      }
    },
    finish: async () => {
      throwFailure()
      await encoder.flush()
      throwFailure()
      encoder.close()
    },
  }

  function throwFailure(): void {
    if (failure === undefined) return
    throw new DeviceFailure('failed', 'This browser stopped encoding the picture.', failure)
  }
}
