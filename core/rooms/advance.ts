/** One song ends and the next begins: when that is due, and what is said of it. */
import type { QueueEntry } from '../queue/entry.ts'
import { rankOnStart, withoutTurn } from '../queue/fair.ts'
import { nextOf, type Queue } from '../queue/order.ts'
import { returned } from '../queue/returning.ts'
import { msOfSeconds } from '../units.ts'
import { endMsOf, pressedLeadMs } from './anchor.ts'
import type { Anchor, FactOf, RoomFact } from './event.ts'
import type { Playing, RoomState } from './state.ts'

/** What one song's end and another's beginning are told by. */
export type Advanced = FactOf<'advanced'>

/** So long before a song begins by itself it is settled which, so that every player has it in time. */
const settledAheadMs = 5_000

/** What an advance needs beside the room. */
export type AdvanceContext = {
  readonly nowMs: number
  /** Given to the entry of a fallback song. */
  readonly newEntryId: string
  readonly nextSeq: number
}

/**
 * When the room should advance by itself; null while it should not. Ahead of the end where there is something to play, at the end where
 * there is not (something may still come); never before the song that plays has begun.
 */
export function advanceDueMs(state: RoomState): number | null {
  const { playing } = state
  if (playing === null || playing.anchor.isPaused || state.status === 'closed') return null
  const hasNext = state.entries.size > 0 || state.settings.fallback.length > 0
  if (!hasNext) return endMsOf(playing)
  return Math.max(playing.anchor.atMs, gaplessMs(state, playing) - settledAheadMs)
}

/**
 * What there is to say when one song makes way for the next; `undefined` where nothing plays and nothing waits. Gapless where the song
 * ends by itself, else as soon as every player can know.
 */
export function advance(
  state: RoomState,
  how: AdvanceContext & { readonly cause: Advanced['cause']; readonly isTurn?: boolean },
): Advanced | undefined {
  if (how.cause !== 'ended' && isEnding(state, how.nowMs)) return backToEnding(state, how.cause)
  const { playing } = state
  const isTurn = how.isTurn ?? how.cause === 'ended'
  const queue = isTurn ? state : queueWithoutTurn(state)
  const next = nextOf(queue) ?? fallbackEntry(state, how)
  if (playing === null && next === undefined) return undefined
  return {
    kind: 'advanced',
    from: playing === null ? null : { entryId: playing.entry.id, isTurn },
    to: next === undefined ? null : { entry: next, rank: rankOf(queue, next) },
    anchor: next === undefined ? stillAt(how.nowMs) : beginning(state, how),
    cause: how.cause,
    fallbackNext: next?.addedBy === null ? fallbackAfter(state) : state.fallbackNext,
  }
}

/** What there is to say when this entry begins in a room where nothing plays. */
export function begin(state: RoomState, entry: QueueEntry, nowMs: number): Advanced {
  return {
    kind: 'advanced',
    from: null,
    to: { entry, rank: rankOf(state, entry) },
    anchor: { isPaused: false, positionSeconds: 0, atMs: nowMs + pressedLeadMs },
    cause: 'started',
    fallbackNext: state.fallbackNext,
  }
}

/** Whether what plays next is settled and still to come, while the song before it sounds: for longer than a skip takes. */
export function isEnding(
  state: RoomState,
  nowMs: number,
): state is RoomState & { playing: Playing; before: Playing } {
  const { playing, before } = state
  return (
    playing !== null &&
    before !== null &&
    !before.anchor.isPaused &&
    nowMs + pressedLeadMs < playing.anchor.atMs
  )
}

/** What was to come is struck out before it began: the song that is ending plays on, and it is open again what follows. */
function backToEnding(
  state: RoomState & { readonly playing: Playing; readonly before: Playing },
  cause: Advanced['cause'],
): Advanced {
  const { playing, before } = state
  return {
    kind: 'advanced',
    from: { entryId: playing.entry.id, isTurn: false },
    to: { entry: before.entry, rank: before.rank },
    anchor: before.anchor,
    cause,
    fallbackNext: state.fallbackNext,
  }
}

function rankOf(queue: Queue, next: QueueEntry): number | null {
  return queue.settings.mode === 'fair' ? rankOnStart(queue, next) : null
}

/** The queue as it is once the turn of what plays has been taken back. */
function queueWithoutTurn(state: RoomState): Queue {
  const { addedBy } = state.playing?.entry ?? { addedBy: null }
  const rank = state.playing?.rank ?? null
  if (addedBy === null || rank === null) return state
  const { turns, round } = withoutTurn(state, { memberId: addedBy, rank })
  const members = { get: (id: string) => (id === addedBy ? { turns } : state.members.get(id)) }
  return { ...state, members, round }
}

function stillAt(nowMs: number): Anchor {
  return { isPaused: true, positionSeconds: 0, atMs: nowMs }
}

function beginning(state: RoomState, how: AdvanceContext & { readonly cause: Advanced['cause'] }): Anchor {
  const pressedMs = how.nowMs + pressedLeadMs
  const isGapless = how.cause === 'ended' && state.playing !== null && !state.playing.anchor.isPaused
  const atMs =
    isGapless && state.playing !== null ? Math.max(pressedMs, gaplessMs(state, state.playing)) : pressedMs
  return { isPaused: false, positionSeconds: 0, atMs }
}

/** When the next song begins so that nothing is heard between them; a crossfade takes at most half of the song. */
function gaplessMs(state: RoomState, playing: Playing): number {
  const fadeSeconds = Math.min(state.settings.crossfadeSeconds, playing.entry.song.durationSeconds / 2)
  return Math.max(playing.anchor.atMs, endMsOf(playing) - msOfSeconds(fadeSeconds))
}

function fallbackEntry(state: RoomState, how: AdvanceContext): QueueEntry | undefined {
  const { fallback } = state.settings
  const song = fallback[state.fallbackNext % Math.max(1, fallback.length)]
  if (song === undefined) return undefined
  return {
    id: how.newEntryId,
    song,
    addedBy: null,
    addedSeq: how.nextSeq,
    position: 'a0',
    pin: null,
    pinnedBy: null,
    votes: [],
  }
}

function fallbackAfter(state: RoomState): number {
  return (state.fallbackNext + 1) % Math.max(1, state.settings.fallback.length)
}

/**
 * What there is to say when the last advance is taken back: the song before plays on from the anchor, and what was to come, or had just
 * begun, waits again where it stood.
 */
export function withdrawal(
  state: RoomState & { readonly playing: Playing; readonly before: Playing },
  anchor: Anchor,
): RoomFact[] {
  const { playing, before } = state
  const count = Math.max(1, state.settings.fallback.length)
  const isFallback = playing.entry.addedBy === null
  const advanced: Advanced = {
    kind: 'advanced',
    from: { entryId: playing.entry.id, isTurn: false },
    to: { entry: before.entry, rank: before.rank },
    anchor,
    cause: 'undone',
    fallbackNext: isFallback ? (state.fallbackNext + count - 1) % count : state.fallbackNext,
  }
  return isFallback
    ? [advanced]
    : [advanced, { kind: 'added', entry: returned(state.waiting, playing.entry) }]
}
