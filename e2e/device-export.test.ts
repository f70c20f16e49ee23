import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { parseLoudness } from '#core/video/sound-filters.ts'
import type { Proof } from '#core/work/report.ts'
import { browserTest, openBrowser } from './support/browser.ts'
import { decodeSamples, listFrames, measureLoudness, readColour, readNumbers } from './support/media.ts'
import { serveTrialPage, type TrialPage } from './support/trial-page.ts'

const demo = join(import.meta.dirname, '..', 'demo')
const song = { address: '/files/song.ogg', durationSeconds: 61.45, startSeconds: 12.3 }

let served: TrialPage
let browser: Browser
let page: Page

const picture = {
  widthPixels: 640,
  heightPixels: 360,
  lengthFrames: 240,
  cutFrames: [14, 29, 43, 58, 72, 115, 116, 200],
  photos: ['/files/1.jpg', '/files/2.jpg', '/files/3.jpg'],
}

beforeAll(async () => {
  served = await serveTrialPage('device')
  await copyFile(join(demo, 'vibe-ace.ogg'), join(served.folder, 'song.ogg'))
  const names = [
    'life_by_Aitzol_Berasategi',
    'friends_by_Aitzol_Berasategi',
    'picosdeeuropa_by_Aitzol_Berasategi',
  ]
  for (const [i, name] of names.entries()) {
    await copyFile(join(demo, 'photos', `${name}.jpg`), join(served.folder, `${i + 1}.jpg`))
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

type Exported = {
  readonly proof: Proof
  readonly told: readonly number[]
  readonly kept: readonly string[]
  readonly left: readonly string[]
}

browserTest(
  'an exported video is what a render of the server is held to, and its own proof says the same',
  async () => {
    const order = `trial.export(${JSON.stringify(picture)}, ${JSON.stringify(song)}, '/files/export.mp4')`
    const exported = await page.evaluate<Exported>(order)
    const path = join(served.folder, 'export.mp4')

    const { times, keys, about, sound } = await listFrames(path)
    const everyFrame = Array.from({ length: picture.lengthFrames }, (_, frame) => frame)
    expect(times).toEqual(everyFrame)
    expect(await readNumbers(path)).toEqual(everyFrame)
    expect(keys).toEqual([0, ...picture.cutFrames])
    expect(about).toMatch(/Video: h264.*yuv420p\(tv, bt709.*640x360/)
    expect(about).toMatch(/Audio: aac.*48000 Hz, stereo/)
    expect(sound.seconds).toBeCloseTo(8, 1)

    const { lufs, truePeakDb } = parseLoudness(await measureLoudness(path))
    expect(Math.abs((lufs ?? 0) + 14)).toBeLessThanOrEqual(0.5)
    expect(truePeakDb).toBeLessThanOrEqual(-1)

    const { proof } = exported
    expect(proof).toMatchObject({ frames: picture.lengthFrames, maxCutErrorFrames: 0 })
    expect(Math.abs((proof.lufs ?? 0) - (lufs ?? 0))).toBeLessThanOrEqual(0.1)
    expect(Math.abs((proof.truePeak ?? 0) - (truePeakDb ?? 0))).toBeLessThanOrEqual(0.2)

    expect(exported.told).toEqual(exported.told.toSorted((a, b) => a - b))
    expect(exported.told.at(-1)).toBe(1)
    expect(exported.kept).toHaveLength(1)
    expect(exported.left).toEqual([])
  },
)

browserTest('the song is heard from the sample on that was asked for, and ends softly', async () => {
  const rate = 48_000
  const made = await decodeSamples(join(served.folder, 'export.mp4'), rate)
  const whole = await decodeSamples(join(demo, 'vibe-ace.ogg'), rate)
  const first = Math.round(song.startSeconds * rate)
  const alike = (lag: number) => {
    let sum = 0
    for (let i = 2 * rate; i < 3 * rate; i++) sum += (made[i] ?? 0) * (whole[first + i + lag] ?? 0)
    return sum
  }
  const lags = Array.from({ length: 201 }, (_, i) => i - 100)
  const best = lags.reduce((a, b) => (alike(b) > alike(a) ? b : a))
  expect(Math.abs(best)).toBeLessThanOrEqual(1)
  const loudest = (from: number, to: number) =>
    made.subarray(from * rate, to * rate).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  expect(loudest(7.97, 8)).toBeLessThan(0.15 * loudest(7, 7.5))
})

browserTest.for(['private', 'chosen'])(
  'an export into a %s file that is cancelled leaves no file, no worker and no open source',
  async (into) => {
    const order = `trial.cancelExport(${JSON.stringify(picture)}, ${JSON.stringify(song)}, '${into}')`
    const { thrown, isClosed, left } = await page.evaluate<{
      thrown: string
      isClosed: boolean
      left: readonly string[]
    }>(order)
    expect(thrown).toBe('AbortError')
    expect(isClosed).toBe(true)
    expect(left).toEqual([])
    await expect.poll(() => page.workers().length).toBe(0)
  },
)

browserTest(
  'a browser without files of its own makes the same video in memory, in the colours that were painted',
  async () => {
    const other = await browser.newPage()
    await other.addInitScript('delete StorageManager.prototype.getDirectory')
    await other.goto(served.origin)
    await other.waitForFunction('globalThis.trial')
    const short = { ...picture, lengthFrames: 60, cutFrames: [14, 29], photos: [] }
    const order = `trial.export(${JSON.stringify(short)}, ${JSON.stringify(song)}, '/files/memory.mp4')`
    const { proof, kept } = await other.evaluate<Exported>(order)
    await other.close()
    expect(kept).toEqual([])
    expect(proof).toMatchObject({ frames: 60, maxCutErrorFrames: 0 })
    const path = join(served.folder, 'memory.mp4')
    expect((await listFrames(path)).keys).toEqual([0, 14, 29])
    // The ground was painted as hsl(0 60% 30%). Brought to video by BT.601, it would be off by eight steps.
    const colour = await readColour(path)
    for (const [i, painted] of [122, 31, 31].entries()) {
      expect(Math.abs((colour[i] ?? Number.NaN) - painted)).toBeLessThanOrEqual(4)
    }
  },
)

browserTest('a device whose disk is full says so, and keeps nothing', async () => {
  const session = await page.context().newCDPSession(page)
  await session.send('Storage.overrideQuotaForOrigin', { origin: served.origin, quotaSize: 100_000 })
  const order = `trial.export(${JSON.stringify(picture)}, ${JSON.stringify(song)}, '/files/none.mp4')`
  await expect(page.evaluate(order)).rejects.toThrow(
    'There is not enough free space on this device for encoding the video.',
  )
  await session.send('Storage.overrideQuotaForOrigin', { origin: served.origin })
  expect(await page.evaluate(`trial.keptFiles()`)).toEqual([])
})

browserTest('what a browser can export is asked of it, not guessed', async () => {
  const asks = [
    { widthPixels: 1920, heightPixels: 1080, frameRate: 30 },
    { widthPixels: 641, heightPixels: 360, frameRate: 30 },
    { widthPixels: 16_384, heightPixels: 16_384, frameRate: 30 },
  ]
  const answers = await Promise.all(
    asks.map((shape) => page.evaluate<boolean>(`trial.canExport(${JSON.stringify(shape)})`)),
  )
  expect(answers).toEqual([true, false, false])
})
