/** Every query on objects that no row names. */
import { asc, eq, exists, inArray, lt, type SQLWrapper, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
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

/** An object whose row goes: its key, and the multipart upload that is open for it, if any. */
export type GivenUpObject = Pick<PendingObject, 'key' | 'storageUploadId'>

/** Objects for which no multipart upload is open. */
export function withoutUpload(keys: readonly string[]): readonly GivenUpObject[] {
  return keys.map((key) => ({ key, storageUploadId: null }))
}

/**
 * The statement that says that the objects of a row are to go; in the batch that removes the row, before the removal.
 * It writes them only where `rows` still finds the row, which may have changed since it was read. One statement for
 * any number of objects.
 */
export function givenUpInsert(
  db: Database,
  given: Pick<PendingObject, 'ownerId' | 'createdAtMs'> & { readonly objects: readonly GivenUpObject[] },
  rows: SQLWrapper,
) {
  const { objects, ownerId, createdAtMs } = given
  const key = sql`value ->> 'key'`
  const storageUploadId = sql`value ->> 'storageUploadId'`
  return db
    .insert(pendingObjects)
    .select(
      sql`select ${key}, ${ownerId}, ${storageUploadId}, ${createdAtMs} from json_each(${JSON.stringify(objects)}) where ${exists(rows)}`,
    )
    .onConflictDoNothing()
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
