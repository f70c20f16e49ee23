/**
 * How far apart eight pages are that play one room, beside its bars: by the sound that each one's audio thread computed, found in
 * the song by correlation, at moments of the machine's one clock. The clocks of the pages themselves are up to an hour wrong.
 */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { withWorkFolder } from '../container/server/work-folder.ts'
import { joinRoom, openPlayerPage, playerSwitches } from '../e2e/support/player-page.ts'
import { type Host, openRoom } from '../e2e/support/room-host.ts'
import { soundOf } from '../e2e/support/room-sound.ts'
import { provideChromium } from '../scripts/setup/chromium.ts'
import { findFreePort } from '../scripts/stack/port.ts'
import { startStack } from '../scripts/stack/stack.ts'
import { openBenchBrowser } from './browser.ts'
import { aboutPlayers, crossfade, joinLate, listen, pauseAndPlay, seek, skipAndJoin } from './drift/scenes.ts'
import { printRows, type Row } from './rows.ts'

const pageCount = 8
const songSeconds = 240
/** Two parts of the song that were one before they were cut: joined without a gap, they are it again. */
const partSeconds = 12
const cutSeconds = 20
const furthestMs = 3_600_000

/** Runs the bench and prints its table. Answers whether every bar was met. Without a Chromium it says so, and none was missed. */
export async function runDriftBench({ ffmpegPath }: { readonly ffmpegPath: string }): Promise<boolean> {
  const executablePath = await provideChromium(console.error)
  if (executablePath === undefined) {
    console.log('\nDrift: left out, there is no Chromium here')
    return true
  }
  return await withWorkFolder(async (folder) => {
    const settings = { port: await findFreePort(), stateFolder: join(folder, 'state') }
    const stack = await startStack(settings, () => undefined, new AbortController().signal)
    const browser = await openBenchBrowser(executablePath, [
      ...playerSwitches,
      '--autoplay-policy=no-user-gesture-required',
    ])
    try {
      const songs = await cutSongs(folder, ffmpegPath)
      const host = await openRoom(stack.origin, songs)
      const rows = await measureRoom({ browser, origin: stack.origin, host, songs })
      printRows(`Drift: ${pageCount} pages in one room, clocks up to an hour wrong, headless`, rows)
      return rows.every(({ isMet }) => isMet !== false)
    } finally {
      await browser.close()
      await stack.stop()
    }
  })
}

/** A song of usual length, and two parts of it that were one. */
async function cutSongs(folder: string, ffmpegPath: string): Promise<readonly [string, string, string]> {
  const demo = join(import.meta.dirname, '..', 'demo', 'vibe-ace.ogg')
  const whole = join(folder, 'song.wav')
  const ffmpeg = (...parameters: readonly string[]) =>
    promisify(execFile)(ffmpegPath, ['-v', 'fatal', '-y', ...parameters])
  // The demo's time stamps have holes; counted anew, it has none.
  const evenly = ['-af', 'asetpts=N/SR/TB', '-ar', '44100', '-ac', '2']
  await ffmpeg('-stream_loop', '4', '-i', demo, ...evenly, '-t', String(songSeconds), whole)
  const mp3 = async (name: string, from: number, seconds: number) => {
    const path = join(folder, name)
    await ffmpeg('-ss', String(from), '-t', String(seconds), '-i', whole, '-b:a', '192k', path)
    return path
  }
  return [
    await mp3('song.mp3', 0, songSeconds),
    await mp3('first.mp3', cutSeconds, partSeconds),
    await mp3('second.mp3', cutSeconds + partSeconds, partSeconds),
  ]
}

type Night = {
  readonly browser: Browser
  readonly origin: string
  readonly host: Host
  readonly songs: readonly [string, string, string]
}

async function measureRoom({ browser, origin, host, songs }: Night): Promise<readonly Row[]> {
  const pages: Page[] = []
  for (let i = 0; i < pageCount; i += 1) {
    const wrong = { aheadMs: (i * furthestMs) / (pageCount - 1), skew: ((i % 3) - 1) * 50e-6 }
    pages.push(await openPlayerPage(browser, origin, { wrong }))
  }
  const [wholeId = '', ...partIds] = host.songIds
  for (const songId of [wholeId, ...partIds, wholeId]) await host.wish({ kind: 'add', songId })
  await host.wish({ kind: 'play' })
  const present = pages.slice(0, -1)
  for (const page of present) await joinRoom(page, await host.admit())
  // All of them share the cores of this machine, which phones do not: each has its song first.
  await wait(20_000)
  const [first = present[0]] = present
  const song = await soundOf(first as Page, songs[0])
  const rows: Row[] = []
  const late = pages.at(-1)
  if (late !== undefined) rows.push(...(await joinLate({ pages, song, host }, late)))
  const scene = { pages, song, host }
  rows.push(...(await listen(scene, 'playing for 20 s', 20)))
  rows.push(...(await seek(scene, 150)))
  rows.push(...(await pauseAndPlay(scene)))
  rows.push(...(await skipAndJoin(scene, { cutSeconds, partSeconds })))
  rows.push(...(await crossfade(scene, wholeId, 2)))
  return [...rows, ...(await aboutPlayers(pages))]
}
