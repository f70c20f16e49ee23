/** Every query on shares. */
import { and, count, desc, eq, exists, isNotNull, lt, type SQL, sql } from 'drizzle-orm'
import type { Condition, Database, Statement } from '../db/client.ts'
import type { PageQuery } from '../http/paging.ts'
import { pendingObjects } from '../intake/tables.ts'
import type { Owner } from '../jobs/store.ts'
import { shares } from './tables.ts'

/** A share as it is read. */
export type ShareRow = typeof shares.$inferSelect

/** What of a share its owner may change at any time. */
export type ShareChange = Partial<
  Pick<ShareRow, 'visibility' | 'passwordHash' | 'expiresAtMs' | 'allowsDownload' | 'renderId' | 'isOn'>
>

/** A picture in storage that stands for a video. */
export type Poster = { readonly key: string; readonly widthPixels: number; readonly heightPixels: number }

function isShare(owner: Owner, videoId: string, shareId: string): SQL | undefined {
  return and(eq(shares.ownerId, owner.id), eq(shares.videoId, videoId), eq(shares.id, shareId))
}

function isOfVideo(owner: Owner, videoId: string): SQL | undefined {
  return and(eq(shares.ownerId, owner.id), eq(shares.videoId, videoId))
}

/** Writes a share while `isVideo` holds; answers whether it did. */
export async function insertShare(db: Database, row: ShareRow, isVideo: Condition): Promise<boolean> {
  try {
    // Where the video is gone this is null, which the table does not take.
    await db.insert(shares).values({ ...row, videoId: sql`case when ${isVideo} then ${row.videoId} end` })
    return true
  } catch (error) {
    const cause = String(error instanceof Error ? (error.cause ?? error) : error)
    if (cause.includes('NOT NULL constraint failed: shares.video_id')) return false
    throw error
  }
}

/** How many shares a video of this account has. */
export async function countShares(db: Database, owner: Owner, videoId: string): Promise<number> {
  const row = await db.select({ count: count() }).from(shares).where(isOfVideo(owner, videoId)).get()
  return row?.count ?? 0
}

/** Shares of one video of this account, newest first; one more than the limit. */
export async function listShares(
  db: Database,
  owner: Owner,
  videoId: string,
  page: PageQuery,
): Promise<ShareRow[]> {
  const before = page.cursor === undefined ? undefined : lt(shares.id, page.cursor)
  return await db
    .select()
    .from(shares)
    .where(and(isOfVideo(owner, videoId), before))
    .orderBy(desc(shares.id))
    .limit(page.limit + 1)
}

/** One share of one video of this account. */
export async function findShare(
  db: Database,
  owner: Owner,
  videoId: string,
  shareId: string,
): Promise<ShareRow | undefined> {
  return await db
    .select()
    .from(shares)
    .where(isShare(owner, videoId, shareId))
    .get()
}

/** The share of a link, whoever asks: having the link is what allows it. */
export async function findShareBySlug(db: Database, slug: string): Promise<ShareRow | undefined> {
  return await db.select().from(shares).where(eq(shares.slug, slug)).get()
}

/** Changes a share of this account, and answers it as it is then. */
export async function updateShare(
  db: Database,
  owner: Owner,
  row: Pick<ShareRow, 'id' | 'videoId'>,
  change: ShareChange,
): Promise<ShareRow | undefined> {
  const isIt = isShare(owner, row.videoId, row.id)
  const [changed] = await db.update(shares).set(change).where(isIt).returning()
  return changed
}

/**
 * Gives a share another picture, or its video's own, and writes down that the one it had is to go. Answers the share, or
 * `undefined` when it is gone: then the new picture still waits for its owner.
 */
export async function updatePoster(
  db: Database,
  owner: Owner,
  row: Pick<ShareRow, 'id' | 'videoId' | 'posterKey'>,
  change: { readonly poster: Poster | undefined; readonly nowMs: number },
): Promise<ShareRow | undefined> {
  const { poster, nowMs } = change
  const isIt = isShare(owner, row.videoId, row.id)
  const posterKey = poster?.key ?? null
  const sameAgain = posterKey === null ? undefined : sql`${shares.posterKey} is not ${posterKey}`
  const isTaken = exists(
    db
      .select({ id: shares.id })
      .from(shares)
      .where(and(isIt, eq(shares.posterKey, posterKey ?? ''))),
  )
  const [, changed] = await db.batch([
    postersGivenUp(db, and(isIt, sameAgain), nowMs),
    db
      .update(shares)
      .set({
        posterKey,
        posterWidthPixels: poster?.widthPixels ?? null,
        posterHeightPixels: poster?.heightPixels ?? null,
      })
      .where(isIt)
      .returning(),
    db.delete(pendingObjects).where(and(eq(pendingObjects.key, posterKey ?? ''), isTaken)),
  ])
  return changed[0]
}

/** Removes a share of this account; its picture is written down as one to go. */
export async function deleteShare(db: Database, row: ShareRow, nowMs: number): Promise<void> {
  const isIt = isShare({ id: row.ownerId }, row.videoId, row.id)
  await db.batch([postersGivenUp(db, isIt, nowMs), db.delete(shares).where(isIt)])
}

/** The statements that take a video's shares along with it. */
export function sharesDelete(
  db: Database,
  owner: Owner,
  videoId: string,
  nowMs: number,
): readonly Statement[] {
  const isIt = isOfVideo(owner, videoId)
  return [postersGivenUp(db, isIt, nowMs), db.delete(shares).where(isIt)]
}

/** Counts one more view. */
export async function countView(db: Database, slug: string): Promise<void> {
  await db
    .update(shares)
    .set({ views: sql`${shares.views} + 1` })
    .where(eq(shares.slug, slug))
}

/** Writes down the pictures of shares as objects to go; in the batch that lets go of them, before that. */
function postersGivenUp(db: Database, which: SQL | undefined, nowMs: number) {
  const given = db
    .select({
      key: sql`${shares.posterKey}`.as('key'),
      ownerId: sql`${shares.ownerId}`.as('owner_id'),
      storageUploadId: sql`null`.as('storage_upload_id'),
      createdAtMs: sql`${nowMs}`.as('created_at_ms'),
    })
    .from(shares)
    .where(and(which, isNotNull(shares.posterKey)))
  return db.insert(pendingObjects).select(given).onConflictDoNothing()
}
