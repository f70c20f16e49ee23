import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { browserTest, openBrowser } from './support/browser.ts'
import { bringMaterial, type EditedVideo, makeVideo, openEditor } from './support/editor.ts'
import { listFrames, writeClip, writeSong } from './support/media.ts'
import { sharedStack } from './support/shared-stack.ts'

let folder = ''
let origin = ''
let browser: Browser
let video: EditedVideo
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecraft-finish-'))
  await writeSong(join(folder, 'song.wav'), 11)
  origin = await sharedStack()
  browser = await openBrowser()
  await writeClip(join(folder, 'film.mp4'), ['-c:v', 'libx264', '-pix_fmt', 'yuv420p'])
  const paths = [join(folder, 'song.wav'), join(folder, 'film.mp4')] as const
  video = await makeVideo(await bringMaterial(origin, ...paths))
})
beforeEach(async () => {
  await page?.context().close()
  page = await openEditor(browser, video, { width: 1440, height: 900 })
  await page.getByRole('button', { name: 'Make a file' }).click()
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

async function choose(name: RegExp): Promise<void> {
  await page.getByRole('dialog').getByRole('radio', { name }).check({ force: true })
}

/** Saves what was made, as its link does, and answers its frames, as FFmpeg reads them. */
async function saved(name: string) {
  const link = page.getByRole('link', { name: 'Save' })
  await link.waitFor({ timeout: 120_000 })
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  const path = join(folder, name)
  await download.saveAs(path)
  return { fileName: download.suggestedFilename(), ...(await listFrames(path)) }
}

browserTest(
  'a snippet is ten seconds of the video with its sound, made and saved in the editor',
  async () => {
    await choose(/^Snippet/)
    await page.getByRole('button', { name: 'Make the snippet' }).click()
    const { fileName, times, about, sound } = await saved('snippet.mp4')
    expect(fileName).toBe('Trial 16x9 snippet.mp4')
    expect(times).toEqual(Array.from({ length: 300 }, (_, frame) => frame))
    expect(about).toMatch(/Video: h264.*640x360/)
    expect(sound.seconds).toBeCloseTo(10, 1)
  },
)

browserTest(
  'a whole video is made on the device in the format that is looked at, and proved there',
  async () => {
    await page.getByRole('button', { name: 'Not now' }).click()
    await page.getByRole('radio', { name: '9:16' }).check({ force: true })
    await page.getByRole('button', { name: 'Make a file' }).click()
    await choose(/^On this device/)
    await choose(/^360p/)
    await page.getByRole('button', { name: 'Make it here' }).click()
    const { fileName, times, about } = await saved('export.mp4')
    expect(fileName).toBe('Trial 9x16.mp4')
    expect(times).toEqual(Array.from({ length: 330 }, (_, frame) => frame))
    expect(about).toMatch(/Video: h264.*360x640/)
    const proof = await page.getByText(/330 frames/).textContent()
    expect(proof).toMatch(/cuts all within 0 frames · −1[34]\.\d LUFS/)
  },
)

browserTest('what is being made on the device can be stopped, and nothing is left of it', async () => {
  await choose(/^On this device/)
  await page.getByRole('button', { name: 'Make it here' }).click()
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('button', { name: 'Make it here' }).waitFor()
  // Written as text, since it runs in the page.
  await page.waitForFunction(`(async () => {
    const root = await navigator.storage.getDirectory()
    const exports = await root.getDirectoryHandle('exports', { create: true })
    for await (const _ of exports.keys()) return false
    return true
  })()`)
})

browserTest('the server renders what is on the page, and the way leads to where it is watched', async () => {
  await choose(/^360p/)
  await page.getByRole('dialog').getByRole('button', { name: 'Render', exact: true }).click()
  await page.waitForURL(new RegExp(`/videos/${video.videoId}$`))
  // A page that is slow to come may find the file already made.
  const rendering = page.getByRole('progressbar', { name: /Rendering/ })
  await rendering
    .or(page.getByRole('link', { name: /download/i }))
    .first()
    .waitFor()
})
