import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import type { CaptionLook, Timeline } from '#core/timeline/timeline.ts'
import { locateFfmpeg } from '../container/ffmpeg/locate.ts'
import { encodeProxy } from '../container/ingest/encode-proxy.ts'
import { paintOrder } from '../container/render/painted.fake.ts'
import { orderOf, runOrder, videoIn } from '../container/render/trial.fake.ts'
import { ObjectStore } from '../container/testing/object-store.ts'
import type { PreviewMedia } from '../web/preview/preview-media.ts'
import { browserTest, openBrowser } from './support/browser.ts'
import { everyEffect, musicFor } from './support/every-effect.ts'
import { writeSong } from './support/media.ts'
import { bringPhoto } from './support/preview-video.ts'
import { type LumaPicture, lumaOf, ssim } from './support/ssim.ts'
import { serveTrialPage, type TrialPage } from './support/trial-page.ts'

const run = promisify(execFile)
const size = { widthPixels: 640, heightPixels: 360 }
const photoFolder = join(import.meta.dirname, '..', 'demo', 'photos')
const photoNames = ['life', 'friends', 'picosdeeuropa'].map((name) => `${name}_by_Aitzol_Berasategi.jpg`)

let served: TrialPage
let browser: Browser
let store: ObjectStore

beforeAll(async () => {
  served = await serveTrialPage('preview')
  browser = await openBrowser()
  store = await ObjectStore.start()
})
afterAll(async () => {
  await store?.stop()
  await browser?.close()
  await served?.remove()
})

/** A film in a camera's size, and the proxy that the preview plays instead of it. */
async function bringFilm(): Promise<PreviewMedia> {
  const path = join(served.folder, 'film.mp4')
  const colours = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709']
  const x264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', ...colours]
  const photo = ['-loop', '1', '-framerate', '30', '-i', join(photoFolder, 'sunset_by_Aitzol_Berasategi.jpg')]
  const moving = "scale=1600:-2,crop=1280:720:'160+150*sin(t)':'(ih-720)*(0.5+0.4*cos(t*1.3))'"
  const filters = `${moving},scale=out_color_matrix=bt709:out_range=tv,setsar=1`
  await ffmpeg(...photo, '-vf', filters, '-t', '6', ...x264, '-crf', '18', path)
  const { signal } = new AbortController()
  await encodeProxy({ path, format: 'mp4', signal }, join(served.folder, 'proxy.mp4'), () => undefined)
  const media = {
    kind: 'clip',
    widthPixels: 1280,
    heightPixels: 720,
    name: 'film.mp4',
    thumbnails: [],
  } as const
  return { ...media, films: ['/files/proxy.mp4', '/files/film.mp4'] }
}

async function ffmpeg(...parameters: readonly string[]): Promise<Buffer> {
  const { stdout } = await run(locateFfmpeg(), ['-v', 'error', '-nostdin', '-y', ...parameters], {
    encoding: 'buffer',
    maxBuffer: 2 ** 30,
  })
  return stdout
}

/** Frames of the render, as it paints them and as its file shows them. */
type Rendered = { readonly painted: readonly LumaPicture[]; readonly encoded: readonly LumaPicture[] }

async function renderedFrames(timeline: Timeline, frames: readonly number[]): Promise<Rendered> {
  const songPath = join(served.folder, 'song.wav')
  await writeSong(songPath, timeline.lengthFrames / 30 + 1)
  const photo = async (name: string) =>
    ({ bytes: await readFile(join(photoFolder, name)), format: 'jpg' }) as const
  const trial = {
    ...{ store, timeline, music: musicFor(timeline), preset: '360p30' as const },
    song: { bytes: await readFile(songPath), format: 'wav' as const },
    media: {
      ...Object.fromEntries(
        await Promise.all(photoNames.map(async (name, i) => [`photo-${i}`, await photo(name)] as const)),
      ),
      film: { bytes: await readFile(join(served.folder, 'film.mp4')), format: 'mp4' as const },
    },
  }
  const order = orderOf(trial)
  const { result } = await runOrder(order)
  const path = join(served.folder, 'render.mp4')
  await writeFile(path, videoIn(store, result.partEtags.length))
  const rawPath = join(served.folder, 'painted.yuv')
  await writeFile(rawPath, await paintOrder(order, frames))
  const raw = ['-f', 'rawvideo', '-pixel_format', 'yuv420p', '-video_size', '640x360', '-i', rawPath]
  const wanted = frames.map((frame) => `eq(n,${frame})`).join('+')
  return {
    painted: await shownFrames(raw, 'null'),
    encoded: await shownFrames(['-i', path], `select='${wanted}'`),
  }
}

/** The luma of frames as a screen shows them: decoded by FFmpeg to colours, which end at white. */
async function shownFrames(input: readonly string[], select: string): Promise<readonly LumaPicture[]> {
  const toColours = 'scale=in_color_matrix=bt709:in_range=tv:flags=bicubic+accurate_rnd+full_chroma_int'
  const { widthPixels, heightPixels } = size
  const raw = await ffmpeg(
    ...[...input, '-vf', `${select},${toColours}`],
    ...['-fps_mode', 'passthrough', '-pix_fmt', 'rgba', '-f', 'rawvideo', 'pipe:1'],
  )
  const bytes = widthPixels * heightPixels * 4
  return Array.from({ length: raw.length / bytes }, (_, i) =>
    lumaOf(raw.subarray(i * bytes, (i + 1) * bytes), widthPixels, heightPixels),
  )
}

type Brought = {
  readonly photos: readonly [PreviewMedia, PreviewMedia, PreviewMedia]
  readonly film: PreviewMedia
}
let broughtOnce: Promise<Brought> | undefined

async function bring(): Promise<Brought> {
  const [first, second, third] = await Promise.all(
    photoNames.map((name, i) => bringPhoto(join(photoFolder, name), served.folder, `photo-${i}`)),
  )
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('three photos were brought')
  return { photos: [first, second, third], film: await bringFilm() }
}

/** A video with everything on, and captions of a look, as the page is told of it. */
async function videoFor(look: CaptionLook) {
  broughtOnce ??= bring()
  const { photos, film } = await broughtOnce
  const shown = (mediaId: string, { widthPixels, heightPixels }: PreviewMedia) => ({
    mediaId,
    ratio: widthPixels / heightPixels,
  })
  const [first, second, third] = photos
  const timeline = everyEffect(
    [shown('photo-0', first), shown('photo-1', second), shown('photo-2', third)],
    shown('film', film),
    look,
  )
  const media: Readonly<Record<string, PreviewMedia>> = {
    'photo-0': first,
    'photo-1': second,
    'photo-2': third,
    film,
  }
  return { timeline, music: musicFor(timeline), songUrl: '', media, ...size }
}

type Painted = { readonly painted: readonly string[]; readonly problems: readonly unknown[] }

/** What the preview paints, and what it tells of it: on the page, or in the background as for a file, there `alone` where the page can paint nothing. */
async function paint(
  video: Awaited<ReturnType<typeof videoFor>>,
  frames: readonly number[],
  by: 'page' | 'worker' | 'worker alone' = 'page',
): Promise<Painted> {
  const page = await browser.newPage({ baseURL: served.origin })
  if (by === 'worker alone') await page.addInitScript('delete globalThis.OffscreenCanvas')
  await page.goto('/')
  const order = `trial.paint(${JSON.stringify(video)}, ${JSON.stringify(frames)}, '${by}')`
  const answer = await page.evaluate<Painted>(order)
  await page.close()
  return answer
}

/** How alike frames of the preview are to what the render paints, and to what its file shows, with captions of a look. */
async function likeness(look: CaptionLook, frames: readonly number[]) {
  const video = await videoFor(look)
  const rendered = await renderedFrames(video.timeline, frames)
  const { painted, problems } = await paint(video, frames)
  expect(problems).toEqual([])
  return frames.map((frame, i) => {
    const rgba = Buffer.from(painted[i] ?? '', 'base64')
    const [shown, encoded] = [rendered.painted[i], rendered.encoded[i]]
    if (shown === undefined || encoded === undefined) throw new Error('every frame was rendered')
    const previewed = lumaOf(rgba, size.widthPixels, size.heightPixels)
    const clip = video.timeline.clips.findLast(({ startFrame }) => startFrame <= frame)
    const isFilm = clip?.shot.kind === 'clip'
    return { frame, isFilm, toPainted: ssim(previewed, shown), toEncoded: ssim(previewed, encoded) }
  })
}

/**
 * Frames that are not alike enough. What the encoder leaves of a frame is held to less than what it was given: it takes
 * texture away as it can spare it, more than the preview does. A film is seen from its proxy, which has fewer lines.
 */
function unlike(alike: Awaited<ReturnType<typeof likeness>>) {
  return alike.filter(
    ({ isFilm, toPainted, toEncoded }) => toPainted < (isFilm ? 0.96 : 0.975) || toEncoded < 0.95,
  )
}

browserTest('what the preview paints is what the render shows, with every effect on', async () => {
  const frames = Array.from({ length: 24 }, (_, i) => i * 8 + 2)
  expect(unlike(await likeness('karaoke', frames))).toEqual([])
})

browserTest.each(['lines', 'word'] as const)('so it is with captions as %s', async (look) => {
  const frames = Array.from({ length: 12 }, (_, i) => i * 16 + 2)
  expect(unlike(await likeness(look, frames))).toEqual([])
})

browserTest('what is painted in the background for a file is what the page paints, to the byte', async () => {
  const video = await videoFor('karaoke')
  const frames = [2, 27, 61, 100, 150, 182]
  expect(await paint(video, frames, 'worker alone')).toEqual(await paint(video, frames))
})

browserTest('what no worker can show the page paints itself, and says what it could not', async () => {
  const video = await videoFor('karaoke')
  const { thumbnails } = video.media['photo-0'] ?? { thumbnails: [] }
  const film = { kind: 'clip', name: 'gone.mp4', thumbnails, films: ['/files/gone.mp4'], ...size } as const
  const stopped = { ...video, media: { ...video.media, film } }
  const frames = [2, 100, 150]
  const inBackground = await paint(stopped, frames, 'worker')
  expect(inBackground).toEqual(await paint(stopped, frames))
  expect(inBackground.problems).toMatchObject([{ kind: 'unplayable', mediaId: 'film' }])
})
