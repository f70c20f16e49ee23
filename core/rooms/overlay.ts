/** What a member sees of a room: what has happened, and over it what they asked for and have no answer to yet. */
import type { QueuedSong } from '../queue/entry.ts'
import { applyFact } from './apply.ts'
import { decide } from './decide.ts'
import type { Operation } from './operation.ts'
import { copyOfState, type RoomState } from './state.ts'

/** An operation without an answer, and the song that it adds, where it adds one. */
export type Pending = { readonly operation: Operation; readonly song: QueuedSong | null }

/** The id of an entry until the room has given it one. */
export function pendingEntryId(operationId: string): string {
  return `pending:${operationId}`
}

/**
 * The room as it will be if every pending operation is kept, in the order in which they were sent. Those that would be refused change
 * nothing here; the room will say so itself. Never changes the confirmed state: with nothing pending it is that state.
 */
export function overlay(
  confirmed: RoomState,
  pending: readonly Pending[],
  viewer: { readonly memberId: string; readonly nowMs: number; readonly presentIds: ReadonlySet<string> },
): RoomState {
  if (pending.length === 0) return confirmed
  const shown = copyOfState(confirmed)
  let nextSeq = confirmed.seq + 1
  for (const { operation, song } of pending) {
    const decision = decide(shown, operation.wish, {
      ...viewer,
      nextSeq,
      newEntryId: pendingEntryId(operation.id),
      newCode: shown.code,
      song,
      fallback: null,
      past: [],
    })
    if (!('facts' in decision)) continue
    for (const fact of decision.facts) applyFact(shown, fact)
    nextSeq += decision.facts.length
  }
  return shown
}
