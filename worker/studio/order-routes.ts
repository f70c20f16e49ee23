/** Orders of several files over HTTP: place one, follow it as one thing, end all of it. */
import { Hono } from 'hono'
import { answers } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { PageQuery, pageOfRows } from '../http/paging.ts'
import { spendToken } from '../http/rate-limit.ts'
import type { RefusalCode } from '../http/refusal.ts'
import { validated } from '../http/validated.ts'
import { cancelJob } from '../jobs/runner.ts'
import { listOrders } from './order-store.ts'
import { cancelOrder, fileOrderOf, getOrder, placeOrder, planOrder } from './orders.ts'
import { FileOrder, FileOrderPage, NewFileOrder, OrderPath, VideoPath } from './schema.ts'
import { getVideo } from './videos.ts'

/** An order may be a dozen renders; whoever is still choosing places a few. */
const orderRate = { name: 'orders', capacity: 10, refillPerSecond: 0.03 } as const

const onOrder = [
  'sign-in-required',
  'video-not-found',
  'order-not-found',
] as const satisfies readonly RefusalCode[]

const place = answers(
  'Ask for several files of the video as it is now, each for a destination; what they have in common is made once',
  { 202: FileOrder },
  ['sign-in-required', 'video-not-found', 'invalid-request', 'conflict', 'too-many-requests'],
)
const list = answers('List the orders of a video, newest first', { 200: FileOrderPage }, [
  'sign-in-required',
  'video-not-found',
  'invalid-request',
])
const read = answers('Read one order: how far all of it is, and every file', { 200: FileOrder }, onOrder)
const cancel = answers(
  'End all of an order that is still under way; files that are there stay',
  { 200: FileOrder },
  onOrder,
)

/** Routes under /api/v1/videos. */
export const orderRoutes = new Hono<AppEnv>()
  .post(
    '/:videoId/orders',
    place.describe,
    validated('param', VideoPath),
    validated('json', NewFileOrder),
    async (c) => {
      const { db, store, account } = c.var
      const found = await getVideo(db, account, c.req.valid('param').videoId)
      const plans = await planOrder({ db, store }, account, found, c.req.valid('json'))
      // Only now: whoever is told no has not placed an order.
      await spendToken(c, orderRate, account.id)
      const surroundings = { db, queue: c.env.JOB_QUEUE, nowMs: Date.now() }
      return place.send(c, 202, await placeOrder(surroundings, account, found, plans))
    },
  )
  .get(
    '/:videoId/orders',
    list.describe,
    validated('param', VideoPath),
    validated('query', PageQuery),
    async (c) => {
      const { db, account } = c.var
      const query = c.req.valid('query')
      const { video } = await getVideo(db, account, c.req.valid('param').videoId)
      const page = pageOfRows(await listOrders(db, account, video.id, query), query.limit)
      const items = await Promise.all(page.rows.map((row) => fileOrderOf(db, account, video, row)))
      return list.send(c, 200, { items, nextCursor: page.nextCursor })
    },
  )
  .get('/:videoId/orders/:orderId', read.describe, validated('param', OrderPath), async (c) => {
    const { db, account } = c.var
    const names = c.req.valid('param')
    const { video } = await getVideo(db, account, names.videoId)
    const order = await getOrder(db, account, names)
    return read.send(c, 200, await fileOrderOf(db, account, video, order))
  })
  .post('/:videoId/orders/:orderId/cancel', cancel.describe, validated('param', OrderPath), async (c) => {
    const { db, account } = c.var
    const names = c.req.valid('param')
    const { video } = await getVideo(db, account, names.videoId)
    const order = await getOrder(db, account, names)
    await cancelOrder({ db, cancelJob: (jobId) => cancelJob(c.env, jobId) }, account, order)
    return cancel.send(c, 200, await fileOrderOf(db, account, video, order))
  })
