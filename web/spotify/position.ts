/** Where a song of Spotify is between two answers: its own clock goes on, and an answer sets it right. */

/** What an answer said, and when it came on the page's clock. */
export type Heard = {
  readonly positionMs: number
  readonly durationMs: number
  readonly isPlaying: boolean
  readonly atMs: number
}

/** Milliseconds into the song at a moment; never past its end. */
export function positionAt({ positionMs, durationMs, isPlaying, atMs }: Heard, nowMs: number): number {
  const since = isPlaying ? Math.max(0, nowMs - atMs) : 0
  return Math.min(durationMs, Math.max(0, positionMs + since))
}

/**
 * Milliseconds until Spotify is asked again: at the end of the song, so that the next one is shown when it begins, and
 * else seldom, since everybody who uses this client id shares one budget.
 */
export function askAgainMs(heard: Heard | undefined, nowMs: number): number {
  if (heard === undefined || !heard.isPlaying) return restingMs
  const leftMs = heard.durationMs - positionAt(heard, nowMs)
  return Math.min(playingMs, Math.max(soonestMs, leftMs + afterEndMs))
}

const restingMs = 15_000
const playingMs = 6_000
const soonestMs = 1_000
/** The next song has begun by then. */
const afterEndMs = 400
