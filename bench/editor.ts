/** How smoothly the editor moves: a song of six minutes with six hundred cuts, in a browser without a graphics card. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { z } from 'zod'
import { locateFfmpeg } from '../container/ffmpeg/locate.ts'
import { withWorkFolder } from '../container/server/work-folder.ts'
import { Timeline, type TimelineClip } from '../core/timeline/timeline.ts'
import { type Client, signIn } from '../scripts/client/client.ts'
import { provideChromium } from '../scripts/setup/chromium.ts'
import { findFreePort } from '../scripts/stack/port.ts'
import { startStack } from '../scripts/stack/stack.ts'
import { openBenchBrowser } from './browser.ts'

const photoFolder = join(import.meta.dirname, '..', 'demo', 'photos')
const songSeconds = 360
const clipCount = 600
/** What counts as smooth: the figure that the editor is held to. */
const leastFramesPerSecond = 50

const Brought = z.object({ id: z.string(), jobId: z.string() })

/** Prints a line for scrolling, zooming and dragging. Without a Chromium it says so. */
export async function runEditorBench(): Promise<void> {
  const executablePath = await provideChromium(console.error)
  if (executablePath === undefined) return console.log('\nEditor: left out, there is no Chromium here')
  await withWorkFolder(async (folder) => {
    const port = await findFreePort()
    const stack = await startStack(
      { port, stateFolder: folder },
      () => undefined,
      new AbortController().signal,
    )
    const browser = await openBenchBrowser(executablePath)
    try {
      const owner = await signIn(stack.origin, 'bench@example.com')
      const videoId = await makeLongVideo(owner, stack.origin, folder)
      const page = await openEditor(browser, { origin: stack.origin, cookie: owner.cookie, videoId })
      console.log(
        `\nEditor: ${songSeconds} s of music, ${clipCount} cuts, ${leastFramesPerSecond} frames a second wanted`,
      )
      for (const [name, move] of moves) print(name, await measured(page, move))
    } finally {
      await browser.close()
      await stack.stop()
    }
  })
}

async function makeLongVideo(owner: Client, origin: string, folder: string): Promise<string> {
  const songPath = join(folder, 'long.wav')
  const beat = `0.9*sin(2*PI*90*mod(t,0.5))*exp(-24*mod(t,0.5))+0.08*sin(2*PI*220*t)`
  const source = ['-f', 'lavfi', '-i', `aevalsrc='${beat}':d=${songSeconds}:s=44100`]
  await promisify(execFile)(locateFfmpeg(), ['-nostdin', ...source, '-y', songPath])
  const song = await owner.upload('song', Brought, songPath)
  const photos = []
  for (const name of ['life', 'sunset', 'friends', 'picosdeeuropa'])
    photos.push(await owner.upload('media', Brought, join(photoFolder, `${name}_by_Aitzol_Berasategi.jpg`)))
  for (const { jobId } of [song, ...photos]) await owner.follow(jobId, () => undefined)
  const mediaIds = photos.map(({ id }) => id)
  const order = { songId: song.id, mediaIds, aspect: '16:9', style: 'balanced' }
  const video = await owner.send('POST', '/api/v1/videos', z.object({ id: z.string() }), order)
  const url = `${origin}/api/v1/videos/${video.id}/timeline`
  const headers = { cookie: owner.cookie, origin, 'content-type': 'application/json' }
  const answer = await fetch(url, { headers })
  const timeline = manyCuts(Timeline.parse(await answer.json()))
  const put = { ...headers, 'if-match': answer.headers.get('etag') ?? '' }
  const stored = await fetch(url, { method: 'PUT', headers: put, body: JSON.stringify(timeline) })
  if (!stored.ok) throw new Error(`The long timeline was refused: ${await stored.text()}`)
  return video.id
}

/** The planned pictures one after the other, cut evenly. */
function manyCuts(planned: Timeline): Timeline {
  const startOf = (index: number) => Math.round((index * planned.lengthFrames) / clipCount)
  const clips = Array.from({ length: clipCount }, (_, index): TimelineClip => {
    const like = planned.clips[index % planned.clips.length]
    if (like === undefined) throw new Error('a planned timeline has clips')
    const [startFrame, endFrame] = [startOf(index), startOf(index + 1)]
    return { ...like, startFrame, lengthFrames: endFrame - startFrame }
  })
  return { ...planned, clips, transitions: [] }
}

async function openEditor(
  browser: Browser,
  at: { readonly origin: string; readonly cookie: string; readonly videoId: string },
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const [name = '', value = ''] = at.cookie.split('=')
  await context.addCookies([{ name, value, url: at.origin }])
  const page = await context.newPage()
  await page.goto(`${at.origin}/videos/${at.videoId}/edit`, { waitUntil: 'networkidle' })
  await page.getByRole('listbox', { name: /clips of the video/i }).waitFor()
  return page
}

/** Wheels over the timeline once a frame for three seconds: every frame is another view, drawn anew. */
const wheeling = (options: string) => `new Promise((resolve) => {
  const lanes = document.querySelector('.editor-lanes')
  const { left, top } = lanes.getBoundingClientRect()
  let frame = 0
  const turn = () => {
    const back = Math.floor(frame / 45) % 2 === 1
    lanes.dispatchEvent(new WheelEvent('wheel', {
      clientX: left + 700, clientY: top + 80, bubbles: true, cancelable: true, ...(${options})(back),
    }))
    frame += 1
    if (frame < 180) requestAnimationFrame(turn)
    else resolve()
  }
  requestAnimationFrame(turn)
})`

const moves: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ['zoom', (page) => page.evaluate(wheeling('(back) => ({ ctrlKey: true, deltaY: back ? 24 : -24 })'))],
  [
    'scroll, near',
    async (page) => {
      for (let press = 0; press < 5; press += 1) await page.keyboard.press('+')
      await page.evaluate(wheeling('(back) => ({ deltaX: back ? -28 : 28 })'))
    },
  ],
  [
    'scroll, all cuts in view',
    async (page) => {
      await page.keyboard.press('0')
      await page.keyboard.press('+')
      await page.evaluate(wheeling('(back) => ({ deltaX: back ? -28 : 28 })'))
    },
  ],
  ['drag a cut', dragCut],
]

/** Chooses a clip, brings it near, and drags the cut before it to and fro. */
async function dragCut(page: Page): Promise<void> {
  await page.keyboard.press('0')
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'z', '-', '-']) await page.keyboard.press(key)
  const box = await page.locator('.editor-lanes').boundingBox()
  if (box === null) throw new Error('the timeline is not on the page')
  const y = box.y + box.height - 66
  const x = await cutPixels(page, box, y)
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (const to of [x + 160, x - 160, x + 120, x]) await page.mouse.move(to, y, { steps: 60 })
  await page.mouse.up()
}

/** Where the cursor says that a cut can be taken. */
async function cutPixels(
  page: Page,
  box: { readonly x: number; readonly width: number },
  y: number,
): Promise<number> {
  for (let x = box.x + box.width * 0.3; x < box.x + box.width; x += 4) {
    await page.mouse.move(x, y)
    const cursor = await page.evaluate<string>("document.querySelector('.editor-lanes').style.cursor")
    if (cursor === 'ew-resize') return x
  }
  throw new Error('there is no cut in view')
}

type Smoothness = { readonly framesPerSecond: number; readonly slowMs: number }

/** Counts the frames that the browser shows while something is done. */
async function measured(page: Page, move: (page: Page) => Promise<unknown>): Promise<Smoothness> {
  await page.evaluate(`(() => {
    window.shown = []
    const note = (now) => { window.shown.push(now); window.counting = requestAnimationFrame(note) }
    window.counting = requestAnimationFrame(note)
  })()`)
  await move(page)
  return await page.evaluate<Smoothness>(`(() => {
    cancelAnimationFrame(window.counting)
    const gaps = window.shown.slice(1).map((now, i) => now - window.shown[i]).sort((a, b) => a - b)
    const seconds = (window.shown.at(-1) - window.shown[0]) / 1000
    return { framesPerSecond: gaps.length / seconds, slowMs: gaps[Math.floor(gaps.length * 0.95)] }
  })()`)
}

function print(name: string, { framesPerSecond, slowMs }: Smoothness): void {
  const share = (framesPerSecond / leastFramesPerSecond).toFixed(2)
  console.log(
    `  ${name.padEnd(26)} ${framesPerSecond.toFixed(1).padStart(5)} frames a second (${share} of what is wanted), 95 of 100 within ${slowMs.toFixed(1)} ms`,
  )
}
