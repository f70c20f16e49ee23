/** Streams a song out of FFmpeg as interleaved floating-point samples. */
import type { MediaFormat } from '#core/media/format.ts'
import { mediaLimits } from '#core/media/limits.ts'
import { runFfmpeg } from '../ffmpeg/run.ts'
import { sourceArguments } from '../ffmpeg/source-arguments.ts'
import { readStreamFacts } from '../ffmpeg/stream-facts.ts'
import { Refused } from '../server/complaint.ts'

/** Higher rates hold nothing that is heard, and only cost time. */
const highestSampleRate = 48_000
const bytesPerSample = 4

/** Takes samples, interleaved by channel; decoding waits while its promise is open. */
type SampleSink = { push(interleaved: Float32Array<ArrayBuffer>): Promise<void> | void }

/** Decodes a song into the sink that `open` makes for its rate and channels, and answers the sink. */
export async function decodeSong<S extends SampleSink>(input: {
  readonly path: string
  readonly format: MediaFormat
  readonly signal: AbortSignal
  open(pcm: { readonly sampleRate: number; readonly channels: number }): S
  onProgress?(fraction: number): void
}): Promise<S> {
  const { path, format, signal } = input
  const stream = await readStreamFacts(path, format, signal)
  if (stream.audio === undefined) throw new Refused('no-audio', 'The file holds no sound.')
  const channels = Math.min(stream.audio.channels, mediaLimits.audioChannels)
  const sampleRate = Math.min(stream.audio.sampleRate, highestSampleRate)
  const sink = input.open({ sampleRate, channels })
  const wholeBytes = (stream.durationSeconds ?? 0) * sampleRate * channels * bytesPerSample
  let seen = 0
  const frames = makeFrameCutter(channels * bytesPerSample)
  await runFfmpeg({
    parameters: [
      ...sourceArguments(path, format),
      ...['-map', '0:a:0', '-t', String(mediaLimits.songSeconds)],
      ...['-ac', String(channels), '-ar', String(sampleRate), '-f', 'f32le', 'pipe:1'],
    ],
    signal,
    timeoutSeconds: 600,
    onOutput: async (chunk) => {
      seen += chunk.length
      await sink.push(frames(chunk))
      if (wholeBytes > 0) input.onProgress?.(Math.min(1, seen / wholeBytes))
    },
  })
  return sink
}

/** Cuts a byte stream at whole frames of samples, carrying what is left to the next piece. */
function makeFrameCutter(frameBytes: number): (chunk: Buffer) => Float32Array<ArrayBuffer> {
  let rest = Buffer.alloc(0)
  return (chunk) => {
    const all = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    const whole = all.length - (all.length % frameBytes)
    rest = Buffer.from(all.subarray(whole))
    // A copy begins at an aligned address, which a view on a pooled buffer need not.
    return new Float32Array(Uint8Array.from(all.subarray(0, whole)).buffer)
  }
}
