import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Timeline } from '#core/timeline/timeline.ts'
import { locateFfmpeg } from '../container/ffmpeg/locate.ts'
import type { DrawnFrame, TrialVideo } from '../web/preview/trial-video.fake.ts'
import { browserTest, openBrowser } from './support/browser.ts'
import { writeSong } from './support/media.ts'
import {
  bringPhoto,
  clipShot,
  filmAt,
  numberIn,
  photoShot,
  timelineOf,
  writeNumberedFilm,
} from './support/preview-video.ts'
import { serveTrialPage, type TrialPage } from './support/trial-page.ts'

const photos = join(import.meta.dirname, '..', 'demo', 'photos')

let served: TrialPage
let browser: Browser
let page: Page

beforeAll(async () => {
  served = await serveTrialPage('preview')
  await Promise.all([
    writeSong(join(served.folder, 'song.wav'), 12),
    writeNumberedFilm(join(served.folder, 'film.mp4'), 10),
  ])
  browser = await openBrowser()
  page = await openPage()
})
afterAll(async () => {
  await browser?.close()
  await served?.remove()
})

/** A page that was touched, since browsers make no sound before. */
async function openPage(setUp: (page: Page) => Promise<void> = async () => undefined): Promise<Page> {
  const opened = await browser.newPage({ baseURL: served.origin })
  await setUp(opened)
  await opened.goto('/')
  await opened.mouse.click(5, 5)
  return opened
}

function videoOf(timeline: Timeline, media: TrialVideo['media']): TrialVideo {
  const still = new Array<number>(timeline.lengthFrames).fill(0)
  const music = { beats: still, onsets: still, energy: still }
  return { timeline, music, songUrl: '/files/song.wav', media, widthPixels: 640, heightPixels: 360 }
}

const film = filmAt('film.mp4', '/files/film.mp4')

/** Goes to a frame and reads which picture of the film is shown there. */
async function numberAt(frame: number, on: Page = page): Promise<number> {
  await on.evaluate(`trial.preview().seek(${frame})`)
  return await numberSeen(on)
}

/** Which picture of the film the canvas shows. */
async function numberSeen(on: Page): Promise<number> {
  const seen = Buffer.from(await on.evaluate<string>('trial.seen()'), 'base64')
  return numberIn(seen, 640, 360)
}

/** The brightest of red, green and blue anywhere. */
function brightest(rgba: Uint8Array): number {
  return rgba.reduce((most, value, i) => (i % 4 === 3 ? most : Math.max(most, value)), 0)
}

async function open(video: TrialVideo, on: Page = page): Promise<void> {
  await on.evaluate(`trial.open(${JSON.stringify(video)})`)
}

browserTest(
  'the frame that is asked for is the frame that is shown, forwards, backwards and over cuts',
  async () => {
    const timeline = timelineOf([clipShot('film', 2), clipShot('film', 0), clipShot('film', 7.5)], 60)
    await open(videoOf(timeline, { film }))
    const asked = [0, 1, 59, 60, 61, 119, 120, 14, 15, 16, 179, 100, 99, 98, 45]
    const shown: number[] = []
    for (const frame of asked) shown.push(await numberAt(frame))
    const starts = [60, 0, 225]
    expect(shown).toEqual(asked.map((frame) => (starts[Math.floor(frame / 60)] ?? 0) + (frame % 60)))
  },
)

browserTest(
  'an edit before the frame that was gone to is drawn shows that frame, not the one before',
  async () => {
    const timeline = timelineOf([clipShot('film', 2), clipShot('film', 0)], 60)
    await open(videoOf(timeline, { film }))
    expect(await page.evaluate('trial.seekAndEdit(75)')).toBe(75)
    expect(await page.evaluate('trial.seekAndEdit(20)')).toBe(20)
  },
)

browserTest(
  'a deleted clip leaves its place black, says so once, and what stands beside it is shown',
  async () => {
    const photo = await bringPhoto(join(photos, 'sunset_by_Aitzol_Berasategi.jpg'), served.folder, 'sunset')
    const timeline = timelineOf([photoShot('sunset'), clipShot('gone', 0)], 30)
    await open(videoOf(timeline, { sunset: photo }))
    await page.evaluate('trial.preview().seek(40)')
    await page.evaluate('trial.preview().seek(41)')
    const black = Buffer.from(await page.evaluate<string>('trial.seen()'), 'base64')
    expect(brightest(black)).toBe(0)
    const problems = await page.evaluate<{ mediaId: string; sentence: string }[]>('trial.problems()')
    expect(problems).toEqual([
      { kind: 'other', mediaId: 'gone', sentence: expect.stringContaining('was deleted') },
    ])
    await page.evaluate('trial.preview().seek(3)')
    const seen = Buffer.from(await page.evaluate<string>('trial.seen()'), 'base64')
    expect(brightest(seen)).toBeGreaterThan(200)
  },
)

/** Waits until some frames more are drawn, however slow the machine is, and answers them. */
async function nextDrawn(on: Page): Promise<readonly DrawnFrame[]> {
  const drawn: DrawnFrame[] = []
  const look = async () => drawn.push(...(await on.evaluate<readonly DrawnFrame[]>('trial.drawn()')))
  await expect.poll(look, { timeout: 60_000 }).toBeGreaterThan(4)
  return drawn
}

/** The frames that are drawn while a video is played for a while, from just after its beginning. */
async function playAWhile(on: Page): Promise<readonly DrawnFrame[]> {
  await on.evaluate('trial.preview().play()')
  await on.evaluate('trial.drawn()')
  const drawn = await nextDrawn(on)
  await on.evaluate('trial.preview().pause()')
  return [...drawn, ...(await on.evaluate<readonly DrawnFrame[]>('trial.drawn()'))]
}

browserTest(
  'while it stands the photos near by are prepared, and going there asks for nothing more',
  async () => {
    const photo = await bringPhoto(join(photos, 'sunset_by_Aitzol_Berasategi.jpg'), served.folder, 'near')
    const names = ['first', 'second', 'third'] as const
    const media = Object.fromEntries(
      names.map((name) => {
        const thumbnails = photo.thumbnails.map((each) => ({ ...each, url: `${each.url}?${name}` }))
        return [name, { ...photo, thumbnails }] as const
      }),
    )
    const asked: string[] = []
    const note = (request: Request) => {
      if (request.url().includes('near')) asked.push(new URL(request.url()).search.slice(1))
    }
    page.on('request', note)
    await open(
      videoOf(
        timelineOf(
          names.map((name) => photoShot(name)),
          30,
        ),
        media,
      ),
    )
    await expect.poll(() => asked).toEqual([...names])
    await page.evaluate('trial.preview().seek(80)')
    await page.evaluate('trial.preview().seek(40)')
    page.off('request', note)
    expect(asked).toEqual([...names])
  },
)

browserTest('while it plays, frames follow one another and stop where it is paused', async () => {
  await open(videoOf(timelineOf([clipShot('film', 0), clipShot('film', 5)], 120), { film }))
  const played = await playAWhile(page)
  const drawn = played.map(({ frame }) => frame)
  expect(drawn).toEqual(drawn.toSorted((a, b) => a - b))
  const stopped = await page.evaluate<number>('trial.preview().frame()')
  expect(stopped).toBe(drawn.at(-1))
  // What was painted ahead of time is that frame, not one before or after it.
  if (played.at(-1)?.isExact === true) expect(await numberSeen(page)).toBe(stopped)
  expect(await page.evaluate('trial.preview().isPlaying()')).toBe(false)
  expect(await numberAt(stopped)).toBe(stopped)
})

browserTest(
  'an edit in the moment in which playing begins stops neither the picture nor its film',
  async () => {
    const errors: string[] = []
    const fresh = await openPage(async (opened) => {
      opened.on('pageerror', (error) => errors.push(error.message))
    })
    try {
      await open(videoOf(timelineOf([clipShot('film', 0), clipShot('film', 5)], 120), { film }), fresh)
      for (const delayMs of [0, 1, 5, 20, 60]) {
        await fresh.evaluate('trial.preview().seek(130)')
        // What comes before is split, so that every later clip has another number and its film is read anew.
        const split = `trial.edit({ kind: 'split', frame: 30 }, { pictures: [] })`
        const later = `new Promise((done) => setTimeout(done, ${delayMs})).then(() => ${split})`
        await fresh.evaluate(`Promise.all([trial.preview().play(), ${later}])`)
        await fresh.evaluate('trial.drawn()')
        await nextDrawn(fresh)
        await fresh.evaluate('trial.preview().pause()')
      }
      expect([errors, await fresh.evaluate('trial.problems()')]).toEqual([[], []])
    } finally {
      await fresh.close()
    }
  },
)

browserTest('without Web Audio the video is shown and played in silence, and that is said', async () => {
  const silent = await openPage(async (opened) => {
    await opened.addInitScript('delete globalThis.AudioContext')
  })
  try {
    await open(videoOf(timelineOf([clipShot('film', 0)], 120), { film }), silent)
    expect(await numberAt(17, silent)).toBe(17)
    await playAWhile(silent)
    const problems = await silent.evaluate<{ sentence: string }[]>('trial.problems()')
    expect(problems[0]?.sentence).toContain('cannot play the song')
  } finally {
    await silent.close()
  }
})

browserTest('backwards, frames are shown in falling order, in silence', async () => {
  await open(videoOf(timelineOf([clipShot('film', 0)], 240), { film }))
  await page.evaluate('trial.preview().seek(200)')
  await page.evaluate('trial.preview().setRate(-2)')
  const drawn = (await playAWhile(page)).map(({ frame }) => frame)
  expect(drawn).toEqual(drawn.toSorted((a, b) => b - a))
  expect(drawn.at(-1)).toBeLessThan(200)
})

browserTest('a film that slows down shows the picture of its moment at every frame', async () => {
  const speed = { from: 2, to: 0.5, startFrame: 10, endFrame: 50 }
  await open(videoOf(timelineOf([clipShot('film', 1, { speed })], 60), { film }))
  const shown: number[] = []
  for (const frame of [0, 5, 10, 30, 50, 59]) shown.push(await numberAt(frame))
  // The distance is the area under the speed: 2 a frame until 10, falling evenly to a half at 50, a half from there on.
  const filmed = (frame: number) => {
    const ramp = Math.min(40, Math.max(0, frame - 10))
    return 2 * Math.min(frame, 10) + 2 * ramp - (1.5 * ramp * ramp) / 80 + 0.5 * Math.max(0, frame - 50)
  }
  expect(shown).toEqual([0, 5, 10, 30, 50, 59].map((frame) => 30 + Math.floor(filmed(frame) + 0.03)))
})

browserTest('without WebCodecs a video element shows the same frames', async () => {
  const old = await openPage(async (opened) => {
    await opened.addInitScript('delete globalThis.VideoDecoder')
  })
  try {
    await open(videoOf(timelineOf([clipShot('film', 2), clipShot('film', 0)], 60), { film }), old)
    const shown: number[] = []
    for (const frame of [0, 31, 59, 60, 75, 12]) shown.push(await numberAt(frame, old))
    expect(shown).toEqual([60, 91, 119, 0, 15, 72])
    await playAWhile(old)
    expect(await old.evaluate('trial.problems()')).toEqual([])
  } finally {
    await old.close()
  }
})

browserTest(
  'a clip that no way can play stands still as its thumbnail, with a sentence that names it',
  async () => {
    const photo = await bringPhoto(join(photos, 'sunset_by_Aitzol_Berasategi.jpg'), served.folder, 'poster')
    await writeFile(join(served.folder, 'broken.mp4'), Buffer.alloc(4096, 7))
    const broken = { ...filmAt('holiday.mov', '/files/broken.mp4'), thumbnails: photo.thumbnails }
    await open(videoOf(timelineOf([clipShot('broken', 0)], 60), { broken }))
    await page.evaluate('trial.preview().seek(30)')
    const seen = Buffer.from(await page.evaluate<string>('trial.seen()'), 'base64')
    expect(brightest(seen)).toBeGreaterThan(200)
    const problems = await page.evaluate<{ mediaId: string; sentence: string }[]>('trial.problems()')
    expect(problems).toEqual([
      { kind: 'unplayable', mediaId: 'broken', sentence: expect.stringContaining('holiday.mov') },
    ])
  },
)

browserTest('a film whose proxy is not made yet is decoded from the file itself, upright', async () => {
  const turned = join(served.folder, 'turned.mp4')
  await writeNumberedFilm(join(served.folder, 'lying.mp4'), 2)
  await promisify(execFile)(locateFfmpeg(), [
    ...['-v', 'error', '-y', '-display_rotation', '180', '-i', join(served.folder, 'lying.mp4')],
    ...['-c', 'copy', turned],
  ])
  const both = filmAt('turned.mp4', '/files/proxy-that-is-not-there.mp4', '/files/turned.mp4')
  await open(videoOf(timelineOf([clipShot('both', 0)], 30), { both }))
  await page.evaluate('trial.preview().seek(5)')
  const seen = Buffer.from(await page.evaluate<string>('trial.seen()'), 'base64')
  // Turned round, the lowest bit stands at the right: 5 is 101 in bits, and 101 000 000 is 320.
  expect(numberIn(seen, 640, 360)).toBe(320)
})
