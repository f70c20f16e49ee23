/** The worker that proves a finished file: decodes its picture and its sound, and compares them with what was planned. */
import { AudioSampleSink, BlobSource, Input, MP4, type VideoSample, VideoSampleSink } from 'mediabunny'
import { makeLoudnessMeter } from '#core/audio/loudness.ts'
import { makeTruePeakMeter } from '#core/audio/true-peak.ts'
import { decibelsOfAmplitude } from '#core/units.ts'
import { signatureOf } from '#core/video/signature.ts'
import { checkFrames, checkSound, NotProved, type SoundFound } from './check-movie.ts'
import type { FromProving, ToProving } from './prove-movie.ts'

addEventListener('message', (event: MessageEvent<ToProving>) => {
  // Only prove-movie.ts starts this worker, so what comes is what its type says.
  prove(event.data).then(tell, (error: unknown) =>
    tell(
      error instanceof NotProved ? { kind: 'not-proved', reason: error.message } : { kind: 'failed', error },
    ),
  )
})

async function prove({ file, planned }: ToProving): Promise<FromProving> {
  const input = new Input({ source: new BlobSource(file), formats: [MP4] })
  try {
    const [video, audio] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()]
    if (video === null || audio === null) throw new NotProved('Its picture or its sound is missing.')
    const found: { readonly seconds: number; readonly signature: Uint8Array }[] = []
    for await (const sample of new VideoSampleSink(video).samples()) {
      found.push({ seconds: sample.timestamp, signature: await signatureOfSample(sample) })
      sample.close()
      if (found.length % 10 === 0) tell({ kind: 'progress', frames: found.length })
    }
    const maxCutErrorFrames = checkFrames(found, planned)
    const sound = await measure(new AudioSampleSink(audio))
    checkSound(sound, planned)
    const { lufs, truePeakDb } = sound
    return {
      kind: 'proved',
      proof: { frames: found.length, maxCutErrorFrames, lufs: tenth(lufs), truePeak: tenth(truePeakDb) },
    }
  } finally {
    input.dispose()
  }
}

/** Decoders give I420 or NV12, whose first plane is luma in both. */
async function signatureOfSample(sample: VideoSample): Promise<Uint8Array> {
  const picture = sample.toVideoFrame()
  try {
    const bytes = new Uint8Array(picture.allocationSize())
    const [luma] = await picture.copyTo(bytes)
    const { width: widthPixels, height: heightPixels } = picture.visibleRect ?? new DOMRect()
    const start = luma?.offset ?? 0
    return signatureOf(bytes.subarray(start), {
      widthPixels,
      heightPixels,
      strideBytes: luma?.stride ?? widthPixels,
    })
  } finally {
    picture.close()
  }
}

async function measure(sink: AudioSampleSink): Promise<SoundFound> {
  let loudness: ReturnType<typeof makeLoudnessMeter> | undefined
  const truePeak = makeTruePeakMeter(2)
  let seconds = 0
  for await (const sample of sink.samples()) {
    const { sampleRate, numberOfChannels, numberOfFrames, timestamp } = sample
    if (numberOfChannels !== 2) throw new NotProved('Its sound does not have two channels.')
    // What an encoder put before the sound is shown before time 0, and heard by nobody.
    const frameOffset = Math.min(numberOfFrames, Math.max(0, Math.round(-timestamp * sampleRate)))
    const frameCount = numberOfFrames - frameOffset
    const samples = new Float32Array(frameCount * 2)
    if (frameCount > 0) sample.copyTo(samples, { planeIndex: 0, format: 'f32', frameOffset, frameCount })
    sample.close()
    loudness ??= makeLoudnessMeter(sampleRate, 2)
    loudness.push(samples)
    truePeak.push(samples)
    seconds += frameCount / sampleRate
  }
  const peak = truePeak.finish()
  return {
    seconds,
    lufs: loudness?.finish().integratedLufs,
    truePeakDb: peak === 0 ? undefined : decibelsOfAmplitude(peak),
  }
}

/** To a tenth, as the server's proof says it. */
function tenth(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 10) / 10
}

function tell(message: FromProving): void {
  postMessage(message)
}
