/** Every query on orders of several files. */
import { and, desc, eq, inArray, lt } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import type { PageQuery } from '../http/paging.ts'
import type { Owner } from '../jobs/store.ts'
import { jobs } from '../jobs/tables.ts'
import { fileOrders, renders } from './tables.ts'

/** An order as it is written down. */
export type FileOrderRow = typeof fileOrders.$inferSelect

/** A render of an order, with how its job stands. */
export type OrderedRender = typeof renders.$inferSelect &
  Pick<typeof jobs.$inferSelect, 'status' | 'progress' | 'stage' | 'error'>

/** Writes an order. */
export async function insertOrder(db: Database, row: FileOrderRow): Promise<void> {
  await db.insert(fileOrders).values(row)
}

/** One order of one video of this account. */
export async function findOrder(
  db: Database,
  owner: Owner,
  { videoId, orderId }: { readonly videoId: string; readonly orderId: string },
): Promise<FileOrderRow | undefined> {
  const isOrder = and(eq(fileOrders.videoId, videoId), eq(fileOrders.id, orderId))
  return await db
    .select()
    .from(fileOrders)
    .where(and(eq(fileOrders.ownerId, owner.id), isOrder))
    .get()
}

/** Orders of one video of this account, newest first; one more than the limit. */
export async function listOrders(
  db: Database,
  owner: Owner,
  videoId: string,
  page: PageQuery,
): Promise<FileOrderRow[]> {
  const before = page.cursor === undefined ? undefined : lt(fileOrders.id, page.cursor)
  return await db
    .select()
    .from(fileOrders)
    .where(and(eq(fileOrders.ownerId, owner.id), eq(fileOrders.videoId, videoId), before))
    .orderBy(desc(fileOrders.id))
    .limit(page.limit + 1)
}

/** D1 binds at most a hundred parameters a statement. */
const mostParameters = 90

/** These renders of this account with their jobs, by id. */
export async function findOrderedRenders(
  db: Database,
  owner: Owner,
  renderIds: readonly string[],
): Promise<ReadonlyMap<string, OrderedRender>> {
  const found = new Map<string, OrderedRender>()
  const ids = [...new Set(renderIds)]
  for (let from = 0; from < ids.length; from += mostParameters) {
    const some = ids.slice(from, from + mostParameters)
    const { status, progress, stage, error } = jobs
    const rows = await db
      .select({ render: renders, job: { status, progress, stage, error } })
      .from(renders)
      .innerJoin(jobs, eq(jobs.id, renders.jobId))
      .where(and(eq(renders.ownerId, owner.id), inArray(renders.id, some)))
    for (const { render, job } of rows) found.set(render.id, { ...render, ...job })
  }
  return found
}
