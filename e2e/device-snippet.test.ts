import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { browserTest, openBrowser } from './support/browser.ts'
import { convert, listFrames, readNumbers, writeClip } from './support/media.ts'
import { serveTrialPage, type TrialPage } from './support/trial-page.ts'

const photoFolder = join(import.meta.dirname, '..', 'demo', 'photos')

let served: TrialPage
let browser: Browser
let page: Page

const picture = {
  widthPixels: 640,
  heightPixels: 360,
  lengthFrames: 300,
  cutFrames: Array.from({ length: 19 }, (_, i) => 15 * (i + 1)),
  photos: ['/files/1.jpg', '/files/2.jpg', '/files/3.jpg'],
}

beforeAll(async () => {
  served = await serveTrialPage('device')
  const names = [
    'life_by_Aitzol_Berasategi',
    'friends_by_Aitzol_Berasategi',
    'picosdeeuropa_by_Aitzol_Berasategi',
  ]
  for (const [i, name] of names.entries()) {
    await copyFile(join(photoFolder, `${name}.jpg`), join(served.folder, `${i + 1}.jpg`))
  }
  browser = await openBrowser()
  page = await browser.newPage()
  await page.goto(served.origin)
  await page.waitForFunction('globalThis.trial')
})
afterAll(async () => {
  await browser?.close()
  await served?.remove()
})

type Made = {
  readonly told: readonly number[]
  readonly isClosed: boolean
}

browserTest.for(['webcodecs', 'x264'])(
  'ten seconds by %s are 300 frames, each at its time, with ten seconds of sound',
  async (encoder) => {
    const name = `snippet-${encoder}.mp4`
    const made = await page.evaluate<Made>(
      `trial.snippet(${JSON.stringify(picture)}, '${encoder}', '/files/${name}')`,
    )
    const path = join(served.folder, name)
    const { times, about, sound } = await listFrames(path)
    expect(times).toEqual(Array.from({ length: 300 }, (_, frame) => frame))
    expect(about).toMatch(/Video: h264.*bt709.*640x360/)
    expect(about).toMatch(/Audio: aac.*48000 Hz, stereo/)
    expect(sound.seconds).toBeCloseTo(10, 1)
    expect(await readNumbers(path)).toEqual(Array.from({ length: 300 }, (_, frame) => frame))
    // Told frame by frame, and never backwards.
    expect(made.told.length).toBeGreaterThanOrEqual(300)
    expect(made.told).toEqual(made.told.toSorted((a, b) => a - b))
    expect(made.told.at(-1)).toBe(1)
    expect(made.isClosed).toBe(true)
  },
)

browserTest.for(['webcodecs', 'x264'])(
  'a snippet by %s that is cancelled leaves no worker behind',
  async (encoder) => {
    const order = `trial.cancelSnippet(${JSON.stringify(picture)}, '${encoder}', 60)`
    const { thrown, isClosed } = await page.evaluate<{ thrown: string; isClosed: boolean }>(order)
    expect(thrown).toBe('AbortError')
    expect(isClosed).toBe(true)
    await expect.poll(() => page.workers().length).toBe(0)
  },
)

browserTest(
  'a clip that the browser cannot decode becomes one that it can, seekable every half second',
  async () => {
    await writeClip(join(served.folder, 'clip.mov'), ['-c:v', 'prores_ks', '-profile:v', '0', '-f', 'mov'])
    expect(await page.evaluate(`trial.proxy('/files/clip.mov', '/files/proxy.mp4')`)).toBe('made')
    const { times, keys, about } = await listFrames(join(served.folder, 'proxy.mp4'))
    // The last picture stands once more, as in the server's proxies.
    expect(times).toEqual(Array.from({ length: 61 }, (_, frame) => frame))
    expect(keys).toEqual([0, 15, 30, 45, 60])
    expect(about).toMatch(/Video: h264.*640x360/)
  },
)

browserTest('a file that is no clip is refused in a sentence', async () => {
  await convert(
    join(photoFolder, '..', 'vibe-ace.ogg'),
    ['-t', '1', '-f', 's16le'],
    join(served.folder, 'noise.bin'),
  )
  expect(await page.evaluate(`trial.proxy('/files/noise.bin', '/files/none.mp4')`)).toBe(
    'This browser failed while converting the clip.',
  )
})

browserTest('a device that runs out of memory says so, and what to do', async () => {
  expect(await page.evaluate(`trial.exhaust()`)).toBe(
    'This device ran out of memory while converting the clip. Close other tabs, or choose a smaller size.',
  )
  await expect.poll(() => page.workers().length).toBe(0)
})
