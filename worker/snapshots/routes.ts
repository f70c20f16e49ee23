/** Snapshots over HTTP. */
import { type Context, Hono } from 'hono'
import { answers, answersNothing } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { pageOfRows } from '../http/paging.ts'
import { rateLimited } from '../http/rate-limit.ts'
import type { RefusalCode } from '../http/refusal.ts'
import { validated } from '../http/validated.ts'
import { compareWithEarlier } from './comparing.ts'
import {
  Comparison,
  ComparisonQuery,
  Restored,
  Restoring,
  Snapshot,
  SnapshotItemPage,
  SnapshotItemsQuery,
  SnapshotPage,
  SnapshotPath,
  SnapshotsQuery,
  SnapshotWish,
} from './schema.ts'
import { getSnapshot, readSnapshotPage, removeSnapshot, snapshotOf } from './snapshots.ts'
import { listSnapshots } from './store.ts'
import { restoreSnapshot, type SnapshotKeeping, takeSnapshot } from './taking.ts'

const takeRate = { name: 'snapshots', by: 'account', capacity: 60, refillPerSecond: 0.5 } as const
/** Each reads two snapshots whole. */
const compareRate = { name: 'comparisons', by: 'account', capacity: 60, refillPerSecond: 1 } as const

const onSnapshot = [
  'sign-in-required',
  'invalid-request',
  'snapshot-not-found',
] as const satisfies readonly RefusalCode[]

const take = answers('Keep a snapshot of a room or playlist, as its next version', { 201: Snapshot }, [
  'sign-in-required',
  'invalid-request',
  'room-not-found',
  'playlist-not-found',
  'too-many-requests',
  'service-unavailable',
])
const list = answers('List snapshots, newest first', { 200: SnapshotPage }, [
  'sign-in-required',
  'invalid-request',
])
const read = answers('Read one snapshot', { 200: Snapshot }, onSnapshot)
const remove = answersNothing('Delete a snapshot for good', onSnapshot)
const listItems = answers('Read the songs of a snapshot, a part at a time', { 200: SnapshotItemPage }, [
  ...onSnapshot,
  'service-unavailable',
])
const compare = answers('Say what came, went and moved since an earlier snapshot', { 200: Comparison }, [
  ...onSnapshot,
  'limit-exceeded',
  'too-many-requests',
  'service-unavailable',
])
const restore = answers('Bring a snapshot back, as a new playlist or into a room', { 201: Restored }, [
  ...onSnapshot,
  'room-not-found',
  'limit-exceeded',
  'too-many-requests',
  'service-unavailable',
])

/** Routes under /api/v1/snapshots. */
export const snapshotRoutes = new Hono<AppEnv>()
  .post('/', take.describe, rateLimited(takeRate), validated('json', SnapshotWish), async (c) => {
    return take.send(c, 201, await takeSnapshot(keepingOf(c), c.var.account, c.req.valid('json')))
  })
  .get('/', list.describe, validated('query', SnapshotsQuery), async (c) => {
    const query = c.req.valid('query')
    const page = pageOfRows(await listSnapshots(c.var.db, c.var.account, query), query.limit)
    return list.send(c, 200, { items: page.rows.map(snapshotOf), nextCursor: page.nextCursor })
  })
  .get('/:snapshotId', read.describe, validated('param', SnapshotPath), async (c) => {
    const { snapshotId } = c.req.valid('param')
    return read.send(c, 200, snapshotOf(await getSnapshot(c.var.db, c.var.account, snapshotId)))
  })
  .delete('/:snapshotId', remove.describe, validated('param', SnapshotPath), async (c) => {
    await removeSnapshot(keepingOf(c), c.var.account, c.req.valid('param').snapshotId)
    return remove.send(c)
  })
  .get(
    '/:snapshotId/items',
    listItems.describe,
    validated('param', SnapshotPath),
    validated('query', SnapshotItemsQuery),
    async (c) => {
      const page = { ...c.req.valid('param'), ...c.req.valid('query') }
      const { items, nextAfter } = await readSnapshotPage(c.var, c.var.account, page)
      return listItems.send(c, 200, { items: [...items], nextAfter })
    },
  )
  .get(
    '/:snapshotId/comparison',
    compare.describe,
    rateLimited(compareRate),
    validated('param', SnapshotPath),
    validated('query', ComparisonQuery),
    async (c) => {
      const pair = { laterId: c.req.valid('param').snapshotId, earlierId: c.req.valid('query').with }
      return compare.send(c, 200, await compareWithEarlier(c.var, c.var.account, pair))
    },
  )
  .post(
    '/:snapshotId/restorings',
    restore.describe,
    rateLimited(takeRate),
    validated('param', SnapshotPath),
    validated('json', Restoring),
    async (c) => {
      const { snapshotId } = c.req.valid('param')
      const wish = c.req.valid('json')
      return restore.send(c, 201, await restoreSnapshot(keepingOf(c), c.var.account, snapshotId, wish))
    },
  )

function keepingOf(c: Context<AppEnv>): SnapshotKeeping {
  const { db, store, settings } = c.var
  return { db, store, bindings: c.env, secret: settings.SIGNING_SECRET, nowMs: Date.now() }
}
