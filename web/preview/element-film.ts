/** A film played by the browser's own `<video>`, where WebCodecs is missing or cannot decode it. */
import { momentSlackSeconds } from '#core/timeline/speed.ts'
import type { Film, FilmReader } from './films.ts'
import type { HeldPicture, Picture } from './pictures.ts'
import { contextOf } from './surfaces.ts'

/** An element farther off than this is sent to the right place; nearer, its speed makes it up. */
const mostDriftSeconds = 0.15

/** An element that nobody asked for so long is paused. */
const restMs = 250

/** A request that never ends must not hold the preview. */
const openTimeoutMs = 10_000

/** Opens the film at an address. `undefined` when this browser cannot play it. */
export async function openElementFilm(url: string): Promise<Film | undefined> {
  const open = async () => await openElement(url)
  let stills = await open().catch(() => undefined)
  if (stills === undefined) return undefined
  let turn: Promise<unknown> = Promise.resolve()
  const readers = new Set<FilmReader>()
  return {
    async still(seconds) {
      const made = turn.then(async () => {
        stills ??= await open()
        await seek(stills, seconds)
        return copyOf(stills)
      })
      turn = made.catch(() => undefined)
      return await made
    },
    read(fromSeconds) {
      const reader = readElement(open(), fromSeconds, () => readers.delete(reader))
      readers.add(reader)
      return reader
    },
    close() {
      for (const reader of [...readers]) reader.close()
      if (stills !== undefined) letGo(stills)
      stills = undefined
    },
  }
}

async function openElement(url: string): Promise<HTMLVideoElement> {
  const video = document.createElement('video')
  Object.assign(video, { muted: true, playsInline: true, preload: 'auto', src: url })
  await happened(video, 'loadeddata')
  if (video.videoWidth > 0) return video
  letGo(video)
  throw new Error('The file holds no picture.')
}

async function happened(video: HTMLVideoElement, name: 'loadeddata' | 'seeked'): Promise<void> {
  const off = new AbortController()
  const { signal } = off
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = () => reject(new Error('The browser could not play the file.', { cause: video.error }))
      video.addEventListener(name, () => resolve(), { signal })
      video.addEventListener('error', fail, { signal })
      AbortSignal.timeout(openTimeoutMs).addEventListener('abort', fail, { signal })
    })
  } catch (error) {
    letGo(video)
    throw error
  } finally {
    off.abort()
  }
}

async function seek(video: HTMLVideoElement, seconds: number): Promise<void> {
  // Asked for the very end some browsers show nothing.
  const target = Math.min(seconds + momentSlackSeconds, Math.max(0, video.duration - 0.01))
  if (Math.abs(video.currentTime - target) < momentSlackSeconds) return
  const arrived = happened(video, 'seeked')
  video.currentTime = target
  await arrived
}

function letGo(video: HTMLVideoElement): void {
  video.pause()
  video.removeAttribute('src')
  video.load()
}

function pictureOf(video: HTMLVideoElement): Picture {
  return { image: video, widthPixels: video.videoWidth, heightPixels: video.videoHeight }
}

function copyOf(video: HTMLVideoElement): HeldPicture {
  const { videoWidth: widthPixels, videoHeight: heightPixels } = video
  const context = contextOf(new OffscreenCanvas(widthPixels, heightPixels))
  context.drawImage(video, 0, 0)
  const image = context.canvas
  return { image, widthPixels, heightPixels, release: () => Object.assign(image, { width: 0, height: 0 }) }
}

/** Plays an element at the speed at which it is asked for its pictures. */
function readElement(
  opening: Promise<HTMLVideoElement>,
  fromSeconds: number,
  onClose: () => void,
): FilmReader {
  let video: HTMLVideoElement | undefined
  let resting: ReturnType<typeof setTimeout> | undefined
  let isClosed = false
  let asked = { seconds: fromSeconds, atMs: performance.now() }
  const placed = opening.then(async (opened) => {
    if (isClosed) return letGo(opened)
    await seek(opened, fromSeconds)
    video = opened
  })
  placed.catch(() => undefined)
  const follow = (playing: HTMLVideoElement, seconds: number) => {
    const atMs = performance.now()
    const passed = (atMs - asked.atMs) / 1000
    const drift = seconds - playing.currentTime
    const speed = passed > 0 ? (seconds - asked.seconds) / passed : 1
    asked = { seconds, atMs }
    if (Math.abs(drift) > mostDriftSeconds && !playing.seeking)
      playing.currentTime = seconds + momentSlackSeconds
    playing.playbackRate = Math.min(8, Math.max(0.1, speed + drift))
    if (playing.paused && !playing.ended) playing.play().catch(() => undefined)
    clearTimeout(resting)
    resting = setTimeout(() => playing.pause(), restMs)
  }
  return {
    at(seconds) {
      if (video === undefined) return undefined
      follow(video, seconds)
      return { picture: pictureOf(video), isExact: Math.abs(seconds - video.currentTime) <= mostDriftSeconds }
    },
    async ready(seconds) {
      await placed
      if (video === undefined) throw new Error('The film was closed.')
      video.pause()
      await seek(video, seconds)
      asked = { seconds, atMs: performance.now() }
      return pictureOf(video)
    },
    close() {
      if (isClosed) return
      isClosed = true
      clearTimeout(resting)
      if (video !== undefined) letGo(video)
      onClose()
    },
  }
}
