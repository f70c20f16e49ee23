/** Decodes songs that WebCodecs cannot: whole by the browser's own player, or by FFmpeg, which is fetched for it. */
import { mediaLimits } from '#core/media/limits.ts'
import { type SoundPiece, sampleRateOf } from './decode-song.ts'
import { decodeSongByFfmpeg } from './ffmpeg-song.ts'

/** Both ways hold a whole song in memory, so they are for files of common size only. */
const mostBytes = 64 * 1024 * 1024

const pieceSamples = 1 << 16

/** Decodes what `decodeSong` could not. Throws when nothing here can. */
export async function* decodeOtherwise(file: Blob, signal: AbortSignal): AsyncGenerator<SoundPiece, void> {
  if (file.size > mostBytes) throw new Error('The file is too large to be decoded whole.')
  const whole = await decodedByPlayer(file)
  signal.throwIfAborted()
  if (whole === undefined) yield* decodeSongByFfmpeg(file, signal)
  else yield* piecesOf(whole)
}

/** The whole song as the browser's player decodes it, at the rate it says it has. */
async function decodedByPlayer(file: Blob): Promise<AudioBuffer | undefined> {
  const sampleRate = (await sampleRateOf(file)) ?? 44_100
  try {
    const context = new OfflineAudioContext({ numberOfChannels: 1, length: 1, sampleRate })
    return await context.decodeAudioData(await file.arrayBuffer())
  } catch {
    return undefined
  }
}

function* piecesOf(whole: AudioBuffer): Generator<SoundPiece, void> {
  const { sampleRate, numberOfChannels: channels } = whole
  const lanes = Array.from({ length: channels }, (_, channel) => whole.getChannelData(channel))
  const frames = Math.min(whole.length, mediaLimits.songSeconds * sampleRate)
  for (let first = 0; first < frames; first += pieceSamples) {
    const length = Math.min(pieceSamples, frames - first)
    const samples = new Float32Array(length * channels)
    for (const [channel, lane] of lanes.entries()) {
      for (let i = 0; i < length; i++) samples[i * channels + channel] = lane[first + i] ?? 0
    }
    yield { sampleRate, channels, samples }
  }
}
