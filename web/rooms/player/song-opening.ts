/** A stretch of a song, fetched and decoded by itself: whoever joins late hears it long before the whole song is there. */
import { AudioBufferSink, Input, UrlSource } from 'mediabunny'
import { samplesOfSeconds, secondsOfSamples } from '#core/units.ts'
import { songFormats } from '../../device/decode-song.ts'
import { type Sliced, skippedMp3Samples } from '../../device/mp3-delay.ts'
import type { SongAddress } from './song-address.ts'
import type { Sound } from './sound.ts'

/** Decoders need a moment before their first right sample, and encoders of MP3 begin with as much silence at most. */
const leadSeconds = 0.1

/** So much is decoded before it is played; the rest of the stretch is there long before that is over. */
const firstSeconds = 2
/** What says how an MP3 begins lies in here, unless a picture lies before it. */
const headBytes = 16_384

type Asked = { readonly fromSeconds: number; readonly seconds: number; readonly leaving: AbortSignal }

/**
 * Decodes from a second of the song on: first a little, then all of the stretch. Throws when this browser cannot decode a part of
 * it, or it is not there.
 */
export async function* openSong(address: SongAddress, asked: Asked): AsyncGenerator<Sound, void> {
  const { url, headers = {} } = address
  const source = new UrlSource(url, { requestInit: { headers }, getRetryDelay: () => null })
  const input = new Input({ source, formats: songFormats })
  const leave = () => input.dispose()
  asked.leaving.addEventListener('abort', leave)
  try {
    // It is needed when the first samples are there, not before.
    const skippedSamples = skippedMp3Samples(partsOf(address, asked.leaving))
    skippedSamples.catch(() => undefined)
    const track = await input.getPrimaryAudioTrack()
    if (track === null || !(await track.canDecode())) throw new Error('This browser cannot decode a part.')
    const [sampleRate, channels] = await Promise.all([track.getSampleRate(), track.getNumberOfChannels()])
    const stretch = { ...asked, sampleRate, channels, skippedSamples }
    yield* decodeStretch(new AudioBufferSink(track), stretch)
  } finally {
    asked.leaving.removeEventListener('abort', leave)
    input.dispose()
  }
}

type Stretch = Asked & {
  readonly sampleRate: number
  readonly channels: number
  /** What the encoder put before the song. */
  readonly skippedSamples: Promise<number>
}

async function* decodeStretch(sink: AudioBufferSink, stretch: Stretch): AsyncGenerator<Sound, void> {
  const { fromSeconds, seconds, sampleRate, channels, leaving } = stretch
  const length = samplesOfSeconds(seconds, sampleRate)
  const lanes = Array.from({ length: channels }, () => new Float32Array(length))
  const from = Math.max(0, fromSeconds - leadSeconds)
  let filled = 0
  let isFirst = true
  for await (const { buffer, timestamp } of sink.buffers(from, fromSeconds + seconds + leadSeconds)) {
    leaving.throwIfAborted()
    const at = samplesOfSeconds(timestamp - fromSeconds, sampleRate) - (await stretch.skippedSamples)
    const [skip, until] = [Math.max(0, -at), Math.min(buffer.length, length - at)]
    if (until <= skip) continue
    for (const [channel, lane] of lanes.entries()) {
      lane.set(buffer.getChannelData(channel).subarray(skip, until), at + skip)
    }
    filled = at + until
    if (!isFirst || filled < firstSeconds * sampleRate) continue
    isFirst = false
    yield soundOf(lanes, filled, stretch)
  }
  if (filled === 0) throw new Error('Nothing of the song lies there.')
  yield soundOf(lanes, filled, stretch)
}

function soundOf(
  lanes: readonly Float32Array<ArrayBuffer>[],
  length: number,
  { fromSeconds, sampleRate }: Stretch,
): Sound {
  const buffer = new AudioBuffer({ length, sampleRate, numberOfChannels: lanes.length })
  for (const [channel, lane] of lanes.entries()) buffer.copyToChannel(lane.subarray(0, length), channel)
  return { buffer, fromSeconds, untilSeconds: fromSeconds + secondsOfSamples(length, sampleRate) }
}

/** The bytes of a song, as a file would give them, fetched a part at a time; its beginning once. */
function partsOf({ url, headers = {} }: SongAddress, signal: AbortSignal): Sliced {
  const fetchPart = async (start: number, end: number) => {
    const range = `bytes=${start}-${end - 1}`
    const answer = await fetch(url, { headers: { ...headers, range }, signal })
    if (answer.status !== 206) throw new Error('The song does not come in parts.')
    return await answer.arrayBuffer()
  }
  const head = fetchPart(0, headBytes)
  return {
    slice: (start, end) => ({
      arrayBuffer: async () =>
        end <= headBytes ? (await head).slice(start, end) : await fetchPart(start, end),
    }),
  }
}
