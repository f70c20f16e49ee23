/** Writes an MP4 as its frames are encoded: to a file on disk, so that memory stays small, or to memory where there is none. */
import {
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
  StreamTarget,
  type StreamTargetChunk,
} from 'mediabunny'
import { soundSampleRate } from '#core/video/sound-targets.ts'
import type { EncodeOrder } from './encode-frames.ts'
import type { FrameTaker } from './frame-taker.ts'
import { type CodedFrame, getH264Config, type PictureShape, startH264Encoder } from './h264-encoder.ts'
import { videoColours } from './i420.ts'

/** Samples of one packet of AAC. */
const aacPacketSamples = 1024
/** What an encoder may put before and after the sound, in packets. */
const sparePackets = 8

const writeBytes = 4 * 1024 * 1024

type MovieOrder = Extract<EncodeOrder, { kind: 'movie' }>

/** Opens the file and the encoder. The index is written first, in space that is kept for it. */
export async function makeMovieWriter(order: MovieOrder, shape: PictureShape): Promise<FrameTaker> {
  const { handle, lengthFrames } = order
  const { frameRate } = shape
  const config = await getH264Config(shape, 'avc')
  const memory = handle === undefined ? new BufferTarget() : undefined
  const output = new Output({
    format: new Mp4OutputFormat({ fastStart: memory === undefined ? 'reserve' : 'in-memory' }),
    target: memory ?? (await openFile(handle)),
  })
  const picture = new EncodedVideoPacketSource('avc')
  const sound = new EncodedAudioPacketSource('aac')
  const soundPackets = Math.ceil((lengthFrames / frameRate) * (soundSampleRate / aacPacketSamples))
  output.addVideoTrack(picture, { frameRate, maximumPacketCount: lengthFrames })
  output.addAudioTrack(sound, { maximumPacketCount: soundPackets + sparePackets })
  await output.start()
  let written = Promise.resolve()
  let coded = 0
  const write = ({ bytes, isKey, decoderConfig }: CodedFrame) => {
    const packet = new EncodedPacket(bytes, isKey ? 'key' : 'delta', coded / frameRate, 1 / frameRate)
    const meta =
      decoderConfig === undefined ? {} : { decoderConfig: { ...decoderConfig, colorSpace: videoColours } }
    coded += 1
    written = written.then(() => picture.add(packet, meta))
    written.catch(() => undefined)
  }
  const encoder = startH264Encoder(config, write)
  const keyFrames = new Set(order.keyFrames)
  let frames = 0
  let sinceKey = 0
  return {
    take: async (planes) => {
      // Ten seconds is the farthest a player has to go back where there is no cut.
      const isKey = keyFrames.has(frames) || sinceKey >= 10 * frameRate
      sinceKey = isKey ? 1 : sinceKey + 1
      await encoder.encode(planes, isKey || frames === 0)
      frames += 1
      await written
      return undefined
    },
    takeSound: async (file) => {
      await copySound(file, sound)
      sound.close()
    },
    finish: async () => {
      await encoder.finish()
      await written
      await output.finalize()
      return memory?.buffer === null || memory === undefined ? undefined : new Uint8Array(memory.buffer)
    },
  }
}

async function openFile(handle: FileSystemFileHandle | undefined): Promise<StreamTarget> {
  if (handle === undefined) throw new Error('there is no file to write to')
  const writable: WritableStream = await handle.createWritable()
  return new StreamTarget(writable as WritableStream<StreamTargetChunk>, {
    chunked: true,
    chunkSize: writeBytes,
  })
}

/** Copies the packets of an M4A, as they are. */
async function copySound(file: Uint8Array<ArrayBuffer>, to: EncodedAudioPacketSource): Promise<void> {
  const input = new Input({ source: new BufferSource(file), formats: [MP4] })
  const track = await input.getPrimaryAudioTrack()
  const decoderConfig = await track?.getDecoderConfig()
  if (track === null || decoderConfig === null || decoderConfig === undefined)
    throw new Error('the sound is empty')
  for await (const packet of new EncodedPacketSink(track).packets()) await to.add(packet, { decoderConfig })
  input.dispose()
}
