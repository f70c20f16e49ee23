/** A room as its events leave it. Maps are changed in place by `apply.ts`, what is in them never is. */
import { z } from 'zod'
import { type HandPlace, Id, QueueEntry, Standpoint } from '../queue/entry.ts'
import { copyOfWaiting, noneWaiting, type Waiting, waitingOf } from '../queue/waiting.ts'
import { Anchor, Role, RoomStatus, Standing } from './event.ts'
import { RoomSettings } from './settings.ts'

/** Somebody who joined. They stay in the list when they leave, so that names and turns are kept. */
export const Member = z.object({
  id: Id,
  name: z.string(),
  role: Role,
  standing: Standing,
  isMuted: z.boolean(),
  /** The turns taken, as the fair rule counts: see `core/queue/fair.ts`. */
  turns: z.number().int().min(0),
})

/** See the schema `Member`. */
export type Member = z.output<typeof Member>

/** What sounds, or sounded until just now. */
export const Playing = z.object({
  entry: QueueEntry,
  /** Its turn in the fair rule; null where it used none: the fallback, and other modes. */
  rank: z.number().int().nullable(),
  anchor: Anchor,
})

/** See the schema `Playing`. */
export type Playing = z.output<typeof Playing>

/** A room's state as it is sent and stored. */
export const RoomSnapshot = z.object({
  /** The number of the last event in it. */
  seq: z.number().int().min(0),
  name: z.string(),
  code: z.string(),
  status: RoomStatus,
  settings: RoomSettings,
  members: z.array(Member),
  /** What waits, in no order that means anything: see `core/queue/order.ts`. */
  entries: z.array(QueueEntry),
  playing: Playing.nullable(),
  /** What ends while `playing` begins: `playing.anchor.atMs` says when. */
  before: Playing.nullable(),
  /** The members who voted to skip what plays. */
  skipVotes: z.array(Id),
  /** The highest turn that was begun, in the fair rule. */
  round: z.number().int().min(0),
  fallbackNext: z.number().int().min(0),
  /** When songs were begun last, by song, in milliseconds of the room's clock: for the duplicate window. */
  playedAtMs: z.array(z.tuple([Id, z.number().int()])),
  /** Where entries stood that are gone: a move behind one of them still means a place. */
  goneAt: z.array(z.tuple([Id, Standpoint.omit({ pinnedBy: true })])),
})

/** See the schema `RoomSnapshot`. */
export type RoomSnapshot = z.output<typeof RoomSnapshot>

/** A room's state in memory. `waiting` follows from the entries: it is kept beside them so that no change looks at them all. */
export type RoomState = Omit<RoomSnapshot, 'members' | 'entries' | 'playedAtMs' | 'goneAt'> & {
  readonly members: Map<string, Member>
  readonly entries: Map<string, QueueEntry>
  readonly waiting: Waiting
  readonly playedAtMs: Map<string, number>
  readonly goneAt: Map<string, HandPlace>
}

/** A room before its first event. */
export function emptyRoom(settings: RoomSettings): RoomState {
  return {
    seq: 0,
    name: '',
    code: '',
    status: 'open',
    settings,
    members: new Map(),
    entries: new Map(),
    waiting: noneWaiting(),
    playing: null,
    before: null,
    skipVotes: [],
    round: 0,
    fallbackNext: 0,
    playedAtMs: new Map(),
    goneAt: new Map(),
  }
}

/** The state in a form that can be sent and stored. */
export function snapshotOf(state: RoomState): RoomSnapshot {
  const { waiting: _, ...stored } = state
  return {
    ...stored,
    members: [...state.members.values()],
    entries: [...state.entries.values()],
    playedAtMs: [...state.playedAtMs],
    goneAt: [...state.goneAt],
  }
}

/** The state that a snapshot holds. */
export function stateOf(snapshot: RoomSnapshot): RoomState {
  return {
    ...snapshot,
    members: new Map(snapshot.members.map((member) => [member.id, member])),
    entries: new Map(snapshot.entries.map((entry) => [entry.id, entry])),
    waiting: waitingOf(snapshot.entries),
    playedAtMs: new Map(snapshot.playedAtMs),
    goneAt: new Map(snapshot.goneAt),
  }
}

/** A state that can be changed without changing this one. */
export function copyOfState(state: RoomState): RoomState {
  return {
    ...state,
    members: new Map(state.members),
    entries: new Map(state.entries),
    waiting: copyOfWaiting(state.waiting),
    playedAtMs: new Map(state.playedAtMs),
    goneAt: new Map(state.goneAt),
  }
}
