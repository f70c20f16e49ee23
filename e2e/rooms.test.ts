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
import { serveVersions } from './support/versions.ts'

const Made = z.object({ id: z.string(), jobId: z.string() })
const titles = ['Armygeddon', 'Big Bad World', 'Code Monkey', 'Day Trip']

let folder = ''
let origin = ''
let browser: Browser
let cookie = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecraft-rooms-'))
  origin = await sharedStack()
  const client = await signIn(origin, 'rooms@example.com')
  const seconds = [40, 5, 6, 7]
  await Promise.all(titles.map((title, at) => writeSong(join(folder, `${title}.wav`), seconds[at] ?? 5)))
  const songs = await Promise.all(
    titles.map((title) => client.upload('song', Made, join(folder, `${title}.wav`))),
  )
  for (const { jobId } of songs) await client.follow(jobId, () => undefined)
  cookie = client.cookie
  browser = await openBrowser(['--autoplay-policy=no-user-gesture-required'])
})
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

/** How a page is opened. `keeps`: it also stands without a network, which costs a copy of the whole app. */
type Opening = { readonly host?: boolean; readonly keeps?: boolean }

async function openPage(
  width: number,
  height: number,
  { host = false, keeps = false }: Opening = {},
): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height },
    bypassCSP: true,
    serviceWorkers: keeps ? 'allow' : 'block',
  })
  const [name = '', value = ''] = cookie.split('=')
  if (host) await context.addCookies([{ name, value, url: origin }])
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  return page
}

/** A guest comes in by the code, as a camera reads it, with a name and nothing else. */
async function comeIn(address: string, name: string, opening?: Opening): Promise<Page> {
  const page = await openPage(390, 844, opening)
  await page.goto(address)
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Come in' }).click()
  await page.getByRole('button', { name: 'Add a song' }).waitFor()
  return page
}

async function add(page: Page, ...songs: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Add a song' }).click()
  for (const song of songs)
    await page
      .getByRole('dialog')
      .getByRole('button', { name: new RegExp(`^${song}`) })
      .click()
  await page.keyboard.press('Escape')
}

/** The titles of what waits, from top to bottom as they are drawn. */
async function queueOf(page: Page): Promise<readonly string[]> {
  return await page.evaluate<string[]>(`[...document.querySelectorAll('.room-row')]
    .map((row) => [row.getBoundingClientRect().top, row.querySelector('.room-row-title').textContent])
    .sort(([a], [b]) => a - b).map(([, title]) => title)`)
}

/** What axe objects to on a page, by day and by night, and whether it scrolls sideways. */
async function faultsAndWidthOf(page: Page): Promise<readonly string[]> {
  const faults = (await scrollsSideways(page)) ? ['it scrolls sideways'] : []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    faults.push(...(await faultsOf(page)).map((fault) => `${colorScheme}: ${fault}`))
  }
  return faults
}

/** By keys, and as it was left when the page comes back. */
async function turnDown(host: Page): Promise<void> {
  const volume = host.getByLabel('Volume on this device')
  await volume.focus()
  for (let step = 0; step < 3; step += 1) await host.keyboard.press('PageDown')
  const left = await volume.inputValue()
  expect(Number(left)).toBeLessThan(100)
  await host.reload()
  await expect.poll(() => volume.inputValue()).toBe(left)
  await host.getByRole('button', { name: 'Fall silent on this device' }).click()
  await host.getByText('Silent on this device').waitFor()
  await volume.focus()
  await host.keyboard.press('End')
  await host.getByRole('button', { name: 'Fall silent on this device' }).waitFor()
}

browserTest(
  'a host and two guests share a night: by code, in turn, moved by two at once, undone, offline and back, sent out',
  async () => {
    const host = await openPage(1440, 900, { host: true })
    await host.goto(`${origin}/rooms`)
    await host.getByRole('button', { name: 'Make a room' }).click()
    await host.getByRole('textbox', { name: 'Name', exact: true }).fill('Rooftop')
    await host.getByLabel('Your name in it').fill('Ada')
    await host.getByRole('button', { name: 'Make the room' }).click()
    await host.getByRole('heading', { name: 'Rooftop' }).waitFor()
    const address = host.url()
    const screen = await openPage(1920, 1080)
    const [ben, cem] = await Promise.all([
      comeIn(address, 'Ben', { keeps: true }),
      comeIn(address, 'Cem'),
      screen.goto(`${address}/tv`),
    ])

    await add(ben, 'Armygeddon', 'Big Bad World')
    await expect.poll(() => queueOf(ben)).toContain('Big Bad World')
    await add(cem, 'Code Monkey')
    // Ben added two before Cem added one: Cem's turn comes between.
    await expect.poll(() => queueOf(host)).toEqual(['Armygeddon', 'Code Monkey', 'Big Bad World'])
    await host.getByRole('button', { name: 'Play', exact: true }).click()
    await ben.getByText('Now · added by you').waitFor()
    await screen.getByText('Now · added by Ben').waitFor()
    await expect.poll(() => queueOf(cem)).toEqual(['Code Monkey', 'Big Bad World'])
    await host.getByRole('button', { name: 'Pause', exact: true }).click()
    await cem.getByText('Paused · added by Ben').waitFor()

    // Two move at once, one by keys and one by hand: everybody ends with the same queue.
    await add(host, 'Day Trip')
    await expect.poll(async () => (await queueOf(ben)).length).toBe(3)
    // Once the dialog is gone and the rows stand still.
    await host.getByRole('button', { name: /^Move Day Trip/ }).hover({ position: { x: 10, y: 10 } })
    const box = await host.getByRole('button', { name: /^Move Code Monkey/ }).boundingBox()
    if (box === null) throw new Error('The queue has no handles.')
    await ben.getByRole('button', { name: /^Move Big Bad World/ }).focus()
    await host.mouse.down()
    await host.mouse.move(box.x + 10, box.y + 4, { steps: 6 })
    await ben.keyboard.press('Space')
    await ben.keyboard.press('ArrowUp')
    await Promise.all([host.mouse.up(), ben.keyboard.press('Space')])
    await expect.poll(() => queueOf(host)).toEqual(['Day Trip', 'Code Monkey', 'Big Bad World'])
    await expect.poll(() => queueOf(ben)).toEqual(await queueOf(host))
    await expect.poll(() => queueOf(cem)).toEqual(await queueOf(host))

    await host.getByRole('button', { name: 'More for Code Monkey' }).click()
    await host.getByRole('menuitem', { name: 'Take out' }).click()
    await expect.poll(() => queueOf(cem)).toEqual(['Day Trip', 'Big Bad World'])
    await host.getByText('Took out Code Monkey').waitFor()
    await host.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => queueOf(cem)).toEqual(['Day Trip', 'Code Monkey', 'Big Bad World'])

    await cem.getByRole('button', { name: /^Skip 0 of/ }).click()
    await ben.getByRole('button', { name: /^Skip 1 of/ }).waitFor()
    // Taken back: once Ben is away, one vote of those who are left would skip the song.
    await cem.getByRole('button', { name: /^Skip 1 of/ }).click()
    await ben.getByRole('button', { name: /^Skip 0 of/ }).waitFor()
    expect(await faultsAndWidthOf(host)).toEqual([])
    expect(await faultsAndWidthOf(ben)).toEqual([])
    expect(await faultsAndWidthOf(screen)).toEqual([])
    await cem.getByRole('button', { name: 'Fire' }).click()
    await screen.locator('.room-float').waitFor()
    await changeCode(host, screen)

    await turnDown(host)
    await offlineAndBack(ben, host)

    await host.getByRole('button', { name: 'More for Cem' }).click()
    await host.getByRole('menuitem', { name: 'Send out' }).click()
    await cem.getByText('A host sent you out').waitFor()
    expect(await faultsAndWidthOf(cem)).toEqual([])
  },
)

browserTest(
  'a new version of the app takes over while a page is open, and of the old ones only the one before it is kept',
  async () => {
    const versions = await serveVersions(origin)
    try {
      const page = await openPage(390, 844, { keeps: true })
      await page.goto(`${versions.origin}/rooms`)
      const shells = async () =>
        (await page.evaluate<string[]>('caches.keys()')).map((name) => name.replace('cuecraft-shell-', ''))
      const takesOver = async (version: string) => {
        versions.publish(version)
        // While one version is being installed, asking for the next is answered with that one: asked again until it is there.
        await expect
          .poll(
            async () => {
              await page.evaluate('navigator.serviceWorker.ready.then((now) => now.update())')
              return await shells()
            },
            { timeout: 60_000 },
          )
          .toContain(version)
      }
      await page.evaluate(`caches.open('of something else')`)
      await page.waitForFunction('navigator.serviceWorker.controller !== null')
      expect(await shells()).toEqual(expect.arrayContaining(['first', 'of something else']))
      await takesOver('second')
      await takesOver('third')
      await expect
        .poll(async () => (await shells()).toSorted())
        .toEqual(['of something else', 'second', 'third'])
      await page.context().setOffline(true)
      await page.reload()
      await page.getByRole('heading', { name: 'Rooms', exact: true }).waitFor()
    } finally {
      versions.close()
    }
  },
)

/**
 * Runs in the page: puts it away, which is when the queue is kept at the latest, and waits until that is done. The database
 * is opened after the page opened it, and written after the page wrote.
 */
const putAway = `new Promise((resolve, reject) => {
  Object.defineProperty(document, 'hidden', { value: true, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
  const opening = indexedDB.open('cuecraft-rooms', 1)
  opening.onerror = reject
  opening.onsuccess = () => {
    const writing = opening.result.transaction('queues', 'readwrite')
    writing.oncomplete = () => resolve(opening.result.close())
    writing.objectStore('queues').count()
  }
})`

/** A screen that came by the code ends with it, says so, and comes back by the new one. */
async function changeCode(host: Page, screen: Page): Promise<void> {
  const shown = async () => (await host.locator('.room-code').textContent()) ?? ''
  const before = await shown()
  await host.getByRole('button', { name: 'New code' }).click()
  await screen.getByText('The code of this room has changed').waitFor()
  expect(await faultsAndWidthOf(screen)).toEqual([])
  await expect.poll(shown).not.toBe(before)
  await screen.getByLabel('Code of the room').fill(await shown())
  await screen.getByRole('button', { name: 'Go in' }).click()
  await screen
    .locator('.tv-code')
    .getByText(await shown())
    .waitFor()
}

/** A phone without a network shows the queue, also after it was put away, and keeps what is asked of it. */
async function offlineAndBack(phone: Page, host: Page): Promise<void> {
  await phone.evaluate('navigator.serviceWorker.ready')
  const queue = await queueOf(phone)
  await phone.evaluate(putAway)
  await phone.context().setOffline(true)
  await phone.reload()
  await phone.getByText(/^offline/).waitFor()
  await expect.poll(() => queueOf(phone)).toEqual(queue)
  await phone.getByRole('button', { name: /^More for Big Bad World/ }).click()
  await phone.getByRole('menuitem', { name: 'Take out' }).click()
  await phone.getByText('offline, 1 change kept').waitFor()
  expect(await queueOf(host)).toEqual(queue)
  await phone.context().setOffline(false)
  await phone.getByText('Took out Big Bad World').waitFor()
  await expect.poll(() => queueOf(host)).toEqual(['Day Trip', 'Code Monkey'])
}
