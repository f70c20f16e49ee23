/** What runs on the person's own device, measured in a real Chromium: hearing a song, a snippet, an export and its proof. */
import { execFile } from 'node:child_process'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { locateFfmpeg } from '../container/ffmpeg/locate.ts'
import { analyseFile } from '../container/ingest/analyse-file.ts'
import { serveTrialPage } from '../e2e/support/trial-page.ts'
import { provideChromium } from '../scripts/setup/chromium.ts'
import { openBenchBrowser } from './browser.ts'

const demo = join(import.meta.dirname, '..', 'demo')
const songSeconds = 61.45
const snippetBarSeconds = 4
const mostTaskMs = 50

/** What a trial answers of its time. */
type Took = { readonly tookMs: number; readonly longestTaskMs: number }

/** Prints the table. Without a Chromium it says so. */
export async function runDeviceBench(): Promise<void> {
  const executablePath = await provideChromium(console.error)
  if (executablePath === undefined) return console.log('\nDevice: left out, there is no Chromium here')
  const served = await serveTrialPage('device')
  const browser = await openBenchBrowser(executablePath)
  try {
    await copyFile(join(demo, 'vibe-ace.ogg'), join(served.folder, 'song.ogg'))
    for (const [i, name] of ['life', 'friends', 'picosdeeuropa'].entries()) {
      await copyFile(
        join(demo, 'photos', `${name}_by_Aitzol_Berasategi.jpg`),
        join(served.folder, `${i + 1}.jpg`),
      )
    }
    const page = await browser.newPage()
    await page.goto(served.origin)
    await page.waitForFunction('globalThis.trial')
    console.log('\nDevice: in headless Chromium, without a GPU')
    await benchHearing(page, join(served.folder, 'song.ogg'))
    await benchSnippets(page, served.folder)
    await benchExport(page)
  } finally {
    await browser.close()
    await served.remove()
  }
}

async function benchHearing(page: Page, path: string): Promise<void> {
  const startMs = performance.now()
  await analyseFile({ path, format: 'ogg', signal: new AbortController().signal })
  const serviceMs = performance.now() - startMs
  const heard = await page.evaluate<Took>(`trial.hear('/files/song.ogg')`)
  const pace = (songSeconds * 1000) / heard.tookMs
  const share = (heard.tookMs / serviceMs).toFixed(2)
  print('hearing a song', heard, `${pace.toFixed(0)} x real time, ${share} of the media service's time`)
}

const picture = (widthPixels: number, heightPixels: number, lengthFrames: number) => ({
  widthPixels,
  heightPixels,
  lengthFrames,
  cutFrames: Array.from({ length: lengthFrames / 15 - 1 }, (_, i) => 15 * (i + 1)),
  photos: ['/files/1.jpg', '/files/2.jpg', '/files/3.jpg'],
})

async function benchSnippets(page: Page, folder: string): Promise<void> {
  const order = JSON.stringify(picture(640, 360, 300))
  for (const encoder of ['webcodecs', 'x264']) {
    const made = await page.evaluate<Took>(`trial.snippet(${order}, '${encoder}', '/files/snippet.mp4')`)
    const bareMs = await encodeBare(join(folder, 'snippet.mp4'))
    const share = (made.tookMs / 1000 / snippetBarSeconds).toFixed(2)
    const times = (made.tookMs / bareMs).toFixed(1)
    const beside = `${times} x one bare FFmpeg of one thread (${(bareMs / 1000).toFixed(2)} s)`
    print(`a snippet of 10 s by ${encoder}`, made, `${share} of the bar of ${snippetBarSeconds} s, ${beside}`)
  }
}

/** The yardstick of the moment: a busy machine makes both slow. Answers the milliseconds of decoding and encoding a snippet. */
async function encodeBare(path: string): Promise<number> {
  const startMs = performance.now()
  await promisify(execFile)(locateFfmpeg(), [
    ...['-v', 'error', '-threads', '1', '-i', path, '-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '25'],
    ...['-threads', '1', '-c:a', 'aac', '-b:a', '160k', '-y', `${path}.bare.mp4`],
  ])
  return performance.now() - startMs
}

async function benchExport(page: Page): Promise<void> {
  const song = JSON.stringify({ address: '/files/song.ogg', durationSeconds: songSeconds, startSeconds: 10 })
  for (const [width, height] of [
    [1280, 720],
    [1920, 1080],
  ] as const) {
    const order = `trial.export(${JSON.stringify(picture(width, height, 600))}, ${song}, '/files/export.mp4')`
    const made = await page.evaluate<Took & { readonly madeMs: number }>(order)
    const pace = (made.tookMs / 20_000).toFixed(2)
    const proof = ((made.tookMs - made.madeMs) / made.tookMs).toFixed(2)
    print(
      `an export of 20 s at ${height}p`,
      made,
      `${pace} s for a second of video, ${proof} of it its proof`,
    )
  }
}

function print(name: string, { tookMs, longestTaskMs }: Took, words: string): void {
  const task = `${longestTaskMs.toFixed(0)} ms longest task${longestTaskMs > mostTaskMs ? ', over the bar of 50' : ''}`
  console.log(`  ${(tookMs / 1000).toFixed(2).padStart(6)} s  ${name}: ${words}; ${task}`)
}
