/** Every query on videos and the versions of their timelines. */
import { and, desc, eq, exists, inArray, lt, not, type SQLWrapper, sql } from 'drizzle-orm'
import type { Condition, Database, Statement } from '../db/client.ts'
import type { PageQuery } from '../http/paging.ts'
import { type GivenUpObject, givenUpInsert, pendingDelete } from '../intake/pending.ts'
import type { Owner } from '../jobs/store.ts'
import { jobs } from '../jobs/tables.ts'
import type { RenderRow } from './render-store.ts'
import { fileOrders, renders, timelines, videos } from './tables.ts'

/** A video as it is read. */
export type VideoRow = typeof videos.$inferSelect

/** Writes a new video with the first version of its timeline, whose object under `timelineKey` then has an owner. */
export async function insertVideo(
  db: Database,
  video: Omit<VideoRow, 'latestRenderId'>,
  timelineKey: string,
): Promise<void> {
  const { id, ownerId, timelineHash, createdAtMs } = video
  await db.batch([
    db.insert(timelines).values({ videoId: id, ownerId, hash: timelineHash, usedAtMs: createdAtMs }),
    db.insert(videos).values(video),
    pendingDelete(db, timelineKey),
  ])
}

/** One video of this account and its latest render; `undefined` when it is not there, or not theirs. */
export async function findVideo(db: Database, owner: Owner, videoId: string) {
  const row = await videosWithRender(db)
    .where(and(eq(videos.ownerId, owner.id), eq(videos.id, videoId)))
    .get()
  return row === undefined ? undefined : withLatest(row)
}

/** Videos of this account with their latest renders, newest first; one more than the limit. */
export async function listVideos(db: Database, owner: Owner, page: PageQuery) {
  const before = page.cursor === undefined ? undefined : lt(videos.id, page.cursor)
  const rows = await videosWithRender(db)
    .where(and(eq(videos.ownerId, owner.id), before))
    .orderBy(desc(videos.id))
    .limit(page.limit + 1)
  return rows.map(withLatest)
}

function videosWithRender(db: Database) {
  return db
    .select({ video: videos, render: renders, status: jobs.status })
    .from(videos)
    .leftJoin(renders, eq(renders.id, videos.latestRenderId))
    .leftJoin(jobs, eq(jobs.id, renders.jobId))
    .$dynamic()
}

function withLatest(row: {
  readonly video: VideoRow
  readonly render: typeof renders.$inferSelect | null
  readonly status: RenderRow['status'] | null
}) {
  const { video, render, status } = row
  return { video, latest: render === null || status === null ? null : { ...render, status } }
}

/** Gives a video of this account another title; changes nothing when it is not there, or not theirs. */
export async function renameVideo(db: Database, owner: Owner, videoId: string, title: string): Promise<void> {
  await db
    .update(videos)
    .set({ title })
    .where(and(eq(videos.ownerId, owner.id), eq(videos.id, videoId)))
}

/** Holds while a video is there and of this account. */
export function hasVideo(db: Database, owner: Owner, videoId: string): Condition {
  const isIt = and(eq(videos.ownerId, owner.id), eq(videos.id, videoId))
  return exists(db.select({ id: videos.id }).from(videos).where(isIt))
}

/** Holds while there is a video of this id, whoever's it is. */
export function isVideo(db: Database, videoId: SQLWrapper): Condition {
  return exists(db.select({ id: videos.id }).from(videos).where(eq(videos.id, videoId)))
}

/** Holds while a song of this account is heard in one of their videos. */
export function hasVideoOfSong(db: Database, owner: Owner, songId: string): Condition {
  const isOfSong = and(eq(videos.ownerId, owner.id), eq(videos.songId, songId))
  return exists(db.select({ id: videos.id }).from(videos).where(isOfSong))
}

/** Holds while a photo or clip of this account may be seen in one of their videos. */
export function hasVideoOfMedia(db: Database, owner: Owner, mediaId: string): Condition {
  const named = sql`exists (select 1 from json_each(${videos.mediaIds}) where value = ${mediaId})`
  return exists(
    db
      .select({ id: videos.id })
      .from(videos)
      .where(and(eq(videos.ownerId, owner.id), named)),
  )
}

/**
 * Whether a version of a video's timeline is in storage already: an undo goes back to one. If so it counts as used now, and
 * the sweep leaves it alone for the edit that asked.
 */
export async function useTimeline(
  db: Database,
  owner: Owner,
  version: { readonly videoId: string; readonly hash: string; readonly nowMs: number },
): Promise<boolean> {
  return (await timelineUsed(db, owner, version)).length > 0
}

function timelineUsed(
  db: Database,
  owner: Owner,
  { videoId, hash, nowMs }: { readonly videoId: string; readonly hash: string; readonly nowMs: number },
) {
  return db
    .update(timelines)
    .set({ usedAtMs: nowMs })
    .where(and(eq(timelines.ownerId, owner.id), eq(timelines.videoId, videoId), eq(timelines.hash, hash)))
    .returning({ hash: timelines.hash })
}

/** Versions that one sweep removes. */
const mostSwept = 500

/**
 * Takes versions out of the table that nobody used since a moment, that no video shows and no render was made of, and
 * answers whose objects are free to go.
 */
export async function takeOldTimelines(db: Database, sinceMs: number) {
  const shown = db
    .select({ id: videos.id })
    .from(videos)
    .where(and(eq(videos.id, timelines.videoId), eq(videos.timelineHash, timelines.hash)))
  const rendered = db
    .select({ id: renders.id })
    .from(renders)
    .where(and(eq(renders.videoId, timelines.videoId), eq(renders.timelineHash, timelines.hash)))
  const old = db
    .select({ id: sql`rowid` })
    .from(timelines)
    .where(and(lt(timelines.usedAtMs, sinceMs), not(exists(shown)), not(exists(rendered))))
    .limit(mostSwept)
  return await db
    .delete(timelines)
    .where(inArray(sql`rowid`, old))
    .returning({ ownerId: timelines.ownerId, videoId: timelines.videoId, hash: timelines.hash })
}

/** Which version of its timeline a video is to show, and which one it must show until now. */
export type Swap = {
  readonly videoId: string
  readonly fromHash: string
  readonly to: Pick<VideoRow, 'timelineHash' | 'aspect' | 'style' | 'seed' | 'durationMs' | 'mediaIds'>
  readonly timelineKey: string
  readonly nowMs: number
}

/**
 * Points a video at another version of its timeline, if it still points at `fromHash`; answers whether it did. The
 * version is noted either way: its object is in storage.
 */
export async function swapTimeline(db: Database, owner: Owner, swap: Swap): Promise<boolean> {
  const { videoId, fromHash, to, timelineKey, nowMs } = swap
  const version = { videoId, ownerId: owner.id, hash: to.timelineHash, usedAtMs: nowMs }
  const [, , , swapped] = await db.batch([
    db.insert(timelines).values(version).onConflictDoNothing(),
    // A render that read the video a moment ago still needs the version that it showed.
    timelineUsed(db, owner, { videoId, hash: fromHash, nowMs }),
    pendingDelete(db, timelineKey),
    db
      .update(videos)
      .set(to)
      .where(and(eq(videos.ownerId, owner.id), eq(videos.id, videoId), eq(videos.timelineHash, fromHash)))
      .returning({ id: videos.id }),
  ])
  return swapped.length > 0
}

/** Everything a video has in storage or under way. */
export async function listVideoObjects(db: Database, owner: Owner, videoId: string) {
  const [versions, made] = await db.batch([
    db
      .select({ hash: timelines.hash })
      .from(timelines)
      .where(and(eq(timelines.ownerId, owner.id), eq(timelines.videoId, videoId))),
    db
      .select({ id: renders.id, jobId: renders.jobId, uploadId: renders.uploadId, status: jobs.status })
      .from(renders)
      .innerJoin(jobs, eq(jobs.id, renders.jobId))
      .where(and(eq(renders.ownerId, owner.id), eq(renders.videoId, videoId))),
  ])
  return { hashes: versions.map(({ hash }) => hash), renders: made }
}

/** Removes a video with its renders and versions, and writes down that their objects are to go. */
export async function deleteVideoRows(
  db: Database,
  owner: Owner,
  removal: {
    readonly videoId: string
    readonly objects: readonly GivenUpObject[]
    readonly nowMs: number
    /** What other domains have of the video, and let go of in the same batch. */
    readonly alongside: readonly Statement[]
  },
): Promise<void> {
  const { videoId, objects, nowMs, alongside } = removal
  const isVideo = and(eq(videos.ownerId, owner.id), eq(videos.id, videoId))
  const given = { objects, ownerId: owner.id, createdAtMs: nowMs }
  await db.batch([
    givenUpInsert(db, given, db.select({ id: videos.id }).from(videos).where(isVideo)),
    db.delete(videos).where(isVideo),
    db.delete(renders).where(and(eq(renders.ownerId, owner.id), eq(renders.videoId, videoId))),
    db.delete(timelines).where(and(eq(timelines.ownerId, owner.id), eq(timelines.videoId, videoId))),
    ...alongside,
    db.delete(fileOrders).where(and(eq(fileOrders.ownerId, owner.id), eq(fileOrders.videoId, videoId))),
  ])
}
