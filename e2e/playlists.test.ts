import { readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { z } from 'zod'
import { itemNamed } from '../core/playlists/playlist.ts'
import { type Client, signIn } from '../scripts/client/client.ts'
import { browserTest, openBrowser } from './support/browser.ts'
import { convert, writeSong } from './support/media.ts'
import { sharedStack } from './support/shared-stack.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const List = z.object({ items: z.array(z.object({ id: z.string(), title: z.string() })) })

/** One song that is found, one whose length speaks against it, one that is not in the library, and one without a name. */
const file = [
  ...['\ufeff#EXTM3U', '#PLAYLIST:Late kitchen'],
  ...['#EXTINF:5,Jonathan Coulton - Armygeddon', 'C:\\music\\Armygeddon.mp3'],
  ...['#EXTINF:185,Jonathan Coulton - Code Monkey', 'C:\\music\\Code Monkey.mp3'],
  ...['#EXTINF:174,Nina Simone - Feeling Good', 'C:\\music\\Feeling Good.mp3'],
  ...['#EXTINF:9,', ''],
].join('\r\n')

let folder = ''
let origin = ''
let client: Client
let browser: Browser
let page: Page

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecraft-playlists-'))
  origin = await sharedStack()
  client = await signIn(origin, 'playlists@example.com')
  await writeSong(join(folder, 'song.wav'), 5)
  for (const title of ['Armygeddon', 'Code Monkey']) {
    const path = join(folder, `${title}.flac`)
    const tags = ['-metadata', `title=${title}`, '-metadata', 'artist=Jonathan Coulton']
    await convert(join(folder, 'song.wav'), tags, path)
    await client.upload('song', z.unknown(), path)
  }
  browser = await openBrowser()
  const [name = '', value = ''] = client.cookie.split('=')
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, bypassCSP: true })
  await context.addCookies([{ name, value, url: origin }])
  page = await context.newPage()
  page.setDefaultTimeout(30_000)
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

/** What axe objects to on the page, and whether it scrolls sideways. */
async function faultsOfPage(): Promise<readonly string[]> {
  await page.addScriptTag({ content: axe })
  return await page.evaluate<string[]>(`axe.run().then(({ violations }) => [
    ...violations.flatMap((fault) => fault.nodes.map((node) => fault.id + ': ' + node.target)),
    ...(document.documentElement.scrollWidth > window.innerWidth ? ['it scrolls sideways'] : []),
  ])`)
}

async function keepSnapshot(version: number): Promise<void> {
  await page.getByRole('button', { name: 'Keep a snapshot' }).click()
  await page.getByText(`Kept as version ${version}`).first().waitFor()
}

browserTest(
  'a file is read on the device, imported without what is lost, decided about, exported, kept, compared and restored',
  async () => {
    await page.goto(`${origin}/playlists`)
    await page.getByRole('button', { name: 'Drop your first playlist' }).waitFor()
    const brought = { name: 'late.m3u8', mimeType: 'audio/x-mpegurl', buffer: Buffer.from(file) }
    await page.locator('.dropzone + input').setInputFiles(brought)
    await page.getByRole('heading', { name: '1 song could not be read' }).waitFor()
    await page.getByText('line 9', { exact: true }).first().waitFor()
    expect(await faultsOfPage()).toEqual([])
    // Nothing has left the device.
    expect(await client.send('GET', '/api/v1/playlists', List)).toEqual({ items: [] })

    await page.getByRole('button', { name: 'Import 3 songs' }).click()
    await page.getByText('1 of 3 songs in your library').waitFor()
    const unsure = page.getByRole('list', { name: 'Unsure songs' }).getByRole('button')
    await unsure.focus()
    await page.getByRole('list', { name: 'Songs of your library' }).getByRole('button').first().waitFor()
    await unsure.press('1')
    await page.getByText('Chosen for Code Monkey: Code Monkey.').waitFor({ state: 'attached' })
    await page.getByText('2 of 3 songs in your library').waitFor()
    await unsure.press('u')
    await page.getByText('1 of 3 songs in your library').waitFor()
    await unsure.press('1')
    await page.getByText('2 of 3 songs in your library').waitFor()
    expect(await faultsOfPage()).toEqual([])

    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByText('XSPF', { exact: true }).click()
    const saved = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download XSPF' }).click()
    expect(await readFile(await (await saved).path(), 'utf8')).toContain('<title>Feeling Good</title>')
    await page.keyboard.press('Escape')

    await keepSnapshot(1)
    const [playlist] = (await client.send('GET', '/api/v1/playlists', List)).items
    const more = { items: [itemNamed('Vibe Ace')] }
    await client.send('POST', `/api/v1/playlists/${playlist?.id}/items`, z.unknown(), more)
    await keepSnapshot(2)
    await page.goto(`${origin}/snapshots`)
    await page.getByRole('link', { name: '1 came since version 1' }).click()
    await page.getByText('1 came, 3 songs stayed').waitFor()
    await page.getByText('Vibe Ace came, place 4').waitFor({ state: 'attached' })
    expect(await faultsOfPage()).toEqual([])

    await page.getByRole('button', { name: 'Restore version 1' }).click()
    await page.getByLabel('Title').fill('As it was')
    await page.getByRole('button', { name: 'Restore', exact: true }).click()
    await page.getByRole('heading', { name: 'As it was' }).waitFor()
    await page.getByText('2 of 3 songs in your library').waitFor()
  },
)

browserTest(
  'songs of a playlist wait in a room, and those that the library lacks are on its wish list',
  async () => {
    const room = { name: 'Late kitchen', hostName: 'Jo' }
    const { code } = await client.send('POST', '/api/v1/rooms', z.object({ code: z.string() }), room)
    await page.getByRole('button', { name: 'Send to a room' }).click()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await page.getByText('1 song not in your library').waitFor()
    await page.getByRole('link', { name: 'Go to the room' }).click()
    await page.waitForURL((url) => url.pathname.replace('-', '').endsWith(code))
    await page.getByRole('button', { name: 'Wish list · 1' }).click()
    await page.getByText('Not in your library').waitFor()
    await page.getByRole('button', { name: 'Take Feeling Good off the list' }).click()
    await page.getByText('No wish is left').waitFor()
  },
)
