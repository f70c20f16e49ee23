/** What runs on the person's own device, measured in a real Chromium: hearing a song, a snippet, an export and its proof. */
import { execFile } from 'node:child_process'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { frameSize, type Preset } from '#core/timeline/preset.ts'
import { locateFfmpeg } from '../container/ffmpeg/locate.ts'
import { analyseFile } from '../container/ingest/analyse-file.ts'
import { bringPhoto, photoShot, timelineOf } from '../e2e/support/preview-video.ts'
import { serveTrialPage } from '../e2e/support/trial-page.ts'
import { provideChromium } from '../scripts/setup/chromium.ts'
import type { PreviewMedia } from '../web/preview/preview-media.ts'
import type { TrialVideo } from '../web/preview/trial-video.fake.ts'
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
    const page = await browser.newPage()
    await page.goto(served.origin)
    await page.waitForFunction('globalThis.trial')
    console.log('\nDevice: in headless Chromium, without a GPU')
    await benchHearing(page, join(served.folder, 'song.ogg'))
    await page.close()
    await benchFiles(browser)
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

/** Files made of photos under a moving camera, a cut every half second, painted as the editor has them painted. */
async function benchFiles(browser: Browser): Promise<void> {
  const served = await serveTrialPage('preview')
  try {
    await copyFile(join(demo, 'vibe-ace.ogg'), join(served.folder, 'song.ogg'))
    const page = await browser.newPage()
    await page.goto(served.origin)
    await page.waitForFunction('globalThis.trial')
    const videoOf = await bringVideo(served.folder)
    await benchSnippets(page, videoOf, served.folder)
    await benchExport(page, videoOf)
  } finally {
    await served.remove()
  }
}

type VideoOf = (preset: Preset, seconds: number) => TrialVideo

async function bringVideo(folder: string): Promise<VideoOf> {
  const media: Record<string, PreviewMedia> = {}
  for (const name of ['life', 'friends', 'picosdeeuropa']) {
    const path = join(demo, 'photos', `${name}_by_Aitzol_Berasategi.jpg`)
    media[name] = await bringPhoto(path, folder, name)
  }
  const names = Object.keys(media)
  const camera = {
    from: { x: 0, y: 0.1, width: 1, height: 0.8 },
    to: { x: 0.1, y: 0.2, width: 0.75, height: 0.6 },
  }
  return (preset, seconds) => {
    const shots = Array.from({ length: 2 * seconds }, (_, i) =>
      photoShot(names[i % names.length] ?? '', camera),
    )
    const music = { beats: [], onsets: [], energy: [] }
    const shown = { timeline: timelineOf(shots, 15), music, media, songUrl: '/files/song.ogg' }
    return { ...shown, ...frameSize(preset, '16:9') }
  }
}

async function benchSnippets(page: Page, videoOf: VideoOf, folder: string): Promise<void> {
  const video = JSON.stringify(videoOf('360p30', 10))
  for (const encoder of ['webcodecs', 'x264']) {
    const made = await page.evaluate<Took>(`trial.snippet(${video}, '${encoder}', '/files/snippet.mp4')`)
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

async function benchExport(page: Page, videoOf: VideoOf): Promise<void> {
  const song = JSON.stringify({ durationSeconds: songSeconds, startSeconds: 10 })
  for (const preset of ['720p30', '1080p30'] as const) {
    const order = `trial.exportVideo(${JSON.stringify(videoOf(preset, 20))}, ${song})`
    const made = await page.evaluate<Took & { readonly madeMs: number }>(order)
    const pace = (made.tookMs / 20_000).toFixed(2)
    const proof = ((made.tookMs - made.madeMs) / made.tookMs).toFixed(2)
    print(`an export of 20 s, ${preset}`, made, `${pace} s for a second of video, ${proof} of it its proof`)
  }
}

function print(name: string, { tookMs, longestTaskMs }: Took, words: string): void {
  const task = `${longestTaskMs.toFixed(0)} ms longest task${longestTaskMs > mostTaskMs ? ', over the bar of 50' : ''}`
  console.log(`  ${(tookMs / 1000).toFixed(2).padStart(6)} s  ${name}: ${words}; ${task}`)
}
