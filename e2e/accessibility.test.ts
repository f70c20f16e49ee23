import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { z } from 'zod'
import { signIn } from '../scripts/client/client.ts'
import { faultsOf, scrollsSideways } from './support/axe.ts'
import { browserTest, openBrowser } from './support/browser.ts'
import { writeSong } from './support/media.ts'
import { sharedStack } from './support/shared-stack.ts'

const photoFolder = join(import.meta.dirname, '..', 'demo', 'photos')
const Brought = z.object({ id: z.string(), jobId: z.string() })

let folder = ''
let origin = ''
let browser: Browser
let songId = ''
let videoId = ''
let profiles: readonly BrowserContext[] = []

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
  const words = { text: 'Hold on\nCome home' }
  await client.send('POST', `/api/v1/songs/${songId}/lyrics/import`, z.unknown(), words)
  const order = { songId, mediaIds: [photo.id], aspect: '16:9', style: 'calm' }
  videoId = (await client.send('POST', '/api/v1/videos', z.object({ id: z.string() }), order)).id
  profiles = await Promise.all(widthsPixels.map(openProfile))
  const [name = '', value = ''] = client.cookie.split('=')
  for (const profile of profiles) await profile.addCookies([{ name, value, url: origin }])
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

const widthsPixels = [390, 1440] as const

/**
 * A profile for each width, so that a page finds in the browser's cache what all pages share. Its pages stand still: what
 * moves or fades is looked at when it has come to rest anyhow.
 */
function openProfile(widthPixels: number): Promise<BrowserContext> {
  const viewport = { width: widthPixels, height: 900 }
  const colours = { colorScheme: 'dark', reducedMotion: 'reduce' } as const
  return browser.newContext({ viewport, ...colours, bypassCSP: true, serviceWorkers: 'block' })
}

/** Opens a page in the dark, and waits until it is there. */
async function openPage(profile: BrowserContext, path: string): Promise<Page> {
  const page = await profile.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${origin}${path}`, { waitUntil: 'networkidle' })
  // On a machine with much else to do, the network rests before what it brought is on the page.
  await page.waitForFunction(`document.querySelector('h1') && !document.querySelector('div[aria-busy=true]')`)
  return page
}

/** The rules that depend on how the page is coloured. */
const colourRules = ['color-contrast', 'link-in-text-block']

const paths = [
  ...[
    '/sign-in',
    '/songs',
    '/songs/:song',
    '/songs/:song/lyrics',
    '/songs/absent',
    '/make',
    '/make?song=:song',
    '/videos',
    '/rooms',
    '/playlists',
    '/snapshots',
  ],
  ...['/videos/:video', '/videos/:video/edit', '/settings', '/ui'],
]

browserTest.each(paths)(
  '%s has nothing that axe objects to, dark and light, on a phone and on a desk',
  async (path) => {
    const address = path.replace(':song', songId).replace(':video', videoId)
    const look = async (widthPixels: number, i: number) => {
      // The page for signing in is for those who are not yet.
      const profile = path === '/sign-in' ? await openProfile(widthPixels) : profiles[i]
      if (profile === undefined) throw new Error('each width has its profile')
      const page = await openPage(profile, address)
      const dark = await faultsOf(page)
      // As a system does at dawn. Nothing but colours differs from what was looked at in the dark.
      await page.emulateMedia({ colorScheme: 'light' })
      const light = await faultsOf(page, colourRules)
      const overflows = await scrollsSideways(page)
      await page.close()
      return { widthPixels, dark, light, overflows }
    }
    const fine = { dark: [], light: [], overflows: false }
    expect(await Promise.all(widthsPixels.map(look))).toEqual([
      { widthPixels: 390, ...fine },
      { widthPixels: 1440, ...fine },
    ])
  },
)
