/** Rooms over HTTP, as their host has them. */
import { type Context, Hono } from 'hono'
import { answers, answersNothing } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { PageQuery, pageOfRows } from '../http/paging.ts'
import { rateLimited } from '../http/rate-limit.ts'
import type { RefusalCode } from '../http/refusal.ts'
import { validated } from '../http/validated.ts'
import {
  createRoom,
  enterAsHost,
  forkRoom,
  getRoom,
  openHostScreen,
  type RoomKeeping,
  removeRoom,
  seenByHost,
} from './rooms.ts'
import { Fork, NewRoom, Room, RoomPage, RoomPath, WayIn } from './schema.ts'
import { listRooms } from './store.ts'

const makeRate = { name: 'rooms', by: 'account', capacity: 20, refillPerSecond: 0.05 } as const

const onRoom = ['sign-in-required', 'room-not-found'] as const satisfies readonly RefusalCode[]

const add = answers('Make a room with a code of its own', { 201: Room }, [
  'sign-in-required',
  'invalid-request',
  'limit-exceeded',
  'too-many-requests',
])
const list = answers('List rooms, newest first', { 200: RoomPage }, ['sign-in-required', 'invalid-request'])
const read = answers('Read one room', { 200: Room }, onRoom)
const remove = answersNothing('Delete a room with its log, and send everybody home', onRoom)
const fork = answers('Make a room with what waited in another one', { 201: Room }, [
  ...onRoom,
  'invalid-request',
  'limit-exceeded',
  'too-many-requests',
])
const enter = answers('Go into a room as its host', { 201: WayIn }, onRoom)
const watch = answers(
  "Open a screen of the host's own, which stays when the code changes",
  { 201: WayIn },
  onRoom,
)

/** Routes under /api/v1/rooms. */
export const roomRoutes = new Hono<AppEnv>()
  .post('/', add.describe, rateLimited(makeRate), validated('json', NewRoom), async (c) => {
    return add.send(c, 201, seenByHost(await createRoom(keepingOf(c), c.var.account, c.req.valid('json'))))
  })
  .get('/', list.describe, validated('query', PageQuery), async (c) => {
    const query = c.req.valid('query')
    const page = pageOfRows(await listRooms(c.var.db, c.var.account, query), query.limit)
    return list.send(c, 200, { items: page.rows.map(seenByHost), nextCursor: page.nextCursor })
  })
  .get('/:roomId', read.describe, validated('param', RoomPath), async (c) => {
    return read.send(c, 200, seenByHost(await getRoom(c.var.db, c.var.account, c.req.valid('param').roomId)))
  })
  .delete('/:roomId', remove.describe, validated('param', RoomPath), async (c) => {
    await removeRoom(keepingOf(c), c.var.account, c.req.valid('param').roomId)
    return remove.send(c)
  })
  .post(
    '/:roomId/fork',
    fork.describe,
    rateLimited(makeRate),
    validated('param', RoomPath),
    validated('json', Fork),
    async (c) => {
      const { roomId } = c.req.valid('param')
      const row = await forkRoom(keepingOf(c), c.var.account, roomId, c.req.valid('json'))
      return fork.send(c, 201, seenByHost(row))
    },
  )

/** Routes under /api/v1/rooms that give out a secret, which must not be kept with an answer that could be given again. */
export const hostEntryRoutes = new Hono<AppEnv>()
  .post('/:roomId/members', enter.describe, validated('param', RoomPath), async (c) => {
    return enter.send(c, 201, await enterAsHost(keepingOf(c), c.var.account, c.req.valid('param').roomId))
  })
  .post('/:roomId/screens', watch.describe, validated('param', RoomPath), async (c) => {
    return watch.send(c, 201, await openHostScreen(keepingOf(c), c.var.account, c.req.valid('param').roomId))
  })

/** What the rules of rooms need of a request. */
export function keepingOf(c: Context<AppEnv>): RoomKeeping {
  return { db: c.var.db, bindings: c.env, secret: c.var.settings.SIGNING_SECRET, nowMs: Date.now() }
}
