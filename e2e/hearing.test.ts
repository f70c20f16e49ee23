import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { browserTest, openBrowser } from './support/browser.ts'
import { convert } from './support/media.ts'
import { sharedStack } from './support/shared-stack.ts'

const song = join(import.meta.dirname, '..', 'demo', 'vibe-ace.ogg')

let folder = ''
let origin = ''
let browser: Browser
let page: Page
const broken: string[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecraft-hearing-'))
  await convert(song, ['-c:a', 'libmp3lame', '-f', 'mp3'], join(folder, 'vibe ace.mp3'))
  origin = await sharedStack()
  browser = await openBrowser()
  page = await browser.newPage({
    serviceWorkers: 'block',
    baseURL: origin,
    viewport: { width: 1280, height: 900 },
  })
  page.setDefaultTimeout(60_000)
  page.on('pageerror', (error) => broken.push(error.message))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) broken.push(message.text())
  })
  await page.goto('/')
  await page.getByLabel(/e-mail/i).fill('listener@example.com')
  await page.getByRole('button', { name: /sign-in link/i }).click()
  await page.getByRole('button', { name: /open the link/i }).click()
  await page.waitForURL('**/songs')
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

/** Holds every upload of a song back until it is let go: a connection that is as slow as the test wants. */
async function holdUploads(): Promise<() => void> {
  let letGo: () => void = () => undefined
  const freed = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route('**/api/v1/songs', async (route) => {
    if (route.request().method() === 'POST') await freed
    await route.continue()
  })
  return letGo
}

browserTest(
  'a song is seen and described before its upload has ended, and the server takes over where it is drawn',
  async () => {
    const letGo = await holdUploads()
    await page.locator('input[type=file]').first().setInputFiles(join(folder, 'vibe ace.mp3'))
    const card = page.locator('.song-card', { hasText: 'vibe ace' })
    await card.getByText('Heard on this device').waitFor()
    await card.getByText(/1:01 · 130 BPM · E major/).waitFor()
    await card.locator('canvas').waitFor()

    letGo()
    const link = page.getByRole('link', { name: /vibe ace/i })
    await link.waitFor()
    // From here to the server's record there is a drawn song at every moment.
    const gaps = page.evaluate<number>(`(async () => {
    let gaps = 0
    const deadline = performance.now() + 60_000
    while (performance.now() < deadline) {
      const card = document.querySelector('.song-card')
      if (card?.querySelector('canvas') === null) gaps += 1
      if (card !== null && !card.textContent.includes('Heard on this device')) break
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
    return gaps
  })()`)
    expect(await gaps).toBe(0)
    expect(await link.textContent()).toMatch(/130 BPM · E major/i)
    expect(broken).toEqual([])
  },
)

browserTest(
  'a song that the browser cannot decode is heard by FFmpeg, which comes from our own origin',
  async () => {
    await page.unrouteAll()
    const letGo = await holdUploads()
    await convert(song, ['-c:a', 'alac', '-f', 'ipod'], join(folder, 'lossless.m4a'))
    await page.locator('input[type=file]').first().setInputFiles(join(folder, 'lossless.m4a'))
    await page
      .locator('.song-card', { hasText: 'lossless' })
      .getByText(/1:01 · 130 BPM · E major/)
      .waitFor()
    await page.getByRole('button', { name: 'Cancel lossless.m4a' }).click()
    letGo()
    expect(broken).toEqual([])
  },
)

browserTest('cancelling the upload ends the hearing, and nothing of the song stays', async () => {
  await page.unrouteAll()
  const letGo = await holdUploads()
  await page.locator('input[type=file]').first().setInputFiles(join(folder, 'vibe ace.mp3'))
  await page.getByText('Heard on this device').waitFor()
  expect(page.workers().length).toBeLessThanOrEqual(1)
  await page.getByRole('button', { name: 'Cancel vibe ace.mp3' }).click()
  await page.getByText('Heard on this device').waitFor({ state: 'detached' })
  await expect.poll(() => page.workers().length).toBe(0)
  letGo()
  expect(broken).toEqual([])
})
