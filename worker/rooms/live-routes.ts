/** What a member of a room, or a screen of it, reads and does: by the token they got at the door, and by nothing else. */
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { Waveform } from '#core/audio/analysis.ts'
import { Lyrics } from '#core/lyrics/lyrics.ts'
import { formatFacts } from '#core/media/format.ts'
import { orderOf } from '#core/queue/order.ts'
import { whyTeller } from '#core/queue/why.ts'
import { Operation } from '#core/rooms/operation.ts'
import { RoomSnapshot, stateOf } from '#core/rooms/state.ts'
import { alsoInRanges, answers, answersFile, answersSocket } from '../http/answers.ts'
import { bearerTokenOf } from '../http/bearer.ts'
import type { AppEnv } from '../http/context.ts'
import { rateLimited } from '../http/rate-limit.ts'
import { OperationRefusal, Refusal, type RefusalCode } from '../http/refusal.ts'
import { sendObject } from '../http/send-object.ts'
import { validated } from '../http/validated.ts'
import { getLyrics } from '../lyrics/lyrics.ts'
import { keysOfSong, knownSongs, searchKnownSongs } from '../songs/songs.ts'
import { roomOf } from './room-stub.ts'
import { getRoomOfMember } from './rooms.ts'
import {
  Accepted,
  EventPage,
  EventsQuery,
  Queue,
  RoomPath,
  RoomSongPath,
  SongsPage,
  SongsQuery,
} from './schema.ts'
import { queuedSongOf } from './songs.ts'
import { type Pass, readPass } from './token.ts'

/** What every route here knows: who asks, by their token. */
type LiveEnv = AppEnv & { Variables: AppEnv['Variables'] & { pass: Pass } }

/** Phones that come back all at once when the Wi-Fi does. */
const socketRate = { name: 'room-sockets', by: 'address', capacity: 1_000, refillPerSecond: 10 } as const

const onRoom = ['pass-required', 'room-not-found'] as const satisfies readonly RefusalCode[]

const readQueue = answers('Read a room and what waits in it, in order, and why', { 200: Queue }, onRoom)
const readEvents = answers('Read the log of a room, a part at a time', { 200: EventPage }, [
  ...onRoom,
  'invalid-request',
])
const operate = answers('Ask something of a room: the same as over its socket', { 200: Accepted }, [
  ...onRoom,
  'invalid-request',
  'operation-refused',
  'too-many-requests',
])
const search = answers("Search the host's songs", { 200: SongsPage }, [...onRoom, 'invalid-request'])
const readLyrics = answers('Read the words of a song of the room', { 200: Lyrics }, [
  ...onRoom,
  'song-not-found',
])
const readAudio = answersFile('Hear a song that waits or plays in the room; takes Range', 'audio/*', [
  ...onRoom,
  'song-not-found',
])
const readWaveform = answers('Read the peaks of a song that waits or plays in the room', { 200: Waveform }, [
  ...onRoom,
  'song-not-found',
  'not-ready',
])
const openSocket = answersSocket(
  'Open the WebSocket of a room; its first message is hello (docs/room-protocol.md)',
  ['too-many-requests'],
)

/** Routes under /api/v1/live/{roomId}. */
export const liveRoutes = new Hono<LiveEnv>()
  .get('/:roomId/socket', openSocket, rateLimited(socketRate), validated('param', RoomPath), async (c) => {
    if (c.req.header('upgrade')?.toLowerCase() !== 'websocket')
      throw new Refusal('invalid-request', 'This address takes WebSockets only.')
    // The object answers as soon as it is awake; who this is, the first message says.
    return await roomOf(c.env, c.req.valid('param').roomId).fetch(c.req.raw)
  })
  .use('/:roomId/*', withPass())
  .get('/:roomId/queue', readQueue.describe, validated('param', RoomPath), async (c) => {
    const room = await viewOf(c)
    const state = stateOf(room)
    const whyOf = whyTeller(state)
    const waiting = orderOf(state).flatMap((entryId) => state.entries.get(entryId) ?? [])
    const order = waiting.map((entry) => ({ entryId: entry.id, why: whyOf(entry) }))
    return readQueue.send(c, 200, { room, order })
  })
  .get(
    '/:roomId/events',
    readEvents.describe,
    validated('param', RoomPath),
    validated('query', EventsQuery),
    async (c) => {
      await viewOf(c)
      const { after, limit } = c.req.valid('query')
      const items = [...(await roomOf(c.env, c.var.pass.roomId).eventsAfter(after, limit))]
      const nextAfter = items.length < limit ? null : (items.at(-1)?.seq ?? null)
      return readEvents.send(c, 200, { items, nextAfter })
    },
  )
  .post(
    '/:roomId/operations',
    operate.describe,
    validated('param', RoomPath),
    validated('json', Operation),
    async (c) => {
      const { roomId, memberId, isScreen } = c.var.pass
      if (isScreen) throw new OperationRefusal('not-allowed', 'A screen only shows; join to take part.')
      const verdict = await roomOf(c.env, roomId).operate(memberId, c.req.valid('json'), Date.now())
      if ('refused' in verdict)
        throw new OperationRefusal(verdict.refused, verdict.detail, verdict.retryAfterSeconds)
      return operate.send(c, 200, { seq: verdict.seq })
    },
  )
  .get(
    '/:roomId/songs',
    search.describe,
    validated('param', RoomPath),
    validated('query', SongsQuery),
    async (c) => {
      await viewOf(c)
      const { query: text, limit, cursor } = c.req.valid('query')
      const songs = await searchKnownSongs(c.var.db, await hostOf(c), { text, limit, cursor })
      const page = songs.slice(0, limit)
      const nextCursor = songs.length > limit ? (page.at(-1)?.id ?? null) : null
      return search.send(c, 200, { items: page.map(queuedSongOf), nextCursor })
    },
  )
  .get('/:roomId/songs/:songId/lyrics', readLyrics.describe, validated('param', RoomSongPath), async (c) => {
    const { songId } = c.req.valid('param')
    await checkHeard(c, songId)
    return readLyrics.send(c, 200, (await getLyrics(c.var.db, await hostOf(c), songId)).lyrics)
  })
  .get(
    '/:roomId/songs/:songId/waveform',
    readWaveform.describe,
    alsoInRanges,
    validated('param', RoomSongPath),
    async (c) => {
      const { songId } = c.req.valid('param')
      await checkHeard(c, songId)
      const { waveform } = keysOfSong((await hostOf(c)).id, songId)
      return await sendObject(c, c.var.store, waveform, { contentType: 'application/json' })
    },
  )
  .get('/:roomId/songs/:songId/audio', readAudio, validated('param', RoomSongPath), async (c) => {
    const { songId } = c.req.valid('param')
    await checkHeard(c, songId)
    const host = await hostOf(c)
    const [song] = await knownSongs(c.var.db, host, [songId])
    if (song === undefined) throw new Refusal('song-not-found', 'The host has taken this song away.')
    const { contentType } = formatFacts[song.format]
    return await sendObject(c, c.var.store, keysOfSong(host.id, song.id).file, { contentType })
  })

/** Takes a token of this very room, and no other kind. */
function withPass(): MiddlewareHandler<LiveEnv> {
  return async (c, next) => {
    const token = bearerTokenOf(c.req.header('authorization')) ?? ''
    const roomId = c.req.param('roomId') ?? ''
    const pass = await readPass(c.var.settings.SIGNING_SECRET, token, { roomId, nowMs: Date.now() })
    if (pass === undefined)
      throw new Refusal('pass-required', 'Join the room with its code first; this token does not open it.', {
        'www-authenticate': 'Bearer',
      })
    c.set('pass', pass)
    await next()
  }
}

/** The room as the caller may see it. */
async function viewOf(c: Context<LiveEnv>): Promise<RoomSnapshot> {
  const view = await roomOf(c.env, c.var.pass.roomId).view(c.var.pass)
  if (view === undefined) throw new Refusal('room-not-found', 'You are not in this room, or not any more.')
  return RoomSnapshot.parse(view)
}

async function checkHeard(c: Context<LiveEnv>, songId: string): Promise<void> {
  if (!(await roomOf(c.env, c.var.pass.roomId).isHeard(c.var.pass, songId)))
    throw new Refusal('song-not-found', 'This song is not in the room.')
}

async function hostOf(c: Context<LiveEnv>): Promise<{ readonly id: string }> {
  return { id: (await getRoomOfMember(c.var.db, c.var.pass)).ownerId }
}
