/** A film decoded through WebCodecs, at times known exactly. */
import type { InputVideoTrack, VideoSample, VideoSampleSink } from 'mediabunny'
import { momentSlackSeconds } from '#core/timeline/speed.ts'
import type { Film, FilmReader } from './films.ts'
import type { HeldPicture } from './pictures.ts'
import { makeSignal } from './signal.ts'
import { contextOf } from './surfaces.ts'

/** Pictures a reader keeps decoded; the decoder itself holds a few more. */
const mostDecoded = 4

/** A picture of more pixels is kept reduced: a few of a camera's own size would fill a phone's memory. */
const mostPixels = 1280 * 720

/** Bytes of one file that are kept, to be decoded again without being fetched again. */
const cacheBytes = 3 * 2 ** 20

/** Fetches what films are opened with, before one is wanted. That it failed is told by the film that wants it. */
export function prepareCodecFilms(): void {
  if ('VideoDecoder' in globalThis) import('mediabunny').catch(() => undefined)
}

/** Opens the film at an address. `undefined` when this browser cannot decode it. */
export async function openCodecFilm(url: string): Promise<Film | undefined> {
  if (!('VideoDecoder' in globalThis)) return undefined
  const { Input, UrlSource, VideoSampleSink, MP4, QTFF, WEBM, MATROSKA, MPEG_TS } = await import('mediabunny')
  const getRetryDelay = (attempts: number) => (attempts < 2 ? 0.2 : null)
  const source = new UrlSource(url, { maxCacheSize: cacheBytes, getRetryDelay })
  const input = new Input({ source, formats: [MP4, QTFF, WEBM, MATROSKA, MPEG_TS] })
  try {
    const track = await input.getPrimaryVideoTrack()
    if (track !== null && (await track.canDecode())) {
      return filmOf(track, new VideoSampleSink(track), () => input.dispose())
    }
  } catch {
    // A file that cannot be read is like one that cannot be decoded: another way is tried.
  }
  input.dispose()
  return undefined
}

async function filmOf(track: InputVideoTrack, sink: VideoSampleSink, dispose: () => void): Promise<Film> {
  const firstSeconds = await track.getFirstTimestamp()
  const readers = new Set<FilmReader>()
  return {
    async still(seconds) {
      const sample = await sink.getSample(Math.max(firstSeconds, seconds + momentSlackSeconds))
      if (sample === null) throw new Error('There is no picture at this time.')
      return await heldOf(sample)
    },
    read(fromSeconds) {
      const samples = sink.samples(Math.max(firstSeconds, fromSeconds + momentSlackSeconds))
      const reader = readSamples(samples, () => readers.delete(reader))
      readers.add(reader)
      return reader
    },
    close() {
      for (const reader of [...readers]) reader.close()
      dispose()
    },
  }
}

type Decoded = { readonly held: HeldPicture; readonly seconds: number; readonly endSeconds: number }

function readSamples(samples: AsyncGenerator<VideoSample, void>, onClose: () => void): FilmReader {
  const decoded: Decoded[] = []
  let [isEnded, isClosed] = [false, false]
  let failure: unknown
  const change = makeSignal()
  const letGoAll = () => {
    for (const { held } of decoded.splice(0)) held.release()
  }
  const pump = async () => {
    try {
      for await (const sample of samples) {
        if (isClosed) return sample.close()
        decoded.push(await decodedOf(sample))
        change.tell()
        while (decoded.length >= mostDecoded && !isClosed) await change.told()
        if (isClosed) return letGoAll()
      }
    } catch (error) {
      failure = error
    }
    isEnded = true
    change.tell()
  }
  void pump()
  const at = (seconds: number) => {
    const [first] = decoded
    while (decoded.length > 1 && (decoded[1]?.seconds ?? 0) <= seconds + momentSlackSeconds) {
      decoded.shift()?.held.release()
    }
    const [newest, next] = decoded
    if (newest === undefined) return undefined
    if (newest !== first) change.tell()
    const isExact = next !== undefined || isEnded || newest.endSeconds > seconds + momentSlackSeconds
    return { picture: newest.held, isExact }
  }
  return {
    at,
    async ready(seconds) {
      for (;;) {
        const found = at(seconds)
        if (found?.isExact === true) return found.picture
        if (isEnded || isClosed) throw failure ?? new Error('There is no picture at this time.')
        await change.told()
      }
    },
    close() {
      if (isClosed) return
      isClosed = true
      change.tell()
      letGoAll()
      void samples.return()
      onClose()
    },
  }
}

async function decodedOf(sample: VideoSample): Promise<Decoded> {
  const { timestamp: seconds, duration } = sample
  return { held: await heldOf(sample), seconds, endSeconds: seconds + duration }
}

/** The decoder's picture where it can be drawn as it is, else a copy that stands upright and is not too large. */
async function heldOf(sample: VideoSample): Promise<HeldPicture> {
  const { displayWidth, displayHeight, rotation, flip } = sample
  const share = Math.min(1, Math.sqrt(mostPixels / (displayWidth * displayHeight)))
  if (rotation === 0 && !flip && share === 1) {
    const image = await drawableOf(sample.toVideoFrame())
    sample.close()
    return { image, widthPixels: displayWidth, heightPixels: displayHeight, release: () => image.close() }
  }
  const [widthPixels, heightPixels] = [Math.round(displayWidth * share), Math.round(displayHeight * share)]
  const context = contextOf(new OffscreenCanvas(widthPixels, heightPixels))
  sample.draw(context, 0, 0, widthPixels, heightPixels)
  sample.close()
  const image = context.canvas
  // A canvas of no size gives its memory back at once.
  const release = () => Object.assign(image, { width: 0, height: 0 })
  return { image, widthPixels, heightPixels, release }
}

/**
 * What is drawn of a decoded picture. A browser without a graphics card keeps a copy of every decoded picture that it ever
 * drew, up to hundreds of megabytes, but none of a bitmap. Planes that lie in the processor's memory (I420) are made one;
 * what a graphics card decoded stays there.
 */
async function drawableOf(frame: VideoFrame): Promise<VideoFrame | ImageBitmap> {
  const { format, displayWidth: width, displayHeight: height, visibleRect } = frame
  if (format !== 'I420' || visibleRect?.width !== width || visibleRect.height !== height) return frame
  try {
    const rgba = new Uint8ClampedArray(width * height * 4)
    await frame.copyTo(rgba, { format: 'RGBA' })
    const bitmap = await createImageBitmap(new ImageData(rgba, width, height))
    frame.close()
    return bitmap
  } catch {
    // A browser that copies planes only as they are draws the picture itself.
    return frame
  }
}
