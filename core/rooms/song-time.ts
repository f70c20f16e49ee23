/** Where a song is at a moment of the room's clock. */
import { secondsOfMs } from '../units.ts'
import type { Anchor } from './event.ts'

/** The second of the song at a time of the room: at the anchor's until its moment, then moving on unless it is paused. */
export function songSecondsAt({ isPaused, positionSeconds, atMs }: Anchor, roomMs: number): number {
  return isPaused ? positionSeconds : positionSeconds + secondsOfMs(Math.max(0, roomMs - atMs))
}
