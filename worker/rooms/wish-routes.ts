/** The wish list of a room over HTTP, as its host has it. */
import { Hono } from 'hono'
import { answers, answersNothing } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { PageQuery } from '../http/paging.ts'
import { rateLimited } from '../http/rate-limit.ts'
import type { RefusalCode } from '../http/refusal.ts'
import { validated } from '../http/validated.ts'
import { keepingOf } from './routes.ts'
import { RoomPath } from './schema.ts'
import { AddedWishes, NewRoomWishes, RoomWishPage, RoomWishPath } from './wish-schema.ts'
import { addWishes, readWishes, removeWish } from './wishes.ts'

const wishRate = { name: 'room-wishes', by: 'account', capacity: 60, refillPerSecond: 0.5 } as const

const onRoom = [
  'sign-in-required',
  'invalid-request',
  'room-not-found',
] as const satisfies readonly RefusalCode[]

const list = answers('Read what is wished for in a room, newest first', { 200: RoomWishPage }, onRoom)
const add = answers('Put songs on the wish list of a room', { 201: AddedWishes }, [
  ...onRoom,
  'limit-exceeded',
  'too-many-requests',
])
const remove = answersNothing('Take a song off the wish list', [...onRoom, 'wish-not-found'])

/** Routes under /api/v1/rooms. */
export const roomWishRoutes = new Hono<AppEnv>()
  .get(
    '/:roomId/wish-list',
    list.describe,
    validated('param', RoomPath),
    validated('query', PageQuery),
    async (c) => {
      const { roomId } = c.req.valid('param')
      return list.send(c, 200, await readWishes(c.var.db, c.var.account, roomId, c.req.valid('query')))
    },
  )
  .post(
    '/:roomId/wish-list',
    add.describe,
    rateLimited(wishRate),
    validated('param', RoomPath),
    validated('json', NewRoomWishes),
    async (c) => {
      const { roomId } = c.req.valid('param')
      const { items } = c.req.valid('json')
      return add.send(c, 201, { items: await addWishes(keepingOf(c), c.var.account, roomId, items) })
    },
  )
  .delete('/:roomId/wish-list/:wishId', remove.describe, validated('param', RoomWishPath), async (c) => {
    const { roomId, wishId } = c.req.valid('param')
    await removeWish(c.var.db, c.var.account, roomId, wishId)
    return remove.send(c)
  })
