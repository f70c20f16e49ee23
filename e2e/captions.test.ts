import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import type { LyricLine } from '../core/lyrics/lyrics.ts'
import { browserTest, openBrowser } from './support/browser.ts'
import {
  bringMaterial,
  type EditedVideo,
  makeVideo,
  openEditor,
  pointOf,
  untilSaved,
} from './support/editor.ts'
import { writeSong } from './support/media.ts'
import { sharedStack } from './support/shared-stack.ts'

let folder = ''
let browser: Browser
let video: EditedVideo

const sung = (text: string, startSeconds: number): LyricLine => ({
  ...{ text, startSeconds, endSeconds: startSeconds + 3, words: [], isGuess: false },
})
const words = [
  sung('We were running through the night', 1),
  sung('夜に駆ける、君の手を', 5),
  sung('يا ليل يا عين', 9),
]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecraft-captions-'))
  await writeSong(join(folder, 'song.wav'), 16)
  browser = await openBrowser()
  const material = await bringMaterial(await sharedStack(), join(folder, 'song.wav'))
  video = await makeVideo(material)
  const url = `${video.origin}/api/v1/songs/${material.songId}/lyrics`
  const headers = { cookie: video.owner.cookie, origin: video.origin, 'content-type': 'application/json' }
  const etag = (await fetch(url, { headers })).headers.get('etag') ?? ''
  const body = JSON.stringify({ version: 1, language: null, source: 'typed', lines: words })
  const put = await fetch(url, { method: 'PUT', headers: { ...headers, 'if-match': etag }, body })
  expect(put.status).toBe(200)
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

browserTest(
  "a video takes its song's words as captions, shows them in a look and on the timeline, lets a line be put right, and writes them as a file",
  async () => {
    const page = await openEditor(browser, video, { width: 1440, height: 900 })
    await page.getByRole('button', { name: 'Captions', exact: true }).first().click()
    await page.getByRole('button', { name: /use the song/i }).click()
    await page.getByText('Word by word', { exact: true }).click()
    await page.getByRole('button', { name: /running through the night/ }).click()
    await page.getByRole('textbox', { name: 'Words' }).fill('We are running')
    await untilSaved(page)
    const { captions } = await video.timeline()
    expect(captions?.style.look).toBe('word')
    expect(captions?.language).toBe('ja')
    expect(captions?.lines.map(({ text, startFrame }) => [text, startFrame])).toEqual([
      ['We are running', 30],
      ['夜に駆ける、君の手を', 150],
      ['يا ليل يا عين', 270],
    ])

    const place = await pointOf(page, await video.timeline(), { frame: 300, lane: 'captions' })
    await page.mouse.click(place.x, place.y)
    const third = page.getByRole('list', { name: 'Lines' }).getByRole('button', { pressed: true })
    await expect.poll(() => third.textContent()).toContain('يا ليل يا عين')
    await page.keyboard.press('Delete')
    await expect.poll(async () => (await video.timeline()).captions?.lines.length).toBe(2)
    await page.keyboard.press('Control+z')
    await untilSaved(page)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'SRT' }).click(),
    ])
    expect(await readFile(await download.path(), 'utf8')).toContain(
      '00:00:01,000 --> 00:00:04,000\nWe are running\n',
    )
    await page.context().close()
  },
)
