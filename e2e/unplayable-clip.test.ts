import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { z } from 'zod'
import { browserTest, openBrowser } from './support/browser.ts'
import { bringMaterial, type EditedVideo, makeVideo, openEditor } from './support/editor.ts'
import { writeSong } from './support/media.ts'
import { numberIn, writeNumberedFilm } from './support/preview-video.ts'
import { sharedStack } from './support/shared-stack.ts'

let folder = ''
let browser: Browser
let page: Page
let video: EditedVideo
/** What the page fetched that only FFmpeg needs. */
const fetched: string[] = []

const Brought = z.object({ id: z.string(), jobId: z.string() })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecraft-unplayable-'))
  await writeSong(join(folder, 'song.wav'), 6)
  // An editing codec: no browser decodes it.
  await writeNumberedFilm(join(folder, 'holiday.mov'), 8, ['-c:v', 'prores_ks', '-profile:v', '0'])
  const origin = await sharedStack()
  browser = await openBrowser()
  const material = await bringMaterial(origin, join(folder, 'song.wav'))
  const mediaId = await bringWithoutProxy(material.owner)
  video = await makeVideo({ ...material, mediaIds: [mediaId] })
  page = await openEditor(browser, video, { width: 1440, height: 900 })
  page.on('request', (request) => {
    if (request.url().includes('wasm')) fetched.push(request.url())
  })
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

type Owner = Awaited<ReturnType<typeof bringMaterial>>['owner']

/** Brings the film and cancels its proxy, which is what one that is still waited for looks like. */
async function bringWithoutProxy(owner: Owner): Promise<string> {
  const film = await owner.upload('media', Brought, join(folder, 'holiday.mov'))
  await owner.follow(film.jobId, () => undefined)
  const Media = z.object({ proxyJobId: z.string().nullable() })
  for (;;) {
    const { proxyJobId } = await owner.send('GET', `/api/v1/media/${film.id}`, Media)
    if (proxyJobId === null) continue
    await owner.send('POST', `/api/v1/jobs/${proxyJobId}/cancel`, z.unknown(), {})
    break
  }
  return film.id
}

/** The number that the picture shows now, by its middle row. */
async function numberShown(): Promise<number> {
  const rgba = await page.evaluate<number[]>(`
    (({ canvas }) => [...canvas.getContext('2d').getImageData(0, canvas.height / 2, canvas.width, 1).data])({
      canvas: document.querySelector('.editor-picture canvas'),
    })`)
  return numberIn(Uint8Array.from(rgba), rgba.length / 4, 1)
}

/** The numbers that five frames in a row show. */
async function numbersInARow(): Promise<readonly number[]> {
  await page.keyboard.press('Home')
  const numbers: number[] = []
  for (let frame = 0; frame < 5; frame += 1) {
    await page.waitForTimeout(150)
    numbers.push(await numberShown())
    await page.keyboard.press('ArrowRight')
  }
  return numbers
}

browserTest(
  'a clip that the browser cannot decode is prepared on this device when it is asked for, and then plays',
  async () => {
    const line = page.locator('.unplayable-clip')
    const prepare = line.getByRole('button', { name: 'Prepare it on this device' })
    await line.filter({ hasText: 'holiday.mov cannot be played here yet' }).waitFor()
    // The thumbnail may come a moment after the line does; from then on the picture stands still.
    await expect.poll(async () => new Set(await numbersInARow()).size).toBe(1)
    expect(fetched).toEqual([])

    await prepare.click()
    await line.getByRole('progressbar', { name: 'Preparing holiday.mov' }).waitFor()
    await expect.poll(() => page.workers().length).toBeGreaterThan(0)
    await line.getByRole('button', { name: 'Cancel' }).click()
    await prepare.waitFor()
    await expect.poll(() => page.workers().length).toBe(0)

    await prepare.click()
    await line.waitFor({ state: 'detached', timeout: 120_000 })
    expect(fetched.length).toBeGreaterThan(0)
    const shot = (await video.timeline()).clips[0]?.shot
    const first = shot?.kind === 'clip' ? Math.floor(shot.sourceStartSeconds * 30 + 0.03) : Number.NaN
    await page.keyboard.press('Home')
    for (let frame = 0; frame < 5; frame += 1) {
      await expect.poll(numberShown).toBe(first + frame)
      await page.keyboard.press('ArrowRight')
    }
  },
)
