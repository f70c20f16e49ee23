/** What goes over a room's WebSocket, both ways: JSON text, one message a frame. See docs/room-protocol.md. */
import { z } from 'zod'
import { Id } from '../queue/entry.ts'
import { RoomEvent } from './event.ts'
import { Operation, RefusedCode } from './operation.ts'
import { RoomSnapshot } from './state.ts'

/** The version that both sides say first. */
export const protocolVersion = 1
/**
 * A longer message from a client ends its connection; counted in UTF-16 units. The longest that means anything names a fallback
 * playlist of 500 songs.
 */
export const longestMessageCharacters = 32_768

/** What can be thrown onto the screen of a room; not kept. */
export const Reaction = z.enum(['heart', 'fire', 'clap', 'laugh', 'wow', 'dance'])

/** See the schema `Reaction`. */
export type Reaction = z.output<typeof Reaction>

/** From a client. The first is `hello`; the room answers nothing before it. */
export const ClientMessage = z.discriminatedUnion('type', [
  /** `afterSeq`: the last event this client has; null for none. `watches`: a screen that is nobody's phone and counts as nobody present. */
  z.object({
    type: z.literal('hello'),
    version: z.number().int(),
    token: z.string().max(1_000),
    afterSeq: z.number().int().min(0).nullable(),
    watches: z.boolean().default(false),
  }),
  z.object({ type: z.literal('operation'), operation: Operation }),
  /** Asks for the room's clock; times are milliseconds of the sender's own clock. */
  z.object({ type: z.literal('probe'), id: z.number().int().min(0), sentMs: z.number() }),
  z.object({ type: z.literal('react'), reaction: Reaction }),
  /** How far this player is from the room's clock, in milliseconds: what it plays minus what it should. */
  z.object({ type: z.literal('drift'), milliseconds: z.number().min(-60_000).max(60_000) }),
])

/** See the schema `ClientMessage`. */
export type ClientMessage = z.output<typeof ClientMessage>

/** Why a connection was ended. */
export const GoodbyeCode = z.enum([
  'version-not-spoken',
  'token-not-valid',
  'kicked',
  'banned',
  'code-changed',
  'room-closed',
  'room-not-found',
  'too-many-messages',
  'message-too-long',
  'not-understood',
  'no-hello',
  'room-full',
])

/** See the schema `GoodbyeCode`. */
export type GoodbyeCode = z.output<typeof GoodbyeCode>

/** From the room. */
export const RoomMessage = z.discriminatedUnion('type', [
  /** Either the whole room, or what was missed. */
  z.object({
    type: z.literal('welcome'),
    version: z.number().int(),
    memberId: Id,
    roomMs: z.number(),
    snapshot: RoomSnapshot.nullable(),
    events: z.array(RoomEvent),
    present: z.array(Id),
  }),
  /** In order, without holes. */
  z.object({ type: z.literal('events'), events: z.array(RoomEvent).min(1) }),
  /** The operation is kept: by this event, or by none where nothing had to change. */
  z.object({ type: z.literal('accepted'), operationId: Id, seq: z.number().int().nullable() }),
  z.object({
    type: z.literal('refused'),
    operationId: Id,
    code: RefusedCode,
    detail: z.string(),
    /** After how many seconds the same may be asked again, where waiting helps. */
    retryAfterSeconds: z.number().int().min(1).optional(),
  }),
  z.object({
    type: z.literal('probe'),
    id: z.number().int(),
    sentMs: z.number(),
    receivedMs: z.number(),
    answeredMs: z.number(),
  }),
  z.object({ type: z.literal('presence'), came: z.array(Id), went: z.array(Id) }),
  z.object({
    type: z.literal('reactions'),
    items: z.array(z.object({ memberId: Id, reaction: Reaction })),
  }),
  z.object({
    type: z.literal('drifts'),
    items: z.array(z.object({ memberId: Id, milliseconds: z.number() })),
  }),
  z.object({ type: z.literal('goodbye'), code: GoodbyeCode, detail: z.string() }),
])

/** See the schema `RoomMessage`. */
export type RoomMessage = z.output<typeof RoomMessage>
