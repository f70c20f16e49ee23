/** Every query on the wish lists of rooms. The owner is always an argument. */
import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { Database, Statement } from '../db/client.ts'
import type { PageQuery } from '../http/paging.ts'
import type { Owner } from '../jobs/store.ts'
import { roomWishes } from './tables.ts'

/** A wish as it is read. */
export type WishRow = typeof roomWishes.$inferSelect

function isOfRoom(owner: Owner, roomId: string) {
  return and(eq(roomWishes.ownerId, owner.id), eq(roomWishes.roomId, roomId))
}

/** Writes wishes, all of them or none: a statement for each batch. */
export async function insertWishes(db: Database, batches: readonly (readonly WishRow[])[]): Promise<void> {
  const field = (name: string) => sql`value ->> ${sql.raw(`'${name}'`)}`
  const columns = ['id', 'roomId', 'ownerId', 'state', 'candidates', 'body', 'createdAtMs'].map(field)
  const [first, ...others] = batches.map((rows) =>
    db
      .insert(roomWishes)
      .select(sql`select ${sql.join(columns, sql`, `)} from json_each(${JSON.stringify(rows)})`),
  )
  if (first !== undefined) await db.batch([first, ...others])
}

/** What is wished for in a room already, as texts. */
export async function wishedBodies(db: Database, owner: Owner, roomId: string): Promise<ReadonlySet<string>> {
  const rows = await db.select({ body: roomWishes.body }).from(roomWishes).where(isOfRoom(owner, roomId))
  return new Set(rows.map(({ body }) => body))
}

/** A page of the wishes of a room, newest first, and one row more where there is a next page. */
export async function listWishes(
  db: Database,
  owner: Owner,
  roomId: string,
  { limit, cursor }: PageQuery,
): Promise<readonly WishRow[]> {
  const isAfter = cursor === undefined ? undefined : lt(roomWishes.id, cursor)
  return await db
    .select()
    .from(roomWishes)
    .where(and(isOfRoom(owner, roomId), isAfter))
    .orderBy(desc(roomWishes.id))
    .limit(limit + 1)
}

/** Takes a wish off the list; answers whether it was there. */
export async function deleteWish(
  db: Database,
  owner: Owner,
  roomId: string,
  wishId: string,
): Promise<boolean> {
  const removed = await db
    .delete(roomWishes)
    .where(and(isOfRoom(owner, roomId), eq(roomWishes.id, wishId)))
    .returning({ id: roomWishes.id })
  return removed.length > 0
}

/** The statement that lets the wishes of a room go with it. */
export function wishesDelete(db: Database, owner: Owner, roomId: string): Statement {
  return db.delete(roomWishes).where(isOfRoom(owner, roomId))
}
