/** Rooms as they cross the wire over HTTP. */
import { z } from 'zod'
import { isNameable } from '#core/language/showable.ts'
import { Id, QueuedSong } from '#core/queue/entry.ts'
import { parseRoomCode } from '#core/rooms/code.ts'
import { Role, RoomEvent, RoomStatus } from '#core/rooms/event.ts'
import { DisplayName } from '#core/rooms/operation.ts'
import { RoomSettingsPatch } from '#core/rooms/settings.ts'
import { RoomSnapshot } from '#core/rooms/state.ts'
import { oneLine } from '../http/one-line.ts'
import { pageOf } from '../http/paging.ts'

/** So long a room lasts where nothing is said. */
export const usualHours = 24

/** What a room is called: strangers read it beside other texts. */
const RoomName = oneLine(80).refine(isNameable, 'a name has something to see, and no hidden signs')

/** One room, as its host lists it. */
export const Room = z.object({
  id: Id,
  /** What people type to come in; shown as ABC-DEF. */
  code: z.string(),
  name: z.string(),
  status: RoomStatus,
  createdAt: z.iso.datetime(),
  /** When it closes by itself. */
  expiresAt: z.iso.datetime(),
})

/** See the schema `Room`. */
export type Room = z.output<typeof Room>

/** A page of rooms, newest first. */
export const RoomPage = pageOf(Room)

/** A room to be made. Settings that are not named are the usual ones. */
export const NewRoom = z.object({
  name: RoomName,
  /** What the host is called in it. */
  hostName: DisplayName.default('Host'),
  settings: RoomSettingsPatch.default({}),
  lastsHours: z.number().int().min(1).max(168).default(usualHours),
})

/** See the schema `NewRoom`. */
export type NewRoom = z.output<typeof NewRoom>

/** A new room with what waited in another one, as it was after this event; as it is now when none is named. */
export const Fork = z.object({ name: RoomName, afterSeq: z.number().int().min(1).optional() })

/** See the schema `Fork`. */
export type Fork = z.output<typeof Fork>

/** Which room. */
export const RoomPath = z.object({ roomId: Id })

/** Which code, however it was written. */
export const CodePath = z.object({
  code: z
    .string()
    .max(20)
    .transform((text, context) => {
      const code = parseRoomCode(text)
      if (code !== undefined) return code
      context.addIssue({ code: 'custom', message: 'a code has six letters and digits, such as ABC-DEF' })
      return z.NEVER
    }),
})

/** The room behind a code, as somebody sees it who is not in it yet. */
export const Doorway = z.object({ roomId: Id, name: z.string(), status: RoomStatus })

/** What somebody calls themselves. */
export const NewMember = z.object({ name: DisplayName })

/** A way into a room: the token says who comes back, and is shown to nobody else. */
export const WayIn = z.object({
  roomId: Id,
  token: z.string(),
  /** Null for a screen, which is nobody. */
  memberId: Id.nullable(),
  role: Role.nullable(),
  expiresAt: z.iso.datetime(),
})

/** See the schema `WayIn`. */
export type WayIn = z.output<typeof WayIn>

/** What waits, in the order in which it will play, and why each stands where it does. */
export const Queue = z.object({
  room: RoomSnapshot,
  order: z.array(z.object({ entryId: Id, why: z.string() })),
})

/** Which part of the log. */
export const EventsQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
})

/** A part of the log, in order; `nextAfter` is null at its end. */
export const EventPage = z.object({
  items: z.array(RoomEvent),
  nextAfter: z.number().int().nullable(),
})

/** The operation is kept: by this event, or by none where nothing had to change. */
export const Accepted = z.object({ seq: z.number().int().nullable() })

/** Which songs of the host. */
export const SongsQuery = z.object({
  query: z.string().trim().max(100).default(''),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^sng_[0-9A-Z]{26}$/, 'this is not a cursor we gave')
    .optional(),
})

/** A page of the host's songs, newest first. */
export const SongsPage = pageOf(QueuedSong)

/** Which song of a room. */
export const RoomSongPath = z.object({ roomId: Id, songId: Id })
