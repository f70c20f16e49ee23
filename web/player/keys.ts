/** Where a key takes the playhead: by beats, bars and parts, as a musician counts, not by arbitrary seconds. */
import type { View } from './view.ts'

/** The places a song has, in seconds, each ascending. */
export type Places = {
  readonly beatSeconds: readonly number[]
  readonly downbeatSeconds: readonly number[]
  readonly partSeconds: readonly number[]
  readonly whole: View
}

/**
 * Arrows go by a beat, with Shift by a bar, Page Up and Page Down by a part, Home and End to the ends. A song
 * without a grid goes by seconds: one, with Shift five. Other keys answer `undefined`.
 */
export function stepped(
  key: string,
  shift: boolean,
  fromSeconds: number,
  places: Places,
): number | undefined {
  const fine = shift ? places.downbeatSeconds : places.beatSeconds
  const bySeconds = shift ? 5 : 1
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return next(fine, fromSeconds) ?? clamped(fromSeconds + bySeconds, places.whole)
    case 'ArrowLeft':
    case 'ArrowDown':
      return previous(fine, fromSeconds) ?? clamped(fromSeconds - bySeconds, places.whole)
    case 'PageDown':
      return next(places.partSeconds, fromSeconds) ?? places.whole.toSeconds
    case 'PageUp':
      return previous(places.partSeconds, fromSeconds) ?? places.whole.fromSeconds
    case 'Home':
      return places.whole.fromSeconds
    case 'End':
      return places.whole.toSeconds
    default:
      return undefined
  }
}

/** Places nearer than this are where we are already: seeking rounds, and a step must move. */
const hereSeconds = 0.02

function next(times: readonly number[], fromSeconds: number): number | undefined {
  return times.find((second) => second > fromSeconds + hereSeconds)
}

function previous(times: readonly number[], fromSeconds: number): number | undefined {
  return times.findLast((second) => second < fromSeconds - hereSeconds)
}

function clamped(seconds: number, whole: View): number {
  return Math.min(Math.max(seconds, whole.fromSeconds), whole.toSeconds)
}
