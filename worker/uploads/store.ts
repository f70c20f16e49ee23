/** Every query on uploads in parts. */
import { and, asc, eq, lt } from 'drizzle-orm'
import type { Database, Statement } from '../db/client.ts'
import { pendingDelete, pendingInsert } from '../intake/pending.ts'
import type { Owner } from '../jobs/store.ts'
import { uploadParts, uploads } from './tables.ts'

/** A row as it is read. */
export type UploadRow = typeof uploads.$inferSelect

/** A part that storage acknowledged. */
export type PartRow = { readonly partNumber: number; readonly etag: string }

function isUpload(owner: Owner, uploadId: string) {
  return and(eq(uploads.ownerId, owner.id), eq(uploads.id, uploadId))
}

/** One upload of this owner; `undefined` both when it does not exist and when it is somebody else's. */
export async function findUpload(
  db: Database,
  owner: Owner,
  uploadId: string,
): Promise<UploadRow | undefined> {
  return await db.select().from(uploads).where(isUpload(owner, uploadId)).get()
}

/** The parts of an upload that are safe, in order. */
export async function listParts(db: Database, owner: Owner, uploadId: string): Promise<readonly PartRow[]> {
  return await db
    .select({ partNumber: uploadParts.partNumber, etag: uploadParts.etag })
    .from(uploadParts)
    .where(and(eq(uploadParts.ownerId, owner.id), eq(uploadParts.uploadId, uploadId)))
    .orderBy(asc(uploadParts.partNumber))
}

/** Writes an upload, and ends its object's waiting. */
export async function insertUpload(db: Database, upload: UploadRow, key: string): Promise<void> {
  await db.batch([db.insert(uploads).values(upload), pendingDelete(db, key)])
}

/** Writes that a part is safe; sent again, it replaces what was there. */
export async function writePart(
  db: Database,
  owner: Owner,
  part: PartRow & { readonly uploadId: string },
): Promise<void> {
  await db
    .insert(uploadParts)
    .values({ ...part, ownerId: owner.id })
    .onConflictDoUpdate({
      target: [uploadParts.uploadId, uploadParts.partNumber],
      set: { etag: part.etag },
    })
}

/** The statement that calls an upload completed; goes in the batch that writes what it became. */
export function uploadCompleted(db: Database, owner: Owner, uploadId: string): Statement {
  return db.update(uploads).set({ status: 'completed' }).where(isUpload(owner, uploadId))
}

/** Removes an upload with its parts, and writes down the object that is to go with it, if any. */
export async function deleteUploadRow(
  db: Database,
  upload: UploadRow,
  given: { readonly key: string; readonly nowMs: number } | undefined,
): Promise<void> {
  const removal = db.delete(uploads).where(isUpload({ id: upload.ownerId }, upload.id))
  if (given === undefined) return await removal.then(() => undefined)
  const { key, nowMs } = given
  await db.batch([removal, pendingInsert(db, { key, ownerId: upload.ownerId, createdAtMs: nowMs })])
}

/** Uploads of a status from before a moment, the oldest first. */
export async function uploadsSince(
  db: Database,
  query: { readonly status: UploadRow['status']; readonly beforeMs: number; readonly limit: number },
): Promise<readonly UploadRow[]> {
  return await db
    .select()
    .from(uploads)
    .where(and(eq(uploads.status, query.status), lt(uploads.createdAtMs, query.beforeMs)))
    .orderBy(asc(uploads.createdAtMs))
    .limit(query.limit)
}
