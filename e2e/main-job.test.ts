import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { browserTest, openBrowser } from './support/browser.ts'
import { decodeWhole, writeSong } from './support/media.ts'
import { sharedStack } from './support/shared-stack.ts'

const photos = [
  'life_by_Aitzol_Berasategi.jpg',
  'sunset_by_Aitzol_Berasategi.jpg',
  'friends_by_Aitzol_Berasategi.jpg',
]
const photoFolder = join(import.meta.dirname, '..', 'demo', 'photos')

let folder = ''
let origin = ''
let browser: Browser
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecraft-browser-'))
  await writeSong(join(folder, 'night drive.wav'), 8)
  origin = await sharedStack()
  browser = await openBrowser()
  page = await browser.newPage({ baseURL: origin, viewport: { width: 1280, height: 900 } })
  page.setDefaultTimeout(60_000)
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Runs in the page: plays the video until its picture has moved on, and answers its length in seconds. */
const playFirstVideo = `(async () => {
  const video = document.querySelector('video')
  video.muted = true
  await video.play()
  await new Promise((resolve) => video.addEventListener('timeupdate', resolve))
  return video.duration
})()`

browserTest(
  'a newcomer signs in, drops a song and photos, watches the video come, plays it and downloads it',
  async () => {
    const broken: string[] = []
    page.on('pageerror', (error) => broken.push(error.message))
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) broken.push(message.text())
    })

    await page.goto('/')
    await page.getByLabel(/e-mail/i).fill('newcomer@example.com')
    await page.getByRole('button', { name: /sign-in link/i }).click()
    await page.getByRole('button', { name: /open the link/i }).click()
    await page.waitForURL('**/songs')

    await page.locator('input[type=file]').first().setInputFiles(join(folder, 'night drive.wav'))
    await page
      .getByRole('link', { name: /night drive/i })
      .first()
      .click()
    await page
      .getByText(/beat trust/i)
      .first()
      .waitFor()

    await page
      .getByRole('link', { name: /make a video/i })
      .first()
      .click()
    await page
      .locator('input[type=file]')
      .last()
      .setInputFiles(photos.map((name) => join(photoFolder, name)))
    await page.getByRole('button', { name: /make the video/i }).click()
    await page.waitForURL(/\/videos\/vid_/)

    const download = page.getByRole('link', { name: /download/i }).first()
    await download.waitFor({ timeout: 180_000 })
    const started = page.waitForEvent('download')
    await download.click()
    const path = join(folder, 'video.mp4')
    await (await started).saveAs(path)
    const { frames, about } = await decodeWhole(path)
    expect(frames).toBe(8 * 30)
    expect(about).toMatch(/h264 \(High\)/)

    const seconds = await page.evaluate<number>(playFirstVideo)
    expect(seconds).toBeCloseTo(8, 1)
    expect(broken).toEqual([])
  },
)
