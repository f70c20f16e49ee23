/** Pages that play in a room, on clocks that are set wrong, and whose sound is read as their audio threads computed it. */
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { buildTrialPages } from '../../scripts/stack/web-build.ts'

const root = join(import.meta.dirname, '..', '..')

/**
 * What a browser needs to run these pages. One that is answered by a test and not by a server counts as a page from the internet,
 * which may not open sockets of this machine.
 */
export const playerSwitches = ['--disable-features=LocalNetworkAccessChecks'] as const

/** How wrong the clocks of a page are: ahead by so much, and by `skew` more for each millisecond. */
export type WrongClock = { readonly aheadMs: number; readonly skew: number }

/** What a page noted, by the machine's clock. */
export type Happening = { readonly atMs: number; readonly what: string; readonly value: unknown }

/** What a page joins. */
export type Entrance = { readonly roomId: string; readonly token: string }

type PhoneChoices = {
  /** All its clocks are wrong in the same way. */
  readonly wrong?: WrongClock
  /** Its timers run once a second, as those of a page that nobody looks at. */
  readonly isThrottled?: boolean
  /** It goes into this room by its address. */
  readonly entrance?: Entrance
  /** Told what a page notes that has gone in by its address: browsers take it for a tap when a script of ours asks. */
  readonly onNote?: (what: string) => void
}

/** Opens the trial page of a room's player at the origin of a stack. Without an entrance, `joinRoom` takes it into a room. */
export async function openPlayerPage(
  browser: Browser,
  origin: string,
  { wrong = { aheadMs: 0, skew: 0 }, isThrottled = false, entrance, onNote }: PhoneChoices = {},
): Promise<Page> {
  // The tap's worklet comes from a blob, as what is fetched for a worklet does not pass by `route`.
  const context = await browser.newContext({ baseURL: origin, bypassCSP: true })
  await context.addInitScript(clocksSetWrong(wrong))
  if (isThrottled) await context.addInitScript(throttledTimers)
  await serveTrial(context)
  const page = await context.newPage()
  page.on('request', (request) => {
    const [, what] = /\/trial\/noted\/(.+)/.exec(request.url()) ?? []
    if (what !== undefined) onNote?.(what)
  })
  const hash =
    entrance === undefined ? '' : `#${encodeURIComponent(JSON.stringify(waysOf(origin, entrance)))}`
  await page.goto(`/trial/${hash}`)
  if (entrance === undefined) await page.evaluate('trial.loaded')
  return page
}

/** Takes a page into a room, where it plays from then on. */
export async function joinRoom(page: Page, entrance: Entrance): Promise<void> {
  const { origin } = new URL(page.url())
  await page.evaluate(`trial.join(${JSON.stringify(waysOf(origin, entrance))})`)
}

/** What was heard of a page from a moment of the machine's clock on, mono. What it did not play, or keeps no more, is not a number. */
export async function heardFrom(page: Page, atMs: number, seconds: number): Promise<Float32Array> {
  return floatsOf(await page.evaluate<string>(`trial.recorded(${atMs}, ${seconds})`))
}

/** The first channel of a song as a page's browser decodes it. */
export async function decodedBy(page: Page, url: string): Promise<Float32Array> {
  return floatsOf(await page.evaluate<string>(`trial.decoded(${JSON.stringify(url)})`))
}

/** What a page noted so far. */
export async function happeningsOf(page: Page): Promise<readonly Happening[]> {
  return await page.evaluate<readonly Happening[]>('trial.happenings()')
}

function floatsOf(base64: string): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer)
}

function waysOf(origin: string, { roomId, token }: Entrance) {
  const path = `${origin}/api/v1/live/${roomId}`
  return { url: `${path.replace(/^http/, 'ws')}/socket`, token, audioUrl: `${path}/songs/SONG/audio` }
}

/** The trial page stands below `/trial/` of the stack itself, so that it may open its sockets. */
async function serveTrial(context: BrowserContext): Promise<void> {
  const built = await buildTrialPages(root)
  await context.route('**/trial/**', async (route) => {
    const name = new URL(route.request().url()).pathname.slice('/trial/'.length)
    if (name.startsWith('noted/')) await route.fulfill({ status: 204 })
    else if (name === '') await route.fulfill({ contentType: 'text/html', body: trialPage })
    else await route.fulfill({ path: songFiles.get(name) ?? join(built, name) })
  })
}

const trialPage =
  '<!doctype html><title>Trial</title><body><script type="module" src="/trial/rooms.js"></script>'

const songFiles = new Map<string, string>()

/** Lets pages fetch a file of this machine, for `decodedBy`. Answers its address. */
export function serveSongFile(path: string): string {
  const name = `song-${songFiles.size}`
  songFiles.set(name, path)
  return `/trial/${name}`
}

const throttledTimers = `
  for (const name of ['setInterval', 'setTimeout']) {
    const set = globalThis[name]
    globalThis[name] = (work, ms, ...rest) => set(work, Math.max(1000, ms), ...rest)
  }
`

/** Runs in the page before anything else there; the clocks as they are stay where the page's own tap finds them. */
function clocksSetWrong({ aheadMs, skew }: WrongClock): string {
  return `(() => {
    const now = performance.now.bind(performance)
    const date = Date.now
    const stamp = AudioContext.prototype.getOutputTimestamp
    const wrongly = (ms) => ms * ${1 + skew} + ${aheadMs}
    globalThis.trueNow = now
    AudioContext.prototype.trueOutputTimestamp = stamp
    performance.now = () => wrongly(now())
    Date.now = () => Math.round(date() + ${aheadMs})
    AudioContext.prototype.getOutputTimestamp = function () {
      const { contextTime, performanceTime } = stamp.call(this)
      return { contextTime, performanceTime: performanceTime > 0 ? wrongly(performanceTime) : 0 }
    }
  })()`
}
