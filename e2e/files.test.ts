import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { browserTest, openBrowser } from './support/browser.ts'
import { bringMaterial, makeVideo } from './support/editor.ts'
import { writeSong } from './support/media.ts'
import { sharedStack } from './support/shared-stack.ts'

let folder = ''
let browser: Browser
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecraft-files-'))
  await writeSong(join(folder, 'song.wav'), 18)
  browser = await openBrowser()
  const video = await makeVideo(await bringMaterial(await sharedStack(), join(folder, 'song.wav')))
  const context = await browser.newContext({
    serviceWorkers: 'block',
    viewport: { width: 1280, height: 900 },
  })
  const [name = '', value = ''] = video.owner.cookie.split('=')
  await context.addCookies([{ name, value, url: video.origin }])
  page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${video.origin}/videos/${video.videoId}`)
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

browserTest('files for several places are one press, one progress, and one way to stop', async () => {
  const section = page.getByRole('region', { name: 'For every platform' })
  await section.getByRole('button', { name: 'Make files' }).click()
  const dialog = page.getByRole('dialog')
  for (const name of ['TikTok', 'Reels', 'Shorts', 'Best 15 seconds']) {
    await dialog.getByText(name, { exact: true }).click()
    await expect.poll(() => dialog.getByRole('checkbox', { name }).isChecked()).toBe(true)
  }
  await dialog.getByText('TikTok, Reels and Shorts are one file.').waitFor()
  const grip = dialog.getByRole('slider', { name: 'Start of the video' })
  await grip.focus()
  await page.keyboard.press('ArrowLeft')
  await dialog.getByRole('button', { name: 'Make 2 files' }).click()
  await section.getByRole('progressbar', { name: '0 of 2 files ready' }).waitFor()
  await section.getByText('TikTok, Reels and Shorts').waitFor()
  await section.getByRole('button', { name: 'Stop all' }).click()
  await section.getByText('stopped').nth(1).waitFor()
  await expect.poll(() => section.getByRole('progressbar').count()).toBe(0)
})

browserTest("a video's cuts are saved for editors", async () => {
  await page.getByText('For editors').click()
  const link = page.getByRole('link', { name: 'EDL, picture' })
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(download.suggestedFilename()).toBe('Trial.edl')
  const path = join(folder, 'cuts.edl')
  await download.saveAs(path)
  expect(await readFile(path, 'utf8')).toMatch(/^TITLE: Trial\r\nFCM: NON-DROP FRAME\r\n/)
})
