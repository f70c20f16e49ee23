/** A video to edit on a stack of its own, and pages that edit it as its owner. */
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { z } from 'zod'
import { Timeline } from '../../core/timeline/timeline.ts'
import { type Client, signIn } from '../../scripts/client/client.ts'

const photoFolder = join(import.meta.dirname, '..', '..', 'demo', 'photos')
const Brought = z.object({ id: z.string(), jobId: z.string() })

/** A video of a song, some photos and a film, and its owner. */
export type EditedVideo = {
  readonly origin: string
  readonly owner: Client
  readonly videoId: string
  /** The timeline as the server has it now. */
  timeline(): Promise<Timeline>
}

/** What videos are planned of, and whose it is. */
export type Material = {
  readonly origin: string
  readonly owner: Client
  readonly songId: string
  readonly mediaIds: readonly string[]
}

/** Brings a song, photos and, if there is one, a film in, for as many videos as wanted. */
export async function bringMaterial(origin: string, songPath: string, filmPath?: string): Promise<Material> {
  const owner = await signIn(origin, `editor-${Math.random().toString(36).slice(2)}@example.com`)
  const song = await owner.upload('song', Brought, songPath)
  const names = ['life', 'sunset', 'friends'].map((name) => `${name}_by_Aitzol_Berasategi.jpg`)
  const media = []
  const films = filmPath === undefined ? [] : [filmPath]
  for (const path of [...names.map((name) => join(photoFolder, name)), ...films])
    media.push(await owner.upload('media', Brought, path))
  for (const { jobId } of [song, ...media]) await owner.follow(jobId, () => undefined)
  return { origin, owner, songId: song.id, mediaIds: media.map(({ id }) => id) }
}

/** Plans a video of the material. */
export async function makeVideo({ origin, owner, songId, mediaIds }: Material): Promise<EditedVideo> {
  const order = { songId, mediaIds, aspect: '16:9', style: 'balanced', title: 'Trial', seed: 7 }
  const video = await owner.send('POST', '/api/v1/videos', z.object({ id: z.string() }), order)
  const timeline = () => owner.send('GET', `/api/v1/videos/${video.id}/timeline`, Timeline)
  return { origin, owner, videoId: video.id, timeline }
}

/**
 * How large the window is, whether fingers touch it, and whether things move and fade in it, which takes a seventh of what
 * an editor costs a processor while a test waits.
 */
export type Window = {
  readonly width: number
  readonly height: number
  readonly isPhone?: boolean
  readonly moves?: boolean
}

/** Opens the editor of a video in a browser profile of its own, once its timeline can be seen. */
export async function openEditor(browser: Browser, video: EditedVideo, window: Window): Promise<Page> {
  return await openEditorIn(await openProfile(browser, video, window), video)
}

/** A browser profile of the person whose video it is. What its pages loaded once, they find in its cache. */
export async function openProfile(
  browser: Browser,
  { owner, origin }: Pick<EditedVideo, 'owner' | 'origin'>,
  { width, height, isPhone = false, moves = false }: Window,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    // What the tests stop on its way would pass by them through it.
    serviceWorkers: 'block',
    viewport: { width, height },
    reducedMotion: moves ? 'no-preference' : 'reduce',
    hasTouch: isPhone,
    isMobile: isPhone,
  })
  const [name = '', value = ''] = owner.cookie.split('=')
  await context.addCookies([{ name, value, url: origin }])
  return context
}

/** Opens the editor of a video in a profile of its owner, once its timeline can be seen. */
export async function openEditorIn(profile: BrowserContext, video: EditedVideo): Promise<Page> {
  const page = await profile.newPage()
  page.setDefaultTimeout(60_000)
  await enterEditor(page, video)
  return page
}

/** Goes to the editor and waits for its timeline. */
export async function enterEditor(page: Page, video: EditedVideo): Promise<void> {
  await page.goto(`${video.origin}/videos/${video.videoId}/edit`)
  await page.getByRole('listbox', { name: /clips of the video/i }).waitFor()
}

/** Waits until the editor says that everything is saved. */
export async function untilSaved(page: Page): Promise<void> {
  await page.locator('.editor-save', { hasText: /^Saved$/ }).waitFor()
}

/** Where a frame is on the timeline, in the page's pixels, while the whole video is in view. Captions are over the titles. */
export async function pointOf(
  page: Page,
  timeline: Timeline,
  place: { readonly frame: number; readonly lane: 'ruler' | 'clips' | 'captions' | 'titles' },
): Promise<{ readonly x: number; readonly y: number }> {
  const box = await page.locator('.editor-lanes').boundingBox()
  if (box === null) throw new Error('the timeline is not on the page')
  const fromBottom = { ruler: box.height - 10, clips: 66, captions: 48, titles: 12 }[place.lane]
  return {
    x: box.x + (place.frame / timeline.lengthFrames) * box.width,
    y: box.y + box.height - fromBottom,
  }
}

/** A place on a page, in its pixels. */
type Place = { readonly x: number; readonly y: number }

/** Some fingers on a page, as the browser hears of real ones. */
export type Fingers = {
  down(places: readonly Place[]): Promise<void>
  move(places: readonly Place[]): Promise<void>
  up(): Promise<void>
}

/** Fingers over the browser's own protocol: Playwright's touch can only tap. They move every 16 ms, however busy the machine. */
export async function fingersOn(page: Page): Promise<Fingers> {
  const protocol = await page.context().newCDPSession(page)
  let atSeconds = 0
  const send = async (type: 'touchStart' | 'touchMove' | 'touchEnd', places: readonly Place[]) => {
    atSeconds = type === 'touchStart' ? Date.now() / 1000 : atSeconds + 0.016
    const touchPoints = places.map((place, id) => ({ ...place, id }))
    await protocol.send('Input.dispatchTouchEvent', { type, touchPoints, timestamp: atSeconds })
  }
  return {
    down: (places) => send('touchStart', places),
    move: (places) => send('touchMove', places),
    up: () => send('touchEnd', []),
  }
}

/** One finger on a page. */
export type Finger = {
  down(x: number, y: number): Promise<void>
  move(x: number, y: number): Promise<void>
  up(): Promise<void>
}

/** See `fingersOn`. */
export async function fingerOn(page: Page): Promise<Finger> {
  const { down, move, up } = await fingersOn(page)
  return { down: (x, y) => down([{ x, y }]), move: (x, y) => move([{ x, y }]), up }
}
