/** A stretch of a song as plain samples, for the sound of what is made on this device. */
import { AudioBufferSink, BlobSource, Input } from 'mediabunny'
import { samplesOfSeconds } from '#core/units.ts'
import { soundSampleRate } from '#core/video/sound-targets.ts'
import { songFormats } from './decode-song.ts'
import { decodeSongByFfmpeg } from './ffmpeg-song.ts'
import { skippedMp3Samples } from './mp3-delay.ts'

/** From when until how much later a song is heard, in seconds. */
export type Stretch = { readonly startSeconds: number; readonly seconds: number }

/** Decoders need a moment before their first right sample. */
const leadSeconds = 0.1

/**
 * Two channels at 48 kHz, interleaved; silence where the song is over. Only the stretch is decoded where the browser can
 * read the song; else FFmpeg decodes it whole. Throws when neither can.
 */
export async function samplesOfStretch(
  file: Blob,
  stretch: Stretch,
  signal: AbortSignal,
): Promise<Float32Array<ArrayBuffer>> {
  const mixer = new OfflineAudioContext({
    numberOfChannels: 2,
    length: Math.max(1, samplesOfSeconds(stretch.seconds, soundSampleRate)),
    sampleRate: soundSampleRate,
  })
  try {
    await scheduleDecoded(mixer, file, stretch)
  } catch {
    signal.throwIfAborted()
    await scheduleByFfmpeg(mixer, file, { stretch, signal })
  }
  signal.throwIfAborted()
  return interleaved(await mixer.startRendering())
}

async function scheduleDecoded(mixer: OfflineAudioContext, file: Blob, stretch: Stretch): Promise<void> {
  const input = new Input({ source: new BlobSource(file), formats: songFormats })
  try {
    const track = await input.getPrimaryAudioTrack()
    if (track === null || !(await track.canDecode())) throw new Error('This browser cannot decode the file.')
    const skippedSeconds = (await skippedMp3Samples(file)) / (await track.getSampleRate())
    const first = stretch.startSeconds + skippedSeconds
    const sink = new AudioBufferSink(track)
    for await (const { buffer, timestamp } of sink.buffers(first - leadSeconds, first + stretch.seconds))
      schedule(mixer, buffer, timestamp - first)
  } finally {
    input.dispose()
  }
}

async function scheduleByFfmpeg(
  mixer: OfflineAudioContext,
  file: Blob,
  { stretch, signal }: { readonly stretch: Stretch; readonly signal: AbortSignal },
): Promise<void> {
  let atSeconds = -stretch.startSeconds
  for await (const { samples, sampleRate, channels } of decodeSongByFfmpeg(file, signal)) {
    const length = samples.length / channels
    const buffer = new AudioBuffer({ length, sampleRate, numberOfChannels: channels })
    for (let channel = 0; channel < channels; channel += 1) {
      const lane = buffer.getChannelData(channel)
      for (let i = 0; i < length; i += 1) lane[i] = samples[i * channels + channel] ?? 0
    }
    schedule(mixer, buffer, atSeconds)
    atSeconds += length / sampleRate
  }
}

/** Lets a piece sound at its time; what lies before the stretch, or after it, is left out. */
function schedule(mixer: OfflineAudioContext, buffer: AudioBuffer, atSeconds: number): void {
  if (atSeconds + buffer.duration <= 0 || atSeconds >= mixer.length / mixer.sampleRate) return
  const node = new AudioBufferSourceNode(mixer, { buffer })
  node.connect(mixer.destination)
  node.start(Math.max(0, atSeconds), Math.max(0, -atSeconds))
}

function interleaved(mixed: AudioBuffer): Float32Array<ArrayBuffer> {
  const [left, right] = [mixed.getChannelData(0), mixed.getChannelData(1)]
  const samples = new Float32Array(mixed.length * 2)
  for (let i = 0; i < mixed.length; i += 1) {
    samples[i * 2] = left[i] ?? 0
    samples[i * 2 + 1] = right[i] ?? 0
  }
  return samples
}
