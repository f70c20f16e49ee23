import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { z } from 'zod'
import { Lyrics } from '../core/lyrics/lyrics.ts'
import { type Client, signIn } from '../scripts/client/client.ts'
import { browserTest, killTab, openBrowser } from './support/browser.ts'
import { writeSong } from './support/media.ts'
import { sharedStack } from './support/shared-stack.ts'

const Brought = z.object({ id: z.string(), jobId: z.string() })

let folder = ''
let origin = ''
let browser: Browser
let owner: Client
let page: Page
let songId = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecraft-lyrics-'))
  await writeSong(join(folder, 'song.wav'), 20)
  origin = await sharedStack()
  browser = await openBrowser(['--autoplay-policy=no-user-gesture-required'])
  owner = await signIn(origin, 'singer@example.com')
  const song = await owner.upload('song', Brought, join(folder, 'song.wav'))
  await owner.follow(song.jobId, () => undefined)
  songId = song.id
  const context = await browser.newContext({
    serviceWorkers: 'block',
    viewport: { width: 1440, height: 900 },
  })
  const [name = '', value = ''] = owner.cookie.split('=')
  await context.addCookies([{ name, value, url: origin }])
  page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${origin}/songs/${songId}`)
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

/** The words as the server has them, once the page says that they are saved. */
async function savedWords(): Promise<Lyrics> {
  await page.locator('.save-line', { hasText: /^Saved$/ }).waitFor()
  return await owner.send('GET', `/api/v1/songs/${songId}/lyrics`, Lyrics)
}

async function secondsNow(): Promise<number> {
  const now = await page.locator('.wave-foot .now').textContent()
  const [minutes = 0, seconds = 0] = (now?.split(' ')[0] ?? '').split(':').map(Number)
  return minutes * 60 + seconds
}

/** Waits until the song has played that much further, however fast the machine plays it. */
async function untilPlayedOn(seconds: number): Promise<void> {
  const from = await secondsNow()
  await expect.poll(secondsNow).toBeGreaterThanOrEqual(from + seconds)
}

browserTest(
  'words are pasted, tapped along to the music, taken back, saved, and taken along as a file',
  async () => {
    await page.getByRole('link', { name: 'Words' }).click()
    await page.getByLabel(/paste them/i).fill('Hold on, the night is young\n月亮代表我的心\nCome home')
    await page.getByRole('button', { name: 'Use this text' }).click()
    await page.getByRole('list', { name: 'Lines' }).waitFor()
    expect((await savedWords()).lines.map(({ isGuess }) => isGuess)).toEqual([true, true, true])

    await page.locator('h1').click()
    await page.keyboard.press('Space')
    await expect.poll(secondsNow).toBeGreaterThanOrEqual(1)
    await page.keyboard.press('Space')
    // The song is shown in whole seconds: two of them are more than one that has passed.
    await untilPlayedOn(2)
    await page.keyboard.press('Enter')
    // One tap too many is taken back, and its line is next again.
    await page.keyboard.press('Enter')
    await page.keyboard.press('Backspace')
    await untilPlayedOn(1)
    await page.locator('.tap-button').dispatchEvent('pointerdown', { button: 0 })
    await page.keyboard.press('p')
    const { lines } = await savedWords()
    expect(lines.map(({ isGuess }) => isGuess)).toEqual([false, false, false])
    const starts = lines.map(({ startSeconds }) => startSeconds)
    expect(starts).toEqual(starts.toSorted((a, b) => a - b))
    expect(starts[0]).toBeGreaterThan(0.9)
    expect((starts[1] ?? 0) - (starts[0] ?? 0)).toBeGreaterThan(1)
    expect(lines[0]?.endSeconds).toBeLessThanOrEqual(starts[1] ?? 0)

    await page.getByRole('textbox', { name: 'Line 3' }).focus()
    await page.getByRole('button', { name: '100 milliseconds later' }).click()
    await expect
      .poll(async () => (await savedWords()).lines[2]?.startSeconds)
      .toBeCloseTo((starts[2] ?? 0) + 0.1, 3)

    await page.getByRole('button', { name: 'Save the words as a file' }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('menuitem', { name: 'SRT subtitles' }).click()
    const srt = await readFile(await (await download).path(), 'utf8')
    expect(srt).toContain('月亮代表我的心')
    await page.reload()
    await expect
      .poll(async () => await page.getByRole('textbox', { name: 'Line 1' }).inputValue())
      .toContain('Hold on')
  },
)

browserTest(
  'words that were not saved when a tab was killed are there when they are opened again',
  async () => {
    const context = page.context()
    const before = (await savedWords()).lines.map(({ text }) => text)
    await context.route('**/lyrics', (route) =>
      route.request().method() === 'PUT' ? route.abort('connectionfailed') : route.continue(),
    )
    await page.getByRole('textbox', { name: 'Line 3' }).fill('Come home now')
    await page.getByText('kept on this device').waitFor()
    const other = await context.newPage()
    await killTab(page)
    await context.unroute('**/lyrics')
    page = other
    page.setDefaultTimeout(60_000)
    await page.goto(`${origin}/songs/${songId}/lyrics`)
    const news = page.getByRole('status').filter({ hasText: 'The last tab was closed' })
    await news.waitFor()
    const last = async () => (await savedWords()).lines.map(({ text }) => text)
    await expect.poll(last).toEqual([...before.slice(0, 2), 'Come home now'])
    await news.getByRole('button', { name: 'Show what was saved' }).click()
    await expect.poll(last).toEqual(before)
  },
)

browserTest('words that were changed somewhere else are not lost, and neither are those here', async () => {
  const theirs = await savedWords()
  const path = `${origin}/api/v1/songs/${songId}/lyrics`
  const headers = { cookie: owner.cookie, origin, 'content-type': 'application/json' }
  const etag = (await fetch(path, { headers })).headers.get('etag') ?? ''
  const lines = theirs.lines.map((line, i) => (i === 0 ? { ...line, text: 'Theirs', words: [] } : line))
  const body = JSON.stringify({ ...theirs, lines })
  expect((await fetch(path, { method: 'PUT', headers: { ...headers, 'if-match': etag }, body })).status).toBe(
    200,
  )
  await page.getByRole('textbox', { name: 'Line 2' }).fill('Mine')
  await page.getByRole('alert').filter({ hasText: 'changed somewhere else' }).waitFor()
  await page.getByRole('button', { name: 'Keep mine' }).click()
  await expect
    .poll(async () => (await savedWords()).lines.map(({ text }) => text).slice(0, 2))
    .toEqual(['Hold on, the night is young', 'Mine'])
})
