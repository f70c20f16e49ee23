/** When what a page draws reaches the screen, by the browser's own trace, and what is heard then, by the sound's own clock. */
import type { Browser, Page } from 'playwright-core'
import type { DrawnFrame } from '../../web/preview/trial-video.fake.ts'

/** A frame as it was seen: what it showed, and which second of the song was heard when it came on the screen. */
export type SeenFrame = {
  readonly frame: number
  readonly isExact: boolean
  readonly heardSeconds: number
}

/** Names the moment that tells how the page's clock and the trace's fit together. */
const together = 'bench: both clocks'

/** The clock of the sound goes in steps. Its readings this near to a moment, taken together, tell it between them. */
const nearMs = 1_000

type TraceEvent = {
  readonly name: string
  readonly ph: string
  readonly ts: number
  readonly args: { readonly id?: string; readonly data?: { readonly startTime?: number } }
}

/** Notes, while a page works, when each of its animation frames comes on the screen. */
export async function traceScreen<Answer>(
  browser: Browser,
  page: Page,
  work: () => Promise<Answer>,
): Promise<{ readonly answer: Answer; readonly onScreenMs: (drawnMs: number) => number }> {
  await browser.startTracing(page, { categories: ['devtools.timeline', 'blink.user_timing'] })
  await page.evaluate((name) => void performance.mark(name), together)
  const answer = await work()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[]
  }
  return { answer, onScreenMs: screenTimes(traceEvents) }
}

/** Answers when what was drawn at a time of the page's clock was on the screen, by the same clock. */
function screenTimes(events: readonly TraceEvent[]): (drawnMs: number) => number {
  const mark = events.find(({ name }) => name === together)
  if (mark?.args.data?.startTime === undefined) throw new Error('the trace does not hold its mark')
  const offsetMs = mark.ts / 1000 - mark.args.data.startTime
  const shown = new Map(
    events.flatMap(({ name, args, ts }) =>
      name === 'AnimationFrame::Presentation' && args.id !== undefined
        ? [[args.id, ts / 1000 - offsetMs]]
        : [],
    ),
  )
  // Frames of the page come one after another, so that an end belongs to the beginning before it.
  const ends: { readonly endMs: number; readonly screenMs: number }[] = []
  let screenMs: number | undefined
  for (const { name, ph, ts, args } of events.toSorted((a, b) => a.ts - b.ts)) {
    if (name !== 'AnimationFrame') continue
    if (ph === 'b') screenMs = shown.get(args.id ?? '')
    else if (ph === 'e' && screenMs !== undefined) ends.push({ endMs: ts / 1000 - offsetMs, screenMs })
  }
  return (drawnMs) => ends.find(({ endMs }) => endMs >= drawnMs)?.screenMs ?? Number.NaN
}

/** What was seen of what was drawn, and heard with it. What never came on the screen is left out. */
export function seenOf(
  drawn: readonly DrawnFrame[],
  onScreenMs: (drawnMs: number) => number,
): readonly SeenFrame[] {
  const readings = drawn.filter(({ heardSeconds }) => Number.isFinite(heardSeconds))
  const aheadOfPage = readings.map(({ heardSeconds, atMs }) => ({
    atMs,
    seconds: heardSeconds - atMs / 1000,
  }))
  return drawn.flatMap(({ frame, isExact, atMs }) => {
    const seenMs = onScreenMs(atMs)
    const near = aheadOfPage.filter((reading) => Math.abs(reading.atMs - seenMs) <= nearMs)
    if (near.length === 0) return []
    const middle =
      near.map(({ seconds }) => seconds).toSorted((a, b) => a - b)[near.length >> 1] ?? Number.NaN
    return [{ frame, isExact, heardSeconds: seenMs / 1000 + middle }]
  })
}
