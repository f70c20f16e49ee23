/** The door of a room, for whoever has its code and no account. */
import { type Context, Hono } from 'hono'
import { answers } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { networkOfCaller, rateLimited, spendToken } from '../http/rate-limit.ts'
import { Refusal } from '../http/refusal.ts'
import { validated } from '../http/validated.ts'
import { enterAsGuest, enterAsScreen, getRoomByCode } from './rooms.ts'
import { keepingOf } from './routes.ts'
import { CodePath, Doorway, NewMember, WayIn } from './schema.ts'

/** Everybody at a party sits behind one address, and all scan at once. */
const joinRate = { name: 'joining', by: 'address', capacity: 600, refillPerSecond: 5 } as const
/** Codes that lead nowhere, by address: people mistype a few, who searches for rooms mistypes nearly all. */
const missRate = { name: 'joining-misses', capacity: 40, refillPerSecond: 0.1 } as const

const look = answers('See which room a code leads to', { 200: Doorway }, [
  'invalid-request',
  'room-not-found',
  'too-many-requests',
])
const enter = answers('Go into a room as a guest, under a name', { 201: WayIn }, [
  'invalid-request',
  'room-not-found',
  'room-closed',
  'room-locked',
  'room-full',
  'too-many-requests',
])
const watch = answers('Let a screen show a room', { 201: WayIn }, [
  'invalid-request',
  'room-not-found',
  'room-closed',
  'too-many-requests',
])

/** Routes under /api/v1/joining. */
export const joiningRoutes = new Hono<AppEnv>()
  .use(rateLimited(joinRate))
  .get('/:code', look.describe, validated('param', CodePath), async (c) => {
    const { code } = c.req.valid('param')
    const { id: roomId, name, status } = await found(c, getRoomByCode(c.var.db, code))
    return look.send(c, 200, { roomId, name, status })
  })
  .post(
    '/:code/members',
    enter.describe,
    validated('param', CodePath),
    validated('json', NewMember),
    async (c) => {
      const { code } = c.req.valid('param')
      return enter.send(c, 201, await found(c, enterAsGuest(keepingOf(c), code, c.req.valid('json').name)))
    },
  )
  .post('/:code/screens', watch.describe, validated('param', CodePath), async (c) => {
    return watch.send(c, 201, await found(c, enterAsScreen(keepingOf(c), c.req.valid('param').code)))
  })

/** Counts codes that lead nowhere: who goes on searching is told to stop. A room that is full or locked was found. */
async function found<T>(c: Context<AppEnv>, room: Promise<T>): Promise<T> {
  try {
    return await room
  } catch (error) {
    if (error instanceof Refusal && error.code === 'room-not-found')
      await spendToken(c, missRate, networkOfCaller(c))
    throw error
  }
}
