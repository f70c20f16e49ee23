/** Every query on photos and clips. The owner is always an argument. */
import { and, desc, eq, inArray, lt, not } from 'drizzle-orm'
import type { Condition, Database, Statement } from '../db/client.ts'
import type { PageQuery } from '../http/paging.ts'
import { type GivenUpObject, givenUpInsert, pendingDelete } from '../intake/pending.ts'
import { jobInsert } from '../jobs/enqueue.ts'
import type { Owner } from '../jobs/store.ts'
import { media } from './tables.ts'

/** A row as it is read. */
export type MediaRow = typeof media.$inferSelect

/** D1 binds at most a hundred parameters a statement; the rest of them is left to the other conditions. */
const mostParameters = 90

function isMedia(owner: Owner, mediaId: string) {
  return and(eq(media.ownerId, owner.id), eq(media.id, mediaId))
}

/** One photo or clip of this owner; `undefined` both when it does not exist and when it is somebody else's. */
export async function findMedia(db: Database, owner: Owner, mediaId: string): Promise<MediaRow | undefined> {
  return await db.select().from(media).where(isMedia(owner, mediaId)).get()
}

/** Those of the named photos and clips that are this owner's, in no order. */
export async function findManyMedia(
  db: Database,
  owner: Owner,
  mediaIds: readonly string[],
): Promise<readonly MediaRow[]> {
  const rows: MediaRow[] = []
  for (let from = 0; from < mediaIds.length; from += mostParameters) {
    const some = mediaIds.slice(from, from + mostParameters)
    rows.push(
      ...(await db
        .select()
        .from(media)
        .where(and(eq(media.ownerId, owner.id), inArray(media.id, some)))),
    )
  }
  return rows
}

/** A page of the owner's photos and clips, newest first, and one row more where there is a next page. */
export async function listMedia(
  db: Database,
  owner: Owner,
  { limit, cursor }: PageQuery,
): Promise<readonly MediaRow[]> {
  const isAfter = cursor === undefined ? undefined : lt(media.id, cursor)
  return await db
    .select()
    .from(media)
    .where(and(eq(media.ownerId, owner.id), isAfter))
    .orderBy(desc(media.id))
    .limit(limit + 1)
}

/** Writes a photo or clip and its job, and ends its object's waiting: all of it or nothing, `alongside` included. */
export async function insertMedia(
  db: Database,
  row: MediaRow,
  fileKey: string,
  alongside: readonly Statement[],
): Promise<void> {
  const job = { id: row.jobId, ownerId: row.ownerId, type: 'thumbnail', subjectId: row.id } as const
  await db.batch([
    db.insert(media).values(row),
    jobInsert(db, job, row.createdAtMs),
    pendingDelete(db, fileKey),
    ...alongside,
  ])
}

/** Writes whether the small pictures are there. */
export async function finishMedia(
  db: Database,
  owner: Owner,
  mediaId: string,
  status: MediaRow['status'],
): Promise<void> {
  await db.update(media).set({ status }).where(isMedia(owner, mediaId))
}

/**
 * Removes a photo's or clip's row, unless `isUsed` holds at that moment, and writes down that its objects are to go; answers
 * the jobs that were begun for it, or `undefined` when it did not.
 */
export async function deleteMediaRow(
  db: Database,
  row: MediaRow,
  removal: { readonly objects: readonly GivenUpObject[]; readonly nowMs: number; readonly isUsed: Condition },
): Promise<readonly string[] | undefined> {
  const isFree = and(isMedia({ id: row.ownerId }, row.id), not(removal.isUsed))
  const given = { objects: removal.objects, ownerId: row.ownerId, createdAtMs: removal.nowMs }
  const free = db.select({ id: media.id }).from(media).where(isFree)
  const [, removed] = await db.batch([
    givenUpInsert(db, given, free),
    db.delete(media).where(isFree).returning({ jobId: media.jobId, proxyJobId: media.proxyJobId }),
  ])
  const [gone] = removed
  return gone && [gone.jobId, ...(gone.proxyJobId === null ? [] : [gone.proxyJobId])]
}
