import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Timeline } from '#core/timeline/timeline.ts'
import type { TrialVideo } from '../web/preview/trial-video.fake.ts'
import { browserTest, openBrowser } from './support/browser.ts'
import { writeSong } from './support/media.ts'
import { type PreviewPage, servePreviewPage } from './support/preview-page.ts'
import {
  bringPhoto,
  clipShot,
  filmAt,
  numberIn,
  photoShot,
  timelineOf,
  writeNumberedFilm,
} from './support/preview-video.ts'

const photos = join(import.meta.dirname, '..', 'demo', 'photos')

let served: PreviewPage
let browser: Browser
let page: Page

beforeAll(async () => {
  served = await servePreviewPage()
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
    expect(problems).toEqual([{ mediaId: 'gone', sentence: expect.stringContaining('was deleted') }])
    await page.evaluate('trial.preview().seek(3)')
    const seen = Buffer.from(await page.evaluate<string>('trial.seen()'), 'base64')
    expect(brightest(seen)).toBeGreaterThan(200)
  },
)
