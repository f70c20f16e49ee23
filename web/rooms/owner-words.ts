/** Whose a song is, in words. */
import type { QueueEntry } from '#core/queue/entry.ts'
import type { Live } from './live.ts'

/** Who added a song, by name: of nobody it is the fallback's. */
export function ownerOf(live: Live, entry: QueueEntry | undefined): string {
  const id = entry?.addedBy
  return id == null ? 'Fallback' : (nameOf(live, id) ?? 'Somebody')
}

/** The same as part of a sentence, to somebody who may be its owner. */
export function addedByWords(live: Live, entry: QueueEntry | undefined): string {
  const id = entry?.addedBy
  if (id == null) return 'from the fallback'
  if (id === live.room.entry.memberId) return 'added by you'
  return `added by ${nameOf(live, id) ?? 'somebody who left'}`
}

function nameOf(live: Live, memberId: string): string | undefined {
  return live.room.state()?.members.get(memberId)?.name
}
