/** Streams the sound of a file the person picked, decoded by their own browser. Runs in a worker or on the page. */
import {
  ADTS,
  type AudioSample,
  AudioSampleSink,
  BlobSource,
  FLAC,
  Input,
  MP3,
  MP4,
  OGG,
  QTFF,
  WAVE,
} from 'mediabunny'
import { mediaLimits } from '#core/media/limits.ts'
import { samplesOfSeconds } from '#core/units.ts'
import { skippedMp3Samples } from './mp3-delay.ts'

/** The formats songs come in. Playlists are not among them: they could name files elsewhere. */
export const songFormats = [MP3, WAVE, FLAC, OGG, MP4, QTFF, ADTS]

/** How the samples are laid out. */
export type SoundLayout = { readonly sampleRate: number; readonly channels: number }

/** A piece of sound: interleaved by channel, full scale being 1. */
export type SoundPiece = SoundLayout & { readonly samples: Float32Array<ArrayBuffer> }

/**
 * Decodes a song piece by piece, from its first audible sample: what encoders put before it is left out, as FFmpeg does.
 * Throws when this browser cannot decode it, or when the layout changes midway.
 */
export async function* decodeSong(file: Blob): AsyncGenerator<SoundPiece, void> {
  const input = new Input({ source: new BlobSource(file), formats: songFormats })
  try {
    const track = await input.getPrimaryAudioTrack()
    if (track === null || !(await track.canDecode())) throw new Error('This browser cannot decode the file.')
    yield* piecesOf(new AudioSampleSink(track), await skippedMp3Samples(file))
  } finally {
    input.dispose()
  }
}

async function* piecesOf(sink: AudioSampleSink, skippedSamples: number): AsyncGenerator<SoundPiece, void> {
  let layout: SoundLayout | undefined
  for await (const sample of sink.samples()) {
    try {
      const { sampleRate, numberOfChannels: channels, timestamp } = sample
      layout ??= { sampleRate, channels }
      if (sampleRate !== layout.sampleRate || channels !== layout.channels) {
        throw new Error('The sound changes its layout midway.')
      }
      if (timestamp >= mediaLimits.songSeconds) return
      const samples = audibleSamples(sample, skippedSamples)
      if (samples.length > 0) yield { ...layout, samples }
    } finally {
      sample.close()
    }
  }
}

/** The rate a file says its sound has, without decoding any; `undefined` where no format of ours can be read. */
export async function sampleRateOf(file: Blob): Promise<number | undefined> {
  const input = new Input({ source: new BlobSource(file), formats: songFormats })
  try {
    return await (await input.getPrimaryAudioTrack())?.getSampleRate()
  } catch {
    return undefined
  } finally {
    input.dispose()
  }
}

/** The interleaved samples that lie past time 0, counted from `skippedSamples` on. */
function audibleSamples(sample: AudioSample, skippedSamples: number): Float32Array<ArrayBuffer> {
  const start = samplesOfSeconds(sample.timestamp, sample.sampleRate) - skippedSamples
  const frameOffset = Math.min(sample.numberOfFrames, Math.max(0, -start))
  const frameCount = sample.numberOfFrames - frameOffset
  const samples = new Float32Array(frameCount * sample.numberOfChannels)
  if (frameCount > 0) sample.copyTo(samples, { planeIndex: 0, format: 'f32', frameOffset, frameCount })
  return samples
}
