/**
 * The preview in a headless Chromium without a GPU, beside its bars: how soon an edit and a seek are seen, how many
 * frames a second it draws with every effect on, how near the picture stays to the sound, and what 600 cuts cost.
 */
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { msOfSeconds } from '#core/units.ts'
import { serveTrialPage } from '../e2e/support/trial-page.ts'
import { provideChromium } from '../scripts/setup/chromium.ts'
import type { DrawnFrame, TrialVideo } from '../web/preview/trial-video.fake.ts'
import { openBenchBrowser } from './browser.ts'
import { editsAt } from './preview/edits.ts'
import { makeMaterial, type PreviewMaterial } from './preview/material.ts'
import { type SeenFrame, seenOf, traceScreen } from './preview/seen.ts'
import { repeated, videoOf } from './preview/videos.ts'
import { p95, printRows, quantile, type Row, row } from './rows.ts'

const bars = { editMs: 100, seekMs: 150, framesASecond: 30, offFrames: 1, memoryRatio: 1.5 } as const

/** How much of a minute may be missing of the frames that were due: a scheduler's hiccup, not a slow preview. */
const mostMissing = 0.01

/** Runs the bench and prints its table. Answers whether every bar was met. Without a Chromium it says so, and none was missed. */
export async function runPreviewBench({ ffmpegPath }: { readonly ffmpegPath: string }): Promise<boolean> {
  const executablePath = await provideChromium(console.error)
  if (executablePath === undefined) {
    console.log('\nPreview: left out, there is no Chromium here')
    return true
  }
  const served = await serveTrialPage('preview')
  const browser = await openBenchBrowser(executablePath, ['--autoplay-policy=no-user-gesture-required'])
  try {
    const material = await makeMaterial(served.folder, ffmpegPath)
    const page = await browser.newPage({ baseURL: served.origin, viewport: { width: 700, height: 420 } })
    await page.goto('/')
    const minute = videoOf(material, 120, 15)
    const rows = [
      ...(await playRows(browser, page, minute)),
      ...(await editRows(page, minute, material)),
      ...(await memoryRows(browser, page, material)),
    ]
    printRows('Preview: 360p at 30 frames a second, headless, no GPU', rows)
    return rows.every(({ isMet }) => isMet !== false)
  } finally {
    await browser.close()
    await served.remove()
  }
}

async function open(page: Page, video: TrialVideo): Promise<void> {
  await page.evaluate(`trial.open(${JSON.stringify(video)})`)
}

/** Plays a minute of a cut every half second, and looks at every frame that came on the screen. */
async function playRows(browser: Browser, page: Page, video: TrialVideo): Promise<readonly Row[]> {
  const fast = await page.evaluate<number>(`trial.paintFast(${JSON.stringify(video)}, 600)`)
  await open(page, video)
  await page.evaluate('trial.drawn()')
  const { answer: drawn, onScreenMs } = await traceScreen(browser, page, async () => {
    await page.evaluate('trial.preview().play()')
    // The page's own policy forbids waiting for a function there.
    while (await page.evaluate<boolean>('trial.preview().isPlaying()')) await page.waitForTimeout(500)
    return await page.evaluate<readonly DrawnFrame[]>('trial.drawn()')
  })
  const { frameRate, lengthFrames, songStartSeconds, clips } = video.timeline
  const seen = seenOf(drawn, onScreenMs)
  const shown = new Set(seen.map(({ frame }) => frame)).size
  const heardFrames = ({ heardSeconds }: SeenFrame) => (heardSeconds - songStartSeconds) * frameRate
  const cuts = clips.slice(1).map(({ startFrame }) => ({
    startFrame,
    first: seen.find(({ frame, isExact }) => frame >= startFrame && isExact),
  }))
  const overCuts = (measure: (first: SeenFrame, startFrame: number) => number) =>
    cuts.map(({ first, startFrame }) =>
      first === undefined ? Number.POSITIVE_INFINITY : measure(first, startFrame),
    )
  const offAtCuts = overCuts((first) => Math.abs(first.frame - Math.floor(heardFrames(first) + 1e-4)))
  const lateAtCuts = overCuts((first, startFrame) => first.frame - startFrame)
  const afterSoundMs = overCuts((first, startFrame) =>
    msOfSeconds((heardFrames(first) - startFrame) / frameRate),
  )
  const inexact = drawn.filter(({ isExact }) => !isExact).length
  const rate = (shown / lengthFrames) * frameRate
  return [
    row('frames painted as fast as it can, all effects', fast, { least: bars.framesASecond, unit: '/s' }),
    row('frames drawn while it plays a minute', rate, {
      least: bars.framesASecond * (1 - mostMissing),
      unit: `/s of ${frameRate}`,
    }),
    { name: '  of them while a picture was still being decoded', value: String(inexact) },
    row('picture off the sound at a cut, most of all cuts', Math.max(...offAtCuts), {
      most: bars.offFrames,
      unit: ' frames',
    }),
    row('a cut seen after the frame it is on, at most', Math.max(...lateAtCuts), {
      most: bars.offFrames,
      unit: ' frames',
    }),
    {
      name: '  a cut seen after it is heard: 5 %, half, 95 % of the cuts',
      value: `${[0.05, 0.5, 0.95].map((share) => quantile(afterSoundMs, share).toFixed(0)).join(', ')} ms`,
    },
  ]
}

async function editRows(page: Page, video: TrialVideo, material: PreviewMaterial): Promise<readonly Row[]> {
  await open(page, video)
  const pictures = [...material.photos, ...material.films]
  const analysis = repeated(material.analysis)
  const { timeline } = video
  const seeks: number[] = []
  for (let i = 0; i < 100; i += 1) {
    seeks.push(
      await page.evaluate<number>(
        `trial.time(() => trial.preview().seek(${anyFrame(i, timeline.lengthFrames)}))`,
      ),
    )
  }
  const byKind = new Map<string, number[]>()
  for (let turn = 0; turn < 12; turn += 1) {
    const frame = anyFrame(turn, timeline.lengthFrames)
    await page.evaluate(`trial.preview().seek(${frame})`)
    for (const edit of editsAt(timeline, frame, { analysis, pictures }, turn)) {
      const told = JSON.stringify({ analysis, pictures })
      const tookMs = await page.evaluate<number>(`trial.edit(${JSON.stringify(edit)}, ${told})`)
      byKind.set(edit.kind, [...(byKind.get(edit.kind) ?? []), tookMs])
    }
  }
  const all = [...byKind.values()].flat()
  const [slowest] = [...byKind].toSorted(([, a], [, b]) => p95(b) - p95(a))
  return [
    row('a seek, p95 of 100', p95(seeks), { most: bars.seekMs, unit: ' ms' }),
    row(`first frame after an edit, p95 of ${all.length} of ${byKind.size} kinds`, p95(all), {
      most: bars.editMs,
      unit: ' ms',
    }),
    {
      name: `  the slowest kind, ${slowest?.[0]}, p95 of ${slowest?.[1].length}`,
      value: `${p95(slowest?.[1] ?? []).toFixed(0)} ms`,
    },
  ]
}

/** Walks through a short video and through one of 600 cuts, and compares what the browser's processes hold. */
async function memoryRows(browser: Browser, page: Page, material: PreviewMaterial): Promise<readonly Row[]> {
  const walk = async (video: TrialVideo) => {
    await page.reload()
    await open(page, video)
    const seeks: number[] = []
    for (let i = 0; i < 150; i += 1) {
      const frame = anyFrame(i, video.timeline.lengthFrames)
      seeks.push(await page.evaluate<number>(`trial.time(() => trial.preview().seek(${frame}))`))
    }
    await page.evaluate('trial.preview().play()')
    await page.waitForTimeout(8000)
    const heldMb = await memoryMb(browser)
    await page.evaluate('trial.preview().pause()')
    return { heldMb, seekMs: p95(seeks) }
  }
  const short = await walk(videoOf(material, 60, 18))
  const long = await walk(videoOf(material, 600, 18))
  return [
    { name: 'memory of the browser, 60 cuts in 36 s', value: `${short.heldMb.toFixed(0)} MB` },
    row(`memory, 600 cuts in 6 minutes: ${long.heldMb.toFixed(0)} MB`, long.heldMb / short.heldMb, {
      most: bars.memoryRatio,
      unit: ' of it',
      digits: 2,
    }),
    row('a seek among 600 cuts, p95 of 150', long.seekMs, { most: bars.seekMs, unit: ' ms' }),
  ]
}

/** What all processes of the browser hold, what they share counted once. */
async function memoryMb(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  const held = await Promise.all(
    processInfo.map(async ({ id }) => {
      const told = await readFile(`/proc/${id}/smaps_rollup`, 'utf8').catch(() => '')
      return Number(/^Pss:\s+(\d+) kB/m.exec(told)?.[1] ?? 0) / 1024
    }),
  )
  return held.reduce((sum, mb) => sum + mb, 0)
}

/** Frames all over a video, none near the one before: steps of the golden ratio. */
function anyFrame(i: number, lengthFrames: number): number {
  return Math.floor((((i + 1) * 0.6180339887) % 1) * lengthFrames)
}
