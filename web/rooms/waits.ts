/** How long the songs of a queue wait. */
import type { QueueEntry } from '#core/queue/entry.ts'
import { counted } from '../ui/words.ts'

/** What stands before a song: how many others, and for how long they play. */
export type Wait = { readonly songsBefore: number; readonly seconds: number }

/** For each song of the queue how long everything before it plays, what sounds now included. */
export function waitsOf(
  order: readonly string[],
  entries: ReadonlyMap<string, QueueEntry>,
  leftOfPlayingSeconds: number,
): Float64Array {
  const waits = new Float64Array(order.length)
  let seconds = leftOfPlayingSeconds
  for (const [at, id] of order.entries()) {
    waits[at] = seconds
    seconds += entries.get(id)?.song.durationSeconds ?? 0
  }
  return waits
}

/** When a member's next song comes; undefined where none of theirs waits. */
export function ownWait(
  order: readonly string[],
  entries: ReadonlyMap<string, QueueEntry>,
  waits: Float64Array,
  memberId: string,
): Wait | undefined {
  const at = order.findIndex((id) => entries.get(id)?.addedBy === memberId)
  return at < 0 ? undefined : { songsBefore: at, seconds: waits[at] ?? 0 }
}

/** A wait in words: `next`, `in 3 songs, about 11 min`. */
export function waitWords({ songsBefore, seconds }: Wait): string {
  const minutes = Math.round(seconds / 60)
  const about =
    minutes < 1
      ? 'in less than a minute'
      : minutes < 60
        ? `about ${minutes} min`
        : `about ${Math.floor(minutes / 60)} h ${minutes % 60} min`
  if (songsBefore === 0) return minutes < 1 ? `next, ${about}` : `next, in ${about}`
  return `in ${counted(songsBefore, 'song')}, ${about}`
}
