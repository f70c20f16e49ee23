import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { z } from 'zod'
import { signIn } from '../scripts/client/client.ts'
import { browserTest, openBrowser } from './support/browser.ts'
import { writeSong } from './support/media.ts'
import { sharedStack } from './support/shared-stack.ts'

const Brought = z.object({ id: z.string(), jobId: z.string() })
const photoFolder = join(import.meta.dirname, '..', 'demo', 'photos')
const usedPhoto = 'life_by_Aitzol_Berasategi.jpg'
const sparePhoto = 'sunset_by_Aitzol_Berasategi.jpg'

let folder = ''
let origin = ''
let browser: Browser
let page: Page
let videoId = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecraft-tidying-'))
  await writeSong(join(folder, 'song.wav'), 5)
  origin = await sharedStack()
  browser = await openBrowser()
  const client = await signIn(origin, 'tidy@example.com')
  const song = await client.upload('song', Brought, join(folder, 'song.wav'))
  const used = await client.upload('media', Brought, join(photoFolder, usedPhoto))
  const spare = await client.upload('media', Brought, join(photoFolder, sparePhoto))
  for (const { jobId } of [song, used, spare]) await client.follow(jobId, () => undefined)
  const order = { songId: song.id, mediaIds: [used.id], aspect: '1:1', style: 'calm', title: 'First cut' }
  videoId = (await client.send('POST', '/api/v1/videos', z.object({ id: z.string() }), order)).id
  page = await browser.newPage({
    serviceWorkers: 'block',
    baseURL: origin,
    viewport: { width: 390, height: 844 },
  })
  const [name = '', value = ''] = client.cookie.split('=')
  await page.context().addCookies([{ name, value, url: origin }])
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

browserTest('a video is renamed on its page, and keeps its new title', async () => {
  await page.goto(`/videos/${videoId}`)
  await page.getByRole('button', { name: 'More for First cut' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByLabel('Title').fill('Summer cut')
  await page.getByRole('button', { name: 'Rename' }).click()
  await page.getByRole('heading', { name: 'Summer cut', level: 1 }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Summer cut', level: 1 }).waitFor()
})

browserTest(
  'a photo is deleted after a question, by the keyboard too, and the focus stays with the pictures',
  async () => {
    await page.goto('/make')
    await page.getByRole('button', { name: `Delete photo ${sparePhoto}` }).press('Enter')
    const question = page.getByRole('alertdialog', { name: 'Delete this photo?' })
    // The safe answer has the focus: Enter alone deletes nothing.
    await question.locator(':focus').waitFor()
    await page.keyboard.press('Enter')
    await question.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: `Delete photo ${sparePhoto}` }).press('Enter')
    await question.locator(':focus').waitFor()
    await page.getByRole('button', { name: 'Delete the photo' }).press('Enter')
    await page
      .getByRole('button', { name: `Photo ${sparePhoto}`, exact: true })
      .waitFor({ state: 'detached' })
    await question.waitFor({ state: 'detached' })
    await page.locator('[aria-label="Photos and clips"]:focus').waitFor()
    await page.reload()
    await page.getByRole('button', { name: `Photo ${usedPhoto}`, exact: true }).waitFor()
    expect(await page.getByRole('button', { name: `Photo ${sparePhoto}`, exact: true }).count()).toBe(0)
  },
)

browserTest('a photo that a video is made with stays, and the page says why', async () => {
  await page.goto('/make')
  await page.getByRole('button', { name: `Delete photo ${usedPhoto}` }).click()
  await page.getByRole('button', { name: 'Delete the photo' }).click()
  await page.getByText('The photo stays').waitFor()
  await page.getByText('A video is made with this photo. Delete the video first.').waitFor()
  await page.reload()
  await page.getByRole('button', { name: `Photo ${usedPhoto}`, exact: true }).waitFor()
})

browserTest('a song or video that is not there says so under a name, and leads back', async () => {
  for (const [path, words] of [
    ['/songs/sng_absent', 'Go to your songs'],
    ['/videos/vid_absent', 'Go to your videos'],
  ] as const) {
    await page.goto(path)
    await page.getByRole('heading', { name: 'Nothing to show', level: 1 }).waitFor()
    await page.getByRole('link', { name: words }).click()
    await page.getByRole('heading', { level: 1, name: /^(Songs|Videos)$/ }).waitFor()
  }
})

browserTest('a sign-in link that lost its end says that, not what the API takes', async () => {
  await page.goto('/sign-in/verify?token=abc')
  await page.getByText('A part of the link is missing').waitFor()
})
