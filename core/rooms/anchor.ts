/** Where a song is, on the room's clock. */
import { longestSongSeconds } from '../queue/entry.ts'
import { msOfSeconds, secondsOfMs } from '../units.ts'
import type { Anchor } from './event.ts'
import type { Playing } from './state.ts'

/** What somebody pressed happens this much later, so that every player hears of it in time to do it together. */
export const pressedLeadMs = 400

/** Where the song is at a moment; before it begins, where it will begin. */
export function positionSecondsAt(anchor: Anchor, nowMs: number): number {
  if (anchor.isPaused) return anchor.positionSeconds
  return Math.min(longestSongSeconds, anchor.positionSeconds + secondsOfMs(Math.max(0, nowMs - anchor.atMs)))
}

/** When a song that is not paused is over. */
export function endMsOf(playing: Playing): number {
  const { anchor, entry } = playing
  return anchor.atMs + msOfSeconds(Math.max(0, entry.song.durationSeconds - anchor.positionSeconds))
}
