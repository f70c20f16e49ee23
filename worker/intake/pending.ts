/** Every query on objects that no row names. */
import { asc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Database, Statement } from '../db/client.ts'
import { pendingObjects } from './tables.ts'

/** An object that no row names, as the sweep and a failed intake see it. */
export type PendingObject = typeof pendingObjects.$inferSelect

/** The statement that says an object has no row; goes before its first byte is written. */
export function pendingInsert(db: Database, object: Omit<PendingObject, 'storageUploadId'>) {
  return db
    .insert(pendingObjects)
    .values({ ...object, storageUploadId: null })
    .onConflictDoNothing()
}

/**
 * The same for an object whose row may have changed since it was read: written only while a row of `table` meets
 * `condition`. Goes in the batch that removes that very row, before the removal.
 */
export function pendingInsertWhile(
  db: Database,
  object: PendingObject,
  owner: { readonly table: SQLiteTable; readonly condition: SQL | undefined },
) {
  const row = {
    key: sql<string>`${object.key}`.as('key'),
    ownerId: sql<string>`${object.ownerId}`.as('owner_id'),
    storageUploadId: sql<string | null>`${object.storageUploadId}`.as('storage_upload_id'),
    createdAtMs: sql<number>`${object.createdAtMs}`.as('created_at_ms'),
  }
  return db
    .insert(pendingObjects)
    .select(db.select(row).from(owner.table).where(owner.condition))
    .onConflictDoNothing()
}

/** An object whose row goes: its key, and the multipart upload that is open for it, if any. */
export type GivenUpObject = Pick<PendingObject, 'key' | 'storageUploadId'>

/** Rows of four values that one statement may hold: D1 binds at most a hundred. */
const rowsAStatement = 25

/** The statements that say objects have no row any more; go in the batch that removes the row which owned them. */
export function givenUpInserts(
  db: Database,
  objects: readonly GivenUpObject[],
  facts: Pick<PendingObject, 'ownerId' | 'createdAtMs'>,
): Statement[] {
  const statements: Statement[] = []
  for (let from = 0; from < objects.length; from += rowsAStatement) {
    const rows = objects.slice(from, from + rowsAStatement).map((object) => ({ ...object, ...facts }))
    statements.push(db.insert(pendingObjects).values(rows).onConflictDoNothing())
  }
  return statements
}

/** The statement that ends the waiting; goes in the batch that writes the row which owns the object. */
export function pendingDelete(db: Database, key: string) {
  return db.delete(pendingObjects).where(eq(pendingObjects.key, key))
}

/** Adds the multipart upload that storage opened for a waiting object. */
export async function notePendingUpload(db: Database, key: string, storageUploadId: string): Promise<void> {
  await db.update(pendingObjects).set({ storageUploadId }).where(eq(pendingObjects.key, key))
}

/** One waiting object; `undefined` when none waits under this key. */
export async function findPending(db: Database, key: string): Promise<PendingObject | undefined> {
  return await db.select().from(pendingObjects).where(eq(pendingObjects.key, key)).get()
}

/** The objects that have waited since before a moment, the oldest first. */
export async function pendingSince(
  db: Database,
  query: { readonly beforeMs: number; readonly limit: number },
): Promise<readonly PendingObject[]> {
  return await db
    .select()
    .from(pendingObjects)
    .where(lt(pendingObjects.createdAtMs, query.beforeMs))
    .orderBy(asc(pendingObjects.createdAtMs))
    .limit(query.limit)
}

/** Forgets objects that are gone. At most a hundred at a time, which is as many parameters as D1 takes. */
export async function forgetPending(db: Database, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await db.delete(pendingObjects).where(inArray(pendingObjects.key, keys))
}
