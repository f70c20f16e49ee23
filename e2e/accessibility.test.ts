import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { z } from 'zod'
import { signIn } from '../scripts/client/client.ts'
import { browserTest, openBrowser } from './support/browser.ts'
import { writeSong } from './support/media.ts'
import { sharedStack } from './support/shared-stack.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const photoFolder = join(import.meta.dirname, '..', 'demo', 'photos')
const Brought = z.object({ id: z.string(), jobId: z.string() })

let folder = ''
let origin = ''
let browser: Browser
let songId = ''
let videoId = ''
let cookie = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecraft-access-'))
  await writeSong(join(folder, 'song.wav'), 5)
  origin = await sharedStack()
  browser = await openBrowser()
  const client = await signIn(origin, 'reader@example.com')
  const song = await client.upload('song', Brought, join(folder, 'song.wav'))
  const photo = await client.upload('media', Brought, join(photoFolder, 'life_by_Aitzol_Berasategi.jpg'))
  for (const { jobId } of [song, photo]) await client.follow(jobId, () => undefined)
  songId = song.id
  const order = { songId, mediaIds: [photo.id], aspect: '16:9', style: 'calm' }
  videoId = (await client.send('POST', '/api/v1/videos', z.object({ id: z.string() }), order)).id
  cookie = client.cookie
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

async function openPage(path: string, scheme: 'dark' | 'light', widthPixels: number): Promise<Page> {
  const context = await browser.newContext({
    colorScheme: scheme,
    viewport: { width: widthPixels, height: 900 },
    bypassCSP: true,
  })
  const [name = '', value = ''] = cookie.split('=')
  if (path !== '/sign-in') await context.addCookies([{ name, value, url: origin }])
  const page = await context.newPage()
  await page.goto(`${origin}${path}`, { waitUntil: 'networkidle' })
  return page
}

const paths = [
  ...['/sign-in', '/songs', '/songs/:song', '/songs/absent', '/make', '/make?song=:song', '/videos'],
  ...['/videos/:video', '/videos/:video/edit', '/settings', '/ui'],
]

browserTest.each(paths)(
  '%s has nothing that axe objects to, dark and light, on a phone and on a desk',
  async (path) => {
    for (const scheme of ['dark', 'light'] as const) {
      for (const widthPixels of [390, 1440]) {
        const page = await openPage(
          path.replace(':song', songId).replace(':video', videoId),
          scheme,
          widthPixels,
        )
        await page.addScriptTag({ content: axe })
        const faults = await page.evaluate<string[]>(
          `axe.run().then(({ violations }) => violations.flatMap((fault) => fault.nodes.map((node) => fault.id + ': ' + node.target)))`,
        )
        expect([scheme, widthPixels, faults]).toEqual([scheme, widthPixels, []])
        const overflows = await page.evaluate<boolean>(
          'document.documentElement.scrollWidth > window.innerWidth',
        )
        expect([scheme, widthPixels, overflows]).toEqual([scheme, widthPixels, false])
        await page.context().close()
      }
    }
  },
)
