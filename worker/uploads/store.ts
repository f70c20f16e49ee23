/** Every query on uploads in parts. */
import { and, asc, eq, lt, sql } from 'drizzle-orm'
import type { Database, Statement } from '../db/client.ts'
import { givenUpInsert, pendingDelete } from '../intake/pending.ts'
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

/**
 * The statement that calls an upload completed; goes in the batch that writes what it became. An update would pass
 * unseen when the upload was given up meanwhile. This is an insert that meets the row: where there is none its owner
 * is not known, which the table does not take, and nothing of the batch is written.
 */
export function uploadCompleted(db: Database, owner: Owner, upload: UploadRow): Statement {
  const ownerOfRow = db.select({ ownerId: uploads.ownerId }).from(uploads).where(isUpload(owner, upload.id))
  return db
    .insert(uploads)
    .values({ ...upload, ownerId: sql`${ownerOfRow}`, status: 'completed' })
    .onConflictDoUpdate({ target: uploads.id, set: { status: 'completed' } })
}

/**
 * Removes an upload that is open, with its parts, and writes down that its object is to go; answers whether it did.
 * One that was completed meanwhile stays, and so does the file, which is a song's or a picture's now.
 */
export async function deleteOpenUpload(
  db: Database,
  upload: UploadRow,
  object: { readonly key: string; readonly nowMs: number },
): Promise<boolean> {
  const isOpen = and(isUpload({ id: upload.ownerId }, upload.id), eq(uploads.status, 'open'))
  const { ownerId, storageUploadId } = upload
  const given = { objects: [{ key: object.key, storageUploadId }], ownerId, createdAtMs: object.nowMs }
  const open = db.select({ id: uploads.id }).from(uploads).where(isOpen)
  const [, removed] = await db.batch([
    givenUpInsert(db, given, open),
    db.delete(uploads).where(isOpen).returning({ id: uploads.id }),
  ])
  return removed.length > 0
}

/** Forgets an upload that was completed. What it became stays. */
export async function deleteCompletedUpload(db: Database, upload: UploadRow): Promise<void> {
  const isCompleted = and(isUpload({ id: upload.ownerId }, upload.id), eq(uploads.status, 'completed'))
  await db.delete(uploads).where(isCompleted)
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
