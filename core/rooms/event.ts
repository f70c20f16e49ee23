/** What happened in a room: an append-only log, and all there is to know of it. State is these events applied in order. */
import { z } from 'zod'
import { Id, longestSongSeconds, QueueEntry, Standpoint } from '../queue/entry.ts'
import { RoomSettings } from './settings.ts'

const Milliseconds = z.number().int()

/** What a member may do: see `roles.ts`. */
export const Role = z.enum(['host', 'cohost', 'guest'])

/** See the schema `Role`. */
export type Role = z.output<typeof Role>

/** Where a song is at a moment of the room's clock: at `positionSeconds` at `atMs`, and moving on unless paused. `atMs` may lie ahead. */
export const Anchor = z.object({
  isPaused: z.boolean(),
  positionSeconds: z.number().min(0).max(longestSongSeconds),
  atMs: Milliseconds,
})

/** See the schema `Anchor`. */
export type Anchor = z.output<typeof Anchor>

/** Open: anybody with the code joins. Locked: nobody new does. Closed: it is over. */
export const RoomStatus = z.enum(['open', 'locked', 'closed'])

/** See the schema `RoomStatus`. */
export type RoomStatus = z.output<typeof RoomStatus>

/** Whether a member is let in. Whoever was kicked may come back, whoever is banned may not. */
export const Standing = z.enum(['in', 'kicked', 'banned'])

/** Why the song changed. */
export const AdvanceCause = z.enum(['started', 'ended', 'skipped', 'voted-out', 'unplayable', 'undone'])

/**
 * What an event says, apart from who, when and where in the log. `was` is what stood there before: the history can tell it, and an
 * undo brings it back.
 */
export const RoomFact = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('created'),
    name: z.string(),
    code: z.string(),
    settings: RoomSettings,
  }),
  z.object({ kind: z.literal('joined'), memberId: Id, name: z.string(), role: Role }),
  z.object({ kind: z.literal('member-named'), memberId: Id, name: z.string(), was: z.string() }),
  z.object({ kind: z.literal('role-given'), memberId: Id, role: Role, was: Role }),
  z.object({ kind: z.literal('muted'), memberId: Id, isMuted: z.boolean() }),
  /** Sent away; whoever is banned cannot come back. `standing: 'in'` lets somebody in again. */
  z.object({ kind: z.literal('standing-given'), memberId: Id, standing: Standing, was: Standing }),
  /** Guests who left nothing behind and were away for long: their places are free. The log goes on to name them. */
  z.object({ kind: z.literal('forgotten'), memberIds: z.array(Id) }),
  z.object({ kind: z.literal('added'), entry: QueueEntry }),
  z.object({ kind: z.literal('removed'), entry: QueueEntry }),
  z.object({ kind: z.literal('moved'), entryId: Id, to: Standpoint, was: Standpoint }),
  z.object({ kind: z.literal('voted'), entryId: Id, memberId: Id, isFor: z.boolean() }),
  /** One song ends and another begins; `to` is null when there is none. `isTurn`: whether what ended counts as a turn. */
  z.object({
    kind: z.literal('advanced'),
    from: z.object({ entryId: Id, isTurn: z.boolean() }).nullable(),
    to: z.object({ entry: QueueEntry, rank: z.number().int().nullable() }).nullable(),
    anchor: Anchor,
    cause: AdvanceCause,
    /** Where the fallback playlist goes on. */
    fallbackNext: z.number().int().min(0),
  }),
  z.object({ kind: z.literal('anchored'), entryId: Id, anchor: Anchor }),
  z.object({ kind: z.literal('skip-voted'), entryId: Id, memberId: Id, isFor: z.boolean() }),
  /** What was changed, and what stood there before. */
  z.object({
    kind: z.literal('settings-changed'),
    settings: RoomSettings.partial(),
    was: RoomSettings.partial(),
  }),
  z.object({ kind: z.literal('status-changed'), status: RoomStatus, was: RoomStatus }),
  z.object({ kind: z.literal('code-changed'), code: z.string() }),
  z.object({ kind: z.literal('room-named'), name: z.string(), was: z.string() }),
])

/** See the schema `RoomFact`. */
export type RoomFact = z.output<typeof RoomFact>

/** Facts of these kinds. */
export type FactOf<Kind extends RoomFact['kind']> = Extract<RoomFact, { kind: Kind }>

/** One line of the log. */
export const RoomEvent = z.object({
  seq: z.number().int().min(1),
  atMs: Milliseconds,
  /** Who did it; null for the room itself. */
  by: Id.nullable(),
  /** The operation that asked for it, by the id its client gave it. */
  operationId: Id.nullable(),
  /** The event that this one takes back. */
  undoes: z.number().int().min(1).nullable(),
  fact: RoomFact,
})

/** See the schema `RoomEvent`. */
export type RoomEvent = z.output<typeof RoomEvent>
