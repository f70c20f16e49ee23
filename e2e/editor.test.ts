import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import type { Timeline } from '../core/timeline/timeline.ts'
import { browserTest, killTab, openBrowser } from './support/browser.ts'
import {
  bringMaterial,
  type EditedVideo,
  enterEditor,
  fingerOn,
  fingersOn,
  type Material,
  makeVideo,
  openEditor,
  openEditorIn,
  openProfile,
  pointOf,
  untilSaved,
} from './support/editor.ts'
import { writeClip, writeSong } from './support/media.ts'
import { sharedStack } from './support/shared-stack.ts'

let folder = ''
let origin = ''
let browser: Browser
let desk: BrowserContext
let phone: BrowserContext
let material: Material
let video: EditedVideo
let page: Page
let before: Timeline

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecraft-editor-'))
  await writeSong(join(folder, 'song.wav'), 24)
  await writeClip(join(folder, 'film.mp4'), ['-c:v', 'libx264', '-pix_fmt', 'yuv420p'])
  origin = await sharedStack()
  browser = await openBrowser()
  const paths = [join(folder, 'song.wav'), join(folder, 'film.mp4')] as const
  material = await bringMaterial(origin, ...paths)
  desk = await openProfile(browser, material, { width: 1440, height: 900 })
  phone = await openProfile(browser, material, { width: 390, height: 844, isPhone: true })
})
beforeEach(async () => {
  video = await makeVideo(material)
  before = await video.timeline()
})
afterEach(async () => {
  await page?.close()
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

async function openAtDesk(): Promise<void> {
  page = await openEditorIn(desk, video)
}

/** Another version of the video, as another device would save it. */
async function saveElsewhere(timeline: Timeline): Promise<void> {
  const url = `${video.origin}/api/v1/videos/${video.videoId}/timeline`
  const headers = { cookie: video.owner.cookie, origin: video.origin, 'content-type': 'application/json' }
  const etag = (await fetch(url, { headers })).headers.get('etag') ?? ''
  const put = { method: 'PUT', headers: { ...headers, 'if-match': etag }, body: JSON.stringify(timeline) }
  expect((await fetch(url, put)).status).toBe(200)
}

function titled(timeline: Timeline, text: string): Timeline {
  const look = { place: 'top', size: 0.08, font: 'inter', colour: '#ffffff' } as const
  const title = {
    startFrame: 0,
    lengthFrames: 60,
    text,
    ...look,
    backing: 'none',
    animation: 'none',
  } as const
  return { ...timeline, titles: [title] }
}

browserTest(
  'a clip is split at the playhead, undone, done again, saved, and there after a reload',
  async () => {
    await openAtDesk()
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('s')
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+Shift+z')
    await untilSaved(page)
    await expect.poll(async () => (await video.timeline()).clips.length).toBe(before.clips.length + 1)
    await page.reload()
    const options = page.getByRole('listbox', { name: /clips of the video/i }).getByRole('option')
    await expect.poll(() => options.count()).toBe(before.clips.length + 1)
  },
)

browserTest('a dragged cut snaps to a beat, and with Ctrl held goes where the pointer is', async () => {
  await openAtDesk()
  const cut = before.clips[1]?.startFrame ?? 0
  const from = await pointOf(page, before, { frame: cut, lane: 'clips' })
  // The song has a beat every half second: 15 frames. 14 frames on is nearly one.
  const to = await pointOf(page, before, { frame: cut + 14, lane: 'clips' })
  const drag = async () => {
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move((from.x + to.x) / 2, from.y)
    await page.mouse.move(to.x, to.y)
    await page.mouse.up()
  }
  await drag()
  await expect.poll(async () => (await video.timeline()).clips[1]?.startFrame).toBe(cut + 15)
  await page.keyboard.press('Control+z')
  await page.keyboard.down('Control')
  await drag()
  await page.keyboard.up('Control')
  await expect
    .poll(async () => Math.abs(((await video.timeline()).clips[1]?.startFrame ?? 0) - cut - 14))
    .toBeLessThanOrEqual(1)
})

browserTest(
  'what was clicked leaves the keys to the editor, and what was tabbed to keeps its own',
  async () => {
    await openAtDesk()
    const crossfade = page.getByRole('button', { name: 'Crossfade' })
    await page.getByRole('button', { name: 'Clip', exact: true }).click()
    await crossfade.click()
    const timecode = page.locator('.timecode .num').first()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => timecode.textContent()).toBe('0:00.01')
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: /^Pause/ }).waitFor()
    await page.keyboard.press('k')
    expect(await crossfade.getAttribute('aria-pressed')).toBe('true')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Space')
    await expect.poll(() => crossfade.getAttribute('aria-pressed')).toBe('false')
  },
)

browserTest('a video is ended earlier by dragging its end, and with its song again by a button', async () => {
  await openAtDesk()
  const end = await pointOf(page, before, { frame: before.lengthFrames, lane: 'clips' })
  const to = await pointOf(page, before, { frame: before.lengthFrames - 121, lane: 'clips' })
  await page.mouse.move(end.x - 1, end.y)
  await page.mouse.down()
  await page.mouse.move(to.x + 40, end.y)
  await page.mouse.move(to.x, end.y)
  await page.mouse.up()
  const length = async () => (await video.timeline()).lengthFrames
  // The beat is at 120 frames before the end.
  await expect.poll(length).toBe(before.lengthFrames - 120)
  await page.getByRole('button', { name: 'End it with the song' }).click()
  await expect.poll(length).toBe(before.lengthFrames)
})

browserTest('a title is copied, pasted and doubled like a clip', async () => {
  await openAtDesk()
  await page.keyboard.press('t')
  for (const key of ['Control+c', 'End', 'Shift+ArrowLeft', 'Control+v']) await page.keyboard.press(key)
  const starts = async () => (await video.timeline()).titles.map(({ startFrame }) => startFrame)
  await expect.poll(starts).toEqual([0, expect.any(Number)])
  await page.keyboard.press('Control+z')
  await page.getByRole('button', { name: /your words/i }).click()
  await page.getByRole('button', { name: /^Double/ }).click()
  await expect.poll(starts).toEqual([0, 120])
})

browserTest('a part is cut on every beat with one key, and one undo takes it back', async () => {
  await openAtDesk()
  await page.keyboard.press('3')
  await untilSaved(page)
  await expect.poll(async () => (await video.timeline()).clips.length).toBeGreaterThan(before.clips.length)
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await video.timeline()).clips).toEqual(before.clips)
})

browserTest('all clips are given an effect in one step, by keys and one button', async () => {
  await openAtDesk()
  await page.keyboard.press('Control+a')
  await page.getByRole('region', { name: 'On the music' }).getByRole('button', { name: 'Zoom' }).click()
  const driven = { kind: 'zoom', drivenBy: 'beats', amount: 0.5 }
  await expect
    .poll(async () => (await video.timeline()).clips.every(({ effects }) => effects.length === 1))
    .toBe(true)
  expect((await video.timeline()).clips[0]?.effects).toEqual([driven])
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await video.timeline()).clips).toEqual(before.clips)
})

browserTest('the clips are a list that keys walk, each with its place in the music', async () => {
  await openAtDesk()
  const list = page.getByRole('listbox', { name: /clips of the video/i })
  await list.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const chosen = list.getByRole('option', { selected: true })
  await expect
    .poll(() => chosen.textContent())
    .toMatch(/^Clip 2, .+, bar \d+ beat \d to bar \d+ beat \d, [\d.]+ s$/)
  const id = await chosen.getAttribute('id')
  expect(await list.getAttribute('aria-activedescendant')).toBe(id)
})

browserTest('a camera set by keys in another format is kept for that format alone', async () => {
  await openAtDesk()
  await page.getByText('9:16', { exact: true }).click()
  await page.getByRole('listbox', { name: /clips of the video/i }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('f')
  const start = page.getByRole('button', { name: /^(Start|Camera) of the camera/ })
  await start.focus()
  for (const key of ['-', 'ArrowLeft', '+']) await page.keyboard.press(key)
  await untilSaved(page)
  await expect
    .poll(async () => {
      const shot = (await video.timeline()).clips[0]?.shot
      return shot?.kind === 'visual' ? [] : Object.keys(shot?.framings ?? {})
    })
    .toEqual(['9:16'])
  const [now, then] = [(await video.timeline()).clips[0]?.shot, before.clips[0]?.shot]
  expect({ ...now, framings: {} }).toEqual({ ...then, framings: {} })
})

browserTest('what was not saved when a tab was killed is there when the video is opened again', async () => {
  await openAtDesk()
  const context = page.context()
  await context.route('**/timeline', (route) =>
    route.request().method() === 'PUT' ? route.abort('connectionfailed') : route.continue(),
  )
  await page.keyboard.press('t')
  await page.getByText('Offline: kept on this device').waitFor()
  const other = await context.newPage()
  await killTab(page)
  await context.unroute('**/timeline')
  page = other
  await enterEditor(page, video)
  const saved = async () => (await video.timeline()).titles.map(({ text }) => text)
  await expect.poll(saved).toEqual(['Your words'])
  // It says so until somebody has read it, however long the tab lay in the background.
  const news = page.getByRole('status').filter({ hasText: 'The last tab was closed' })
  await news.getByRole('button', { name: 'Show what was saved' }).click()
  await expect.poll(saved).toEqual([])
  await news.waitFor({ state: 'detached' })
})

browserTest('an edit of a video that was deleted elsewhere goes on as a new video', async () => {
  await openAtDesk()
  const gone = `${video.origin}/api/v1/videos/${video.videoId}`
  const headers = { cookie: video.owner.cookie, origin: video.origin }
  expect((await fetch(gone, { method: 'DELETE', headers })).status).toBe(204)
  await page.keyboard.press('t')
  await page.getByText('This video was deleted.').waitFor()
  await page.getByRole('button', { name: 'Keep it as a new video' }).click()
  await page.waitForURL((url) => !url.pathname.includes(video.videoId))
  const newId = new URL(page.url()).pathname.split('/')[2] ?? ''
  const kept = await fetch(`${video.origin}/api/v1/videos/${newId}/timeline`, { headers })
  expect(((await kept.json()) as Timeline).titles.map(({ text }) => text)).toEqual(['Your words'])
  await untilSaved(page)
})

browserTest('two versions are shown side by side, and keeping both loses neither', async () => {
  await openAtDesk()
  await saveElsewhere(titled(before, 'Theirs'))
  await page.keyboard.press('t')
  const question = page.getByRole('dialog', { name: /two versions/i })
  await question.getByText('Yours, here').waitFor()
  await question.getByRole('button', { name: /keep both/i }).click()
  await page.waitForURL((url) => !url.pathname.includes(video.videoId))
  const copyId = new URL(page.url()).pathname.split('/')[2] ?? ''
  expect((await video.timeline()).titles.map(({ text }) => text)).toEqual(['Theirs'])
  const copy = await fetch(`${video.origin}/api/v1/videos/${copyId}/timeline`, {
    headers: { cookie: video.owner.cookie },
  })
  expect(((await copy.json()) as Timeline).titles.map(({ text }) => text)).toEqual(['Your words'])
})

browserTest('two tabs on one video know of one another, and what one saves the other shows', async () => {
  await openAtDesk()
  const second = await page.context().newPage()
  await enterEditor(second, video)
  await page.getByText('Open in 1 other tab').waitFor()
  await second.keyboard.press('t')
  await untilSaved(second)
  await page.getByRole('button', { name: 'Titles', exact: true }).first().click()
  await page.getByRole('button', { name: /your words/i }).waitFor()
  await second.close()
  await page.getByText('Open in 1 other tab').waitFor({ state: 'detached' })
})

browserTest('on a phone a thumb chooses a clip, splits it and gives it another picture', async () => {
  page = await openEditorIn(phone, video)
  const box = await page.locator('.editor-lanes').boundingBox()
  if (box === null) throw new Error('the timeline is not on the page')
  await page.touchscreen.tap(box.x + 60, box.y + box.height - 66)
  await page.getByRole('button', { name: 'Split', exact: true }).last().tap()
  await expect.poll(async () => (await video.timeline()).clips.length).toBe(before.clips.length + 1)
  for (const choices of ['Beats', 'Pictures'])
    await page.getByRole('button', { name: choices, exact: true }).last().tap()
  const pressed = page.locator('.media-tile[aria-pressed=true]')
  const shown = (await pressed.getAttribute('aria-label')) ?? ''
  const other = shown.includes('sunset') ? 'friends' : 'sunset'
  await page.getByRole('button', { name: `Photo ${other}` }).tap()
  await expect.poll(() => pressed.getAttribute('aria-label')).toContain(other)
  await untilSaved(page)
})

browserTest('a finger flicks the song on, and rests to choose more clips', async () => {
  page = await openEditorIn(phone, video)
  const finger = await fingerOn(page)
  const box = await page.locator('.editor-lanes').boundingBox()
  if (box === null) throw new Error('the timeline is not on the page')
  const [wave, clips] = [box.y + box.height * 0.35, box.y + box.height - 66]
  const head = page.locator('.editor-playhead')
  const headX = async () => (await head.boundingBox())?.x ?? Number.NEGATIVE_INFINITY

  // The finger leaves 60 pixels on; the view goes on by itself.
  await page.touchscreen.tap(box.x + 380, wave)
  await expect.poll(headX).toBeGreaterThan(box.x + 300)
  const from = await headX()
  await finger.down(300, wave)
  for (let x = 300; x >= 240; x -= 10) await finger.move(x, wave)
  await finger.up()
  await expect.poll(headX).toBeLessThan(from - 90)

  const chosen = page.getByRole('option', { selected: true })
  await finger.down(60, clips)
  await expect.poll(() => chosen.count()).toBe(1)
  for (const x of [90, 150, 240]) await finger.move(x, clips)
  await finger.up()
  await expect.poll(() => chosen.count()).toBeGreaterThan(1)
})

browserTest('a finger slips a chosen film under its clip, once it is told to', async () => {
  page = await openEditor(browser, video, { width: 820, height: 1180, isPhone: true, moves: true })
  const film = before.clips.findIndex(({ shot }) => shot.kind === 'clip')
  const clip = before.clips[film]
  if (clip === undefined) throw new Error('the film is not in the video')
  const at = await pointOf(page, before, { frame: clip.startFrame + clip.lengthFrames / 2, lane: 'clips' })
  await page.touchscreen.tap(at.x, at.y)
  await page.getByRole('button', { name: 'Slip by dragging' }).tap()
  const finger = await fingerOn(page)
  await finger.down(at.x, at.y)
  for (const by of [8, 20, 32]) await finger.move(at.x - by, at.y)
  await finger.up()
  const shotNow = async () => (await video.timeline()).clips[film]?.shot
  await expect.poll(shotNow).not.toEqual(clip.shot)
  const { shot: _, ...place } = (await video.timeline()).clips[film] ?? clip
  const { shot: __, ...placeBefore } = clip
  expect(place).toEqual(placeBefore)
})

browserTest('two fingers slip the chosen film side by side, and zoom when they part', async () => {
  page = await openEditor(browser, video, { width: 820, height: 1180, isPhone: true })
  const film = before.clips.findIndex(({ shot }) => shot.kind === 'clip')
  const clip = before.clips[film]
  if (clip === undefined) throw new Error('the film is not in the video')
  const at = await pointOf(page, before, { frame: clip.startFrame + clip.lengthFrames / 2, lane: 'clips' })
  const fingers = await fingersOn(page)
  const places = (one: number, other: number) => [
    { x: at.x - 20 + one, y: at.y },
    { x: at.x + 20 + other, y: at.y - 8 },
  ]
  const shotNow = async () => (await video.timeline()).clips[film]?.shot
  await page.touchscreen.tap(at.x, at.y)

  await fingers.down(places(0, 0))
  // The second finger lags behind the first, as a hand's do.
  for (const by of [4, 12, 20, 28, 36]) await fingers.move(places(-by, -by * 0.7))
  await fingers.up()
  await expect.poll(shotNow).not.toEqual(clip.shot)
  const { shot: _, ...place } = (await video.timeline()).clips[film] ?? clip
  const { shot: __, ...placeBefore } = clip
  expect(place).toEqual(placeBefore)
  await page.keyboard.press('Control+z')
  await expect.poll(shotNow).toEqual(clip.shot)

  // The playhead stands in the film: a nearer view moves it on the screen.
  const head = page.locator('.editor-playhead')
  await page.touchscreen.tap(at.x + 10, at.y)
  const headX = async () => (await head.boundingBox())?.x ?? 0
  const headBefore = await headX()
  await fingers.down(places(0, 0))
  for (const by of [6, 20, 40]) await fingers.move(places(-by, by))
  await fingers.up()
  await expect.poll(async () => Math.abs((await headX()) - headBefore)).toBeGreaterThan(4)
  expect(await shotNow()).toEqual(clip.shot)
})
