import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import type { Anchor } from '../core/rooms/event.ts'
import { browserTest, openBrowser } from './support/browser.ts'
import { convert } from './support/media.ts'
import {
  happeningsOf,
  heardFrom,
  joinRoom,
  openPlayerPage,
  playerSwitches,
  type WrongClock,
} from './support/player-page.ts'
import { type Host, openRoom } from './support/room-host.ts'
import { longestSilenceMs, offMsAt, type Sound, soundOf } from './support/room-sound.ts'
import { sharedStack } from './support/shared-stack.ts'

/** What two phones may be apart. On a machine with much else to do, audio threads are late by as much now and then. */
const apartMs = 30
const hourMs = 3_600_000

let folder: string
let origin: string
let host: Host
let browser: Browser
let pages: readonly Page[]
let song: Sound

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cuecraft-rooms-'))
  const path = join(folder, 'song.mp3')
  const demo = join(import.meta.dirname, '..', 'demo', 'vibe-ace.ogg')
  await convert(demo, ['-af', 'asetpts=N/SR/TB', '-t', '50', '-b:a', '128k'], path)
  origin = await sharedStack()
  host = await openRoom(origin, [path])
  browser = await openBrowser([...playerSwitches, '--autoplay-policy=no-user-gesture-required'])
  pages = [await openPhone({ aheadMs: hourMs, skew: 1e-4 }), await openPhone({ aheadMs: 5_000, skew: -1e-4 })]
  await host.wish({ kind: 'add', songId: host.songIds[0] ?? '' })
  await host.wish({ kind: 'play' })
  for (const page of pages) await joinRoom(page, await host.admit())
  song = await soundOf(pages[0] as Page, path)
})
// However slow the machine is, the song is not over before a test is.
beforeEach(async () => await seek(5))
afterAll(async () => {
  await browser?.close()
  await rm(folder, { recursive: true, force: true })
})

async function seek(positionSeconds: number): Promise<void> {
  const entryId = (await host.room()).playing?.entry.id ?? ''
  await host.wish({ kind: 'seek', entryId, positionSeconds })
}

async function openPhone(wrong: WrongClock): Promise<Page> {
  return await openPlayerPage(browser, origin, { wrong })
}

async function isHearing(page: Page): Promise<boolean> {
  return (await happeningsOf(page)).findLast(({ what }) => what === 'hearing')?.value === true
}

/** The longest silence in three tenths of a second that were just heard. */
async function silentMs(page: Page): Promise<number> {
  return longestSilenceMs(await heardFrom(page, Date.now() - 600, 0.3), 44_100)
}

async function anchor(): Promise<Anchor> {
  const { playing } = await host.room()
  if (playing === null) throw new Error('nothing plays')
  return playing.anchor
}

/** How far off the pages are at most, at a moment that was just heard; infinity where one of them was not playing its song then. */
async function furthestOffMs(on: readonly Page[]): Promise<number> {
  const where = await anchor()
  const atMs = Date.now() - 300
  if (atMs < where.atMs) return Number.POSITIVE_INFINITY
  const offs = await Promise.all(on.map((page) => offMsAt(page, song, where, atMs)))
  return Math.max(...offs.map((off) => Math.abs(off ?? Number.POSITIVE_INFINITY)))
}

/** Whether pages that may be late for a moment come to play the same moment of the song. */
async function expectTogether(on: readonly Page[]): Promise<void> {
  await expect.poll(() => furthestOffMs(on)).toBeLessThan(apartMs / 2)
}

browserTest('phones whose clocks are an hour apart play the same moment of the song', async () => {
  await expect.poll(() => Promise.all(pages.map(isHearing))).toEqual([true, true])
  await expectTogether(pages)
})

browserTest('a seek, a pause and playing on are heard at the same moment on all', async () => {
  await seek(20)
  await expectTogether(pages)
  await host.wish({ kind: 'pause' })
  await expect.poll(async () => Math.min(...(await Promise.all(pages.map(silentMs))))).toBeGreaterThan(290)
  await expect.poll(() => Promise.all(pages.map(isHearing))).toEqual([false, false])
  await host.wish({ kind: 'play' })
  await expectTogether(pages)
})

browserTest(
  'a phone that is turned down is silent by itself, and in its place when it is turned up again',
  async () => {
    const [quiet, loud] = pages
    if (quiet === undefined || loud === undefined) throw new Error('two phones play')
    await quiet.evaluate('trial.player().setVolume(0)')
    await expect.poll(() => silentMs(quiet)).toBeGreaterThan(290)
    await expectTogether([loud])
    await quiet.evaluate('trial.player().setVolume(0.6)')
    await expectTogether(pages)
  },
)

browserTest('who joins late is where the others are', async () => {
  const late = await openPhone({ aheadMs: 60_000, skew: 0 })
  await joinRoom(late, await host.admit())
  await expect.poll(() => isHearing(late)).toBe(true)
  await expectTogether([...pages, late])
  await late.close()
})

browserTest('a page in the background, whose timers run once a second, keeps the time', async () => {
  const hidden = await openPlayerPage(browser, origin, { isThrottled: true })
  await joinRoom(hidden, await host.admit())
  await expect.poll(() => isHearing(hidden)).toBe(true)
  await expectTogether([hidden])
  await hidden.close()
})

browserTest('a browser that plays nothing unasked says so, and plays in its place after a tap', async () => {
  const strict = await openBrowser([...playerSwitches, '--autoplay-policy=document-user-activation-required'])
  try {
    const noted: string[] = []
    const entrance = await host.admit()
    const page = await openPlayerPage(strict, origin, { entrance, onNote: (what) => noted.push(what) })
    await expect.poll(() => noted).toContain('refused')
    await page.mouse.click(5, 5)
    await page.evaluate('trial.player().listen()')
    await expect.poll(() => isHearing(page)).toBe(true)
    await expectTogether([page])
  } finally {
    await strict.close()
  }
})
