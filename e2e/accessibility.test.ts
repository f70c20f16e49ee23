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
import { startTestStack } from './support/stack.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const Song = z.object({ id: z.string(), jobId: z.string() })

let folder = ''
let running: Awaited<ReturnType<typeof startTestStack>>
let browser: Browser
let songId = ''
let cookie = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecraft-access-'))
  await writeSong(join(folder, 'song.wav'), 5)
  running = await startTestStack()
  browser = await openBrowser()
  const client = await signIn(running.stack.origin, 'reader@example.com')
  const song = await client.upload('song', Song, join(folder, 'song.wav'))
  await client.follow(song.jobId, () => undefined)
  songId = song.id
  cookie = client.cookie
})
afterAll(async () => {
  await browser?.close()
  await running?.remove()
  await rm(folder, { recursive: true, force: true })
})

async function openPage(path: string, scheme: 'dark' | 'light', widthPixels: number): Promise<Page> {
  const context = await browser.newContext({
    colorScheme: scheme,
    viewport: { width: widthPixels, height: 900 },
    bypassCSP: true,
  })
  const [name = '', value = ''] = cookie.split('=')
  if (path !== '/sign-in') await context.addCookies([{ name, value, url: running.stack.origin }])
  const page = await context.newPage()
  await page.goto(`${running.stack.origin}${path}`, { waitUntil: 'networkidle' })
  return page
}

const paths = ['/sign-in', '/songs', '/songs/:id', '/make', '/videos', '/settings', '/ui']

browserTest.each(paths)(
  '%s has nothing that axe objects to, dark and light, on a phone and on a desk',
  async (path) => {
    for (const scheme of ['dark', 'light'] as const) {
      for (const widthPixels of [390, 1440]) {
        const page = await openPage(path.replace(':id', songId), scheme, widthPixels)
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
