/** A night in a room, scene by scene: what is asked of the room, and what the pages then played. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { Anchor } from '../../core/rooms/event.ts'
import { happeningsOf, heardFrom, joinRoom } from '../../e2e/support/player-page.ts'
import type { Host } from '../../e2e/support/room-host.ts'
import {
  longestSilenceMs,
  momentsMs,
  offMsAt,
  offsOf,
  pairwiseMs,
  type Sound,
} from '../../e2e/support/room-sound.ts'
import { p95, type Row, row } from '../rows.ts'

const bars = { apartMs: 30, lateMs: 1_000, gapMs: 1 } as const
const everyMs = 500
/** What is asked of the audio thread is heard, and what was heard is recorded, within this. */
const settleMs = 500

/** The pages in the room, the song whose sound they are measured by, and the host. */
export type Scene = { readonly pages: readonly Page[]; readonly song: Sound; readonly host: Host }

/** Listens for a while, and tells how far apart the pages were. */
export async function listen(scene: Scene, what: string, seconds: number): Promise<readonly Row[]> {
  const anchor = await anchorOf(scene.host)
  const fromMs = Math.max(Date.now(), anchor.atMs) + 100
  return await heardApart(scene, what, anchor, fromMs, fromMs + 1000 * seconds)
}

/** One more page joins while the song plays. */
export async function joinLate(scene: Scene, late: Page): Promise<readonly Row[]> {
  await joinRoom(late, await scene.host.admit())
  await wait(4_000)
  const anchor = await anchorOf(scene.host)
  const happened = await happeningsOf(late)
  const when = (what: string) => happened.find((each) => each.what === what)?.atMs ?? Number.NaN
  const joinedMs = when('joining')
  const moments = momentsMs(joinedMs, joinedMs + 3_000, 20)
  const offs = await offsOf([late], scene.song, anchor, moments)
  const firstAt = offs.findIndex(([off]) => off !== undefined && Math.abs(off) <= bars.apartMs)
  const tookMs = (moments[firstAt] ?? Number.POSITIVE_INFINITY) - joinedMs
  const since = (what: string) => (when(what) - joinedMs).toFixed(0)
  return [
    row('a late joiner is in place', tookMs, { most: bars.lateMs, unit: ' ms', digits: 0 }),
    {
      name: '  was welcome; recorded; heard, by its own account',
      value: `${since('welcome')}; ${since('tapped')}; ${since('hearing')} ms`,
    },
    {
      name: '  its first bytes of the song were asked for; began to come',
      value: await firstBytesOf(late, joinedMs),
    },
  ]
}

/** How much of a late joiner's wait was for the server, which shares this machine's cores with the pages. */
async function firstBytesOf(page: Page, joinedMs: number): Promise<string> {
  type Fetched = { readonly name: string; readonly startTime: number; readonly responseStart: number }
  const timeOrigin = await page.evaluate<number>('performance.timeOrigin')
  const fetched = await page.evaluate<readonly Fetched[]>(
    `performance.getEntriesByType('resource').map((entry) => entry.toJSON())`,
  )
  const audio = fetched.filter(({ name }) => name.endsWith('/audio'))
  const since = (pageMs: number) => (timeOrigin + pageMs - joinedMs).toFixed(0)
  const started = audio.map(({ startTime }) => startTime)
  const began = audio.map(({ responseStart }) => responseStart).filter((startMs) => startMs > 0)
  return `${since(Math.min(...started))}; ${since(Math.min(...began))} ms`
}

/** Moves within the song. */
export async function seek(scene: Scene, positionSeconds: number): Promise<readonly Row[]> {
  const entryId = (await scene.host.room()).playing?.entry.id ?? ''
  await scene.host.wish({ kind: 'seek', entryId, positionSeconds })
  return await listen(scene, 'right after a seek', 4)
}

/** Pauses, listens for silence, and plays on. */
export async function pauseAndPlay(scene: Scene): Promise<readonly Row[]> {
  await scene.host.wish({ kind: 'pause' })
  const { atMs } = await anchorOf(scene.host)
  await wait(atMs - Date.now() + 1_000 + settleMs)
  const heard = await Promise.all(scene.pages.map((page) => heardFrom(page, atMs + 100, 0.8)))
  const silent = heard.map((samples) => longestSilenceMs(samples, scene.song.sampleRate))
  await scene.host.wish({ kind: 'play' })
  return [
    {
      name: 'paused: silent on every page after',
      value: `${(900 - Math.min(...silent)).toFixed(0)} ms at most`,
    },
    ...(await listen(scene, 'right after pause and play', 4)),
  ]
}

/** Skips to a song, which is a part of the one that is known from `cutSeconds` on, and which the next goes on from. */
export async function skipAndJoin(
  scene: Scene,
  { cutSeconds, partSeconds }: { readonly cutSeconds: number; readonly partSeconds: number },
): Promise<readonly Row[]> {
  const entryId = (await scene.host.room()).playing?.entry.id ?? ''
  await scene.host.wish({ kind: 'skip', entryId })
  const { atMs } = await anchorOf(scene.host)
  // Both parts lie in the whole song where they were cut.
  const whole = { isPaused: false, positionSeconds: cutSeconds, atMs }
  const skipped = await heardApart(scene, 'right after a skip', whole, atMs + 100, atMs + 4_000)
  const joinMs = atMs + 1000 * partSeconds
  await wait(joinMs + 1_000 + settleMs - Date.now())
  const gaps = await Promise.all(
    scene.pages.map(async (page) => {
      const before = await offMsAt(page, scene.song, whole, joinMs - 150)
      const after = await offMsAt(page, scene.song, whole, joinMs + 100)
      return (before ?? Number.NaN) - (after ?? Number.NaN)
    }),
  )
  const around = await Promise.all(scene.pages.map((page) => heardFrom(page, joinMs - 100, 0.2)))
  const silentMs = Math.max(...around.map((samples) => longestSilenceMs(samples, scene.song.sampleRate)))
  return [
    ...skipped,
    row('one song into the next: time lost or gained, most of all pages', Math.max(...gaps.map(Math.abs)), {
      most: bars.gapMs,
      unit: ' ms',
      digits: 2,
    }),
    row('  the longest silence around it', silentMs, { most: bars.gapMs, unit: ' ms', digits: 2 }),
  ]
}

/** Waits until the whole song begins over the one before it, and listens after both have sounded together. */
export async function crossfade(scene: Scene, wholeId: string, seconds: number): Promise<readonly Row[]> {
  await scene.host.wish({ kind: 'change-settings', patch: { crossfadeSeconds: seconds } })
  for (;;) {
    const { playing } = await scene.host.room()
    if (playing?.entry.song.songId === wholeId) break
    await wait(200)
  }
  const anchor = await anchorOf(scene.host)
  const fromMs = anchor.atMs + 1000 * seconds
  return await heardApart(scene, 'right after a crossfade', anchor, fromMs, fromMs + 4_000)
}

/** What the players did about it, and whether what they are measured by holds. */
export async function aboutPlayers(pages: readonly Page[]): Promise<readonly Row[]> {
  type Figures = { readonly jumps: number; readonly retunes: number; readonly clockErrorMs: number }
  const figures = await Promise.all(pages.map((page) => page.evaluate<Figures>('trial.player().figures()')))
  type Ahead = { readonly heard: number; readonly pulled: number }
  const nowMs = Date.now() - 2_000
  const ahead = await Promise.all(pages.map((page) => page.evaluate<Ahead>(`trial.aheadMs(${nowMs})`)))
  const latencies = ahead.map(({ heard, pulled }) => heard - pulled)
  const sum = (of: (each: Figures) => number) => String(figures.reduce((all, each) => all + of(each), 0))
  return [
    { name: 'corrections of all pages: jumps', value: sum(({ jumps }) => jumps) },
    { name: '  by the speed', value: sum(({ retunes }) => retunes) },
    {
      name: "how far off the room's clock may be, most of all pages",
      value: `${Math.max(...figures.map(({ clockErrorMs }) => clockErrorMs)).toFixed(1)} ms`,
    },
    {
      name: 'output stamps against the audio threads: spread over pages',
      value: `${(Math.max(...latencies) - Math.min(...latencies)).toFixed(1)} ms`,
    },
  ]
}

async function heardApart(
  { pages, song }: Scene,
  what: string,
  anchor: Anchor,
  fromMs: number,
  toMs: number,
): Promise<readonly Row[]> {
  await wait(toMs + settleMs - Date.now())
  const moments = momentsMs(fromMs, toMs, everyMs)
  const rows = await offsOf(pages, song, anchor, moments)
  const apart = pairwiseMs(rows)
  const offs = rows.flat().filter((off) => off !== undefined)
  const missing = moments.length * pages.length - offs.length
  return [
    row(`${what}: apart, p95 of ${apart.length} differences`, p95(apart), {
      most: bars.apartMs,
      unit: ' ms',
    }),
    {
      name: `  at most; off the room's clock, p95; not heard`,
      value: `${Math.max(...apart).toFixed(1)}; ${p95(offs.map(Math.abs)).toFixed(1)} ms; ${missing}`,
    },
  ]
}

async function anchorOf(host: Host): Promise<Anchor> {
  const { playing } = await host.room()
  if (playing === null) throw new Error('nothing plays')
  return playing.anchor
}
