import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Analysis } from '#core/audio/analysis.ts'
import { analyseFile } from '../container/ingest/analyse-file.ts'
import { songEncodings } from '../container/testing/fixtures.ts'
import { browserTest, openBrowser } from './support/browser.ts'
import { convert, listFrames } from './support/media.ts'
import { serveTrialPage, type TrialPage } from './support/trial-page.ts'

const demo = join(import.meta.dirname, '..', 'demo')

let served: TrialPage
let browser: Browser
let page: Page

/** Browsers give their coders to safe origins only: under a plain name over http this one has none of them. */
const plainName = 'plain.test'

beforeAll(async () => {
  served = await serveTrialPage('device')
  await copyFile(join(demo, 'photos', 'life_by_Aitzol_Berasategi.jpg'), join(served.folder, '1.jpg'))
  browser = await openBrowser([`--host-resolver-rules=MAP ${plainName} 127.0.0.1`])
  page = await browser.newPage()
  await page.goto(served.origin.replace('127.0.0.1', plainName))
  await page.waitForFunction('globalThis.trial')
})
afterAll(async () => {
  await browser?.close()
  await served?.remove()
})

browserTest('a browser without decoders hears a song by its own player, as near', async () => {
  expect(await page.evaluate(`typeof AudioDecoder`)).toBe('undefined')
  const { format, parameters } = songEncodings.mp3
  const path = join(served.folder, 'song.mp3')
  await convert(join(demo, 'vibe-ace.ogg'), parameters, path)
  const service = await analyseFile({ path, format, signal: new AbortController().signal })
  const { heard } = await page.evaluate<{ heard?: { analysis: Analysis } }>(`trial.hear('/files/song.mp3')`)
  expect(heard?.analysis.tempo.value).toBeCloseTo(service.analysis.tempo.value ?? Number.NaN, 2)
  const apart = service.analysis.beats.map(({ time }, i) =>
    Math.abs(time - (heard?.analysis.beats[i]?.time ?? Number.NaN)),
  )
  expect(Math.max(...apart)).toBeLessThan(0.001)
})

browserTest(
  'a browser without encoders makes a snippet by x264, and says that it can export nothing',
  async () => {
    const picture = {
      widthPixels: 640,
      heightPixels: 360,
      lengthFrames: 60,
      cutFrames: [30],
      photos: ['/files/1.jpg'],
    }
    await page.evaluate(`trial.snippet(${JSON.stringify(picture)}, undefined, '/files/snippet.mp4')`)
    const { times, about } = await listFrames(join(served.folder, 'snippet.mp4'))
    expect(times).toEqual(Array.from({ length: 60 }, (_, frame) => frame))
    expect(about).toMatch(/Video: h264 \(Constrained Baseline\)/)
    const shape = { widthPixels: 640, heightPixels: 360, frameRate: 30 }
    expect(await page.evaluate(`trial.canExport(${JSON.stringify(shape)})`)).toBe(false)
  },
)
