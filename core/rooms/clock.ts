/**
 * The room's clock as a device knows it. A question and its answer bound the offset between two clocks, whatever the way
 * took in either direction: the room cannot have heard the question before it was sent, nor answered after the answer came.
 * Those bounds, of many exchanges, are laid over one another; how fast the clocks part is found from the best over minutes.
 * The result can say how far off it is at most, which a mean of offsets cannot (compare Cristian 1989 and Marzullo 1984).
 */

/** One question and its answer: sent and arrived by this device's clock, received and answered by the room's. */
export type Exchange = {
  readonly sentMs: number
  readonly receivedMs: number
  readonly answeredMs: number
  readonly arrivedMs: number
}

/** What is known of the room's clock at a moment of this device's: add `offsetMs`, and `skew` for each millisecond since. */
export type ClockEstimate = {
  readonly atMs: number
  readonly offsetMs: number
  readonly skew: number
  /** The offset is at most this far off, as long as neither clock was set in the meantime. */
  readonly errorMs: number
}

/** What a clock remembers of its exchanges. */
export type ClockHistory = {
  readonly recent: readonly Bounds[]
  /** The tightest of each stretch of time, for as long as matters to the skew. */
  readonly marks: readonly Bounds[]
}

/** Between what the offset lies at a moment of this device's clock. */
type Bounds = { readonly atMs: number; readonly lowMs: number; readonly highMs: number }

/** Before the first exchange. */
export const noHistory: ClockHistory = { recent: [], marks: [] }

/** Quartz in telephones is within 0.01 %; two of them part at most twice as fast. */
const mostSkew = 200e-6
const likelySkew = 30e-6
const recentMs = 60_000
const recentCount = 64
const markMs = 10_000
const markCount = 60
/** Clocks of whole milliseconds, read on both sides, may contradict each other by this much. */
const readingMs = 2

/**
 * Adds an exchange. One that contradicts those before means that a clock was set, or stood still while the device slept:
 * what was known is then forgotten.
 */
export function withExchange(history: ClockHistory, exchange: Exchange): ClockHistory {
  const newest = boundsOf(exchange)
  const known = estimateOf(history, newest.atMs)
  const isContradicted =
    known !== undefined &&
    (newest.lowMs > known.offsetMs + known.errorMs + readingMs ||
      newest.highMs < known.offsetMs - known.errorMs - readingMs)
  if (isContradicted) return { recent: [newest], marks: [newest] }
  const recent = [...history.recent, newest].filter(({ atMs }) => newest.atMs - atMs <= recentMs)
  return { recent: recent.slice(-recentCount), marks: withMark(history.marks, newest) }
}

/** What the exchanges say of the room's clock at a moment of this device's; `undefined` before the first. */
export function estimateOf({ recent, marks }: ClockHistory, atMs: number): ClockEstimate | undefined {
  if (recent.length === 0) return undefined
  const range = skewRange(marks)
  const skew = clamp(likeliestSkew(marks), range.least, range.most)
  // Age makes bounds looser by what the skew may be off.
  const skewError = Math.max(range.most - skew, skew - range.least)
  let lowMs = Number.NEGATIVE_INFINITY
  let highMs = Number.POSITIVE_INFINITY
  for (const bounds of recent) {
    const ageMs = atMs - bounds.atMs
    const looseMs = skewError * Math.abs(ageMs)
    lowMs = Math.max(lowMs, bounds.lowMs + skew * ageMs - looseMs)
    highMs = Math.min(highMs, bounds.highMs + skew * ageMs + looseMs)
  }
  return { atMs, offsetMs: (lowMs + highMs) / 2, skew, errorMs: Math.max(0, highMs - lowMs) / 2 }
}

/** The room's time at a moment of this device's clock. */
export function roomMsOf({ atMs, offsetMs, skew }: ClockEstimate, localMs: number): number {
  return localMs + offsetMs + skew * (localMs - atMs)
}

/** The moment of this device's clock at which the room's shows a time. */
export function localMsOf({ atMs, offsetMs, skew }: ClockEstimate, roomMs: number): number {
  return atMs + (roomMs - offsetMs - atMs) / (1 + skew)
}

/** How long an exchange was on its way, both ways together. */
export function roundTripMs({ sentMs, receivedMs, answeredMs, arrivedMs }: Exchange): number {
  return arrivedMs - sentMs - (answeredMs - receivedMs)
}

function boundsOf({ sentMs, receivedMs, answeredMs, arrivedMs }: Exchange): Bounds {
  const lowMs = answeredMs - arrivedMs
  // An answer that seems to come before its question is one whose clock is read in coarse steps.
  return { atMs: (sentMs + arrivedMs) / 2, lowMs, highMs: Math.max(lowMs, receivedMs - sentMs) }
}

/** Keeps the tightest bounds of every ten seconds. */
function withMark(marks: readonly Bounds[], newest: Bounds): readonly Bounds[] {
  const last = marks.at(-1)
  if (last === undefined || Math.floor(newest.atMs / markMs) !== Math.floor(last.atMs / markMs)) {
    return [...marks, newest].slice(-markCount)
  }
  return widthMs(newest) < widthMs(last) ? [...marks.slice(0, -1), newest] : marks
}

/** The skews that no two marks rule out. */
function skewRange(marks: readonly Bounds[]): { readonly least: number; readonly most: number } {
  let least = -mostSkew
  let most = mostSkew
  for (const [i, later] of marks.entries()) {
    for (const earlier of marks.slice(0, i)) {
      const apartMs = later.atMs - earlier.atMs
      if (apartMs < markMs / 2) continue
      least = Math.max(least, (later.lowMs - earlier.highMs - readingMs) / apartMs)
      most = Math.min(most, (later.highMs - earlier.lowMs + readingMs) / apartMs)
    }
  }
  return least <= most ? { least, most } : { least: -mostSkew, most: mostSkew }
}

/**
 * The slope through the middles of the marks, by least squares: tight marks count for more, and a few that say little leave
 * the skew near nothing, where most clocks are.
 */
function likeliestSkew(marks: readonly Bounds[]): number {
  const tightestMs = Math.min(...marks.map(widthMs))
  const weighed = marks.map((bounds) => {
    // What made this exchange slower than the best may all have been in one direction.
    const noiseMs = 0.5 + (widthMs(bounds) - tightestMs) / 2
    return { atMs: bounds.atMs, offsetMs: (bounds.lowMs + bounds.highMs) / 2, weight: noiseMs ** -2 }
  })
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0)
  const meanAtMs = weighed.reduce((sum, { weight, atMs }) => sum + weight * atMs, 0) / total
  const meanOffsetMs = weighed.reduce((sum, { weight, offsetMs }) => sum + weight * offsetMs, 0) / total
  let across = 0
  let along = likelySkew ** -2
  for (const { atMs, offsetMs, weight } of weighed) {
    across += weight * (atMs - meanAtMs) * (offsetMs - meanOffsetMs)
    along += weight * (atMs - meanAtMs) ** 2
  }
  return across / along
}

function widthMs({ lowMs, highMs }: Bounds): number {
  return highMs - lowMs
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
