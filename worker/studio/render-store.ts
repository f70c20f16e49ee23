/** Every query on renders. */
import { and, desc, eq, exists, inArray, isNotNull, lt, notInArray, sql } from 'drizzle-orm'
import type { TaskResult } from '#core/work/report.ts'
import type { Database } from '../db/client.ts'
import type { PageQuery } from '../http/paging.ts'
import { jobInsert } from '../jobs/enqueue.ts'
import type { JobStatus } from '../jobs/job.ts'
import type { Owner } from '../jobs/store.ts'
import { jobs } from '../jobs/tables.ts'
import { renders, videos } from './tables.ts'

const open: JobStatus[] = ['queued', 'running']

/** A render as it is read, with how its job stands. */
export type RenderRow = typeof renders.$inferSelect & { readonly status: typeof jobs.$inferSelect.status }

/** One render of one video of this account. */
export async function findRender(
  db: Database,
  owner: Owner,
  videoId: string,
  renderId: string,
): Promise<RenderRow | undefined> {
  const row = await rendersWithJob(db)
    .where(and(eq(renders.ownerId, owner.id), eq(renders.videoId, videoId), eq(renders.id, renderId)))
    .get()
  return row === undefined ? undefined : { ...row.render, status: row.status }
}

/** Renders of one video of this account, newest first; one more than the limit. */
export async function listRenders(
  db: Database,
  owner: Owner,
  videoId: string,
  page: PageQuery,
): Promise<RenderRow[]> {
  const before = page.cursor === undefined ? undefined : lt(renders.id, page.cursor)
  const rows = await rendersWithJob(db)
    .where(and(eq(renders.ownerId, owner.id), eq(renders.videoId, videoId), before))
    .orderBy(desc(renders.id))
    .limit(page.limit + 1)
  return rows.map(({ render, status }) => ({ ...render, status }))
}

/** The newest renders of one video of this account that succeeded. */
export async function findFinishedRenders(
  db: Database,
  owner: Owner,
  videoId: string,
  limit: number,
): Promise<RenderRow[]> {
  const rows = await rendersWithJob(db)
    .where(and(eq(renders.ownerId, owner.id), eq(renders.videoId, videoId), eq(jobs.status, 'succeeded')))
    .orderBy(desc(renders.id))
    .limit(limit)
  return rows.map(({ render, status }) => ({ ...render, status }))
}

/** The render that is under way for a key, if any. */
export async function findActiveRender(
  db: Database,
  owner: Owner,
  activeKey: string,
): Promise<RenderRow | undefined> {
  return await findRenderOfKey(db, owner, { activeKey, statuses: open })
}

/** The render for a key that is under way or has made its file, if any. */
export async function findUsefulRender(
  db: Database,
  owner: Owner,
  activeKey: string,
): Promise<RenderRow | undefined> {
  return await findRenderOfKey(db, owner, { activeKey, statuses: [...open, 'succeeded'] })
}

async function findRenderOfKey(
  db: Database,
  owner: Owner,
  { activeKey, statuses }: { readonly activeKey: string; readonly statuses: readonly JobStatus[] },
): Promise<RenderRow | undefined> {
  const isOfKey = and(eq(renders.ownerId, owner.id), eq(renders.activeKey, activeKey))
  const row = await rendersWithJob(db)
    .where(and(isOfKey, inArray(jobs.status, [...statuses])))
    .get()
  return row === undefined ? undefined : { ...row.render, status: row.status }
}

/** Renders of the same video that were ordered before this one, also with others, and have not ended. */
export async function listEarlierOrdered(
  db: Database,
  owner: Owner,
  { id, videoId }: Pick<RenderRow, 'id' | 'videoId'>,
): Promise<RenderRow[]> {
  const isEarlier = and(eq(renders.videoId, videoId), isNotNull(renders.orderId), lt(renders.id, id))
  const rows = await rendersWithJob(db).where(
    and(eq(renders.ownerId, owner.id), isEarlier, inArray(jobs.status, open)),
  )
  return rows.map(({ render, status }) => ({ ...render, status }))
}

function rendersWithJob(db: Database) {
  return db
    .select({ render: renders, status: jobs.status })
    .from(renders)
    .innerJoin(jobs, eq(jobs.id, renders.jobId))
    .$dynamic()
}

/** What a new render says. */
export type NewRenderRow = Pick<
  typeof renders.$inferSelect,
  | 'id'
  | 'ownerId'
  | 'videoId'
  | 'jobId'
  | 'preset'
  | 'loudness'
  | 'aspect'
  | 'variant'
  | 'rangeStartFrame'
  | 'rangeLengthFrames'
  | 'orderId'
  | 'timelineHash'
  | 'createdAtMs'
> & { readonly activeKey: string }

/**
 * Writes a render and its job as one. Answers false, having written nothing, when another one of the same key is
 * under way, or when its video was deleted meanwhile: of two requests at the same moment, the database lets one through.
 */
export async function insertRender(db: Database, row: NewRenderRow): Promise<boolean> {
  const ended = db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.id, renders.jobId), notInArray(jobs.status, ['queued', 'running'])))
  const { id, ownerId, videoId, jobId, activeKey, createdAtMs } = row
  const isVideo = and(eq(videos.ownerId, ownerId), eq(videos.id, videoId))
  // Where the video is gone this is null, which the table does not take, and nothing of the batch is written.
  const idOfVideo = db.select({ id: videos.id }).from(videos).where(isVideo)
  try {
    await db.batch([
      db
        .update(renders)
        .set({ activeKey: null })
        .where(and(eq(renders.ownerId, ownerId), eq(renders.activeKey, activeKey), exists(ended))),
      db.insert(renders).values({ ...row, videoId: sql`${idOfVideo}` }),
      jobInsert(db, { id: jobId, ownerId, type: 'render', subjectId: id }, createdAtMs),
      // A stretch or an audiogram is not what stands for a video in a list.
      ...(row.rangeStartFrame === null && row.variant === 'plain'
        ? [db.update(videos).set({ latestRenderId: id }).where(isVideo)]
        : []),
    ])
    return true
  } catch (error) {
    const cause = String(error instanceof Error ? (error.cause ?? error) : error)
    if (/(UNIQUE|NOT NULL) constraint failed: renders\./.test(cause)) return false
    throw error
  }
}

/** A render for the job that makes it. */
export async function findRenderToRun(db: Database, owner: Owner, renderId: string) {
  return await db
    .select()
    .from(renders)
    .where(and(eq(renders.ownerId, owner.id), eq(renders.id, renderId)))
    .get()
}

/** Notes the upload a render is sent to, or that there is none any more; answers whether the render is still there. */
export async function writeUpload(
  db: Database,
  owner: Owner,
  renderId: string,
  uploadId: string | null,
): Promise<boolean> {
  const rows = await db
    .update(renders)
    .set({ uploadId })
    .where(and(eq(renders.ownerId, owner.id), eq(renders.id, renderId)))
    .returning({ id: renders.id })
  return rows.length > 0
}

/** Writes what a render came to; answers whether the render is still there. */
export async function writeResult(
  db: Database,
  owner: Owner,
  renderId: string,
  result: Extract<TaskResult, { kind: 'render' }>,
): Promise<boolean> {
  const { proof, videoBytes, segmentsReused, segmentsEncoded } = result
  const rows = await db
    .update(renders)
    .set({
      uploadId: null,
      proofFrames: proof.frames,
      proofMaxCutErrorFrames: proof.maxCutErrorFrames,
      proofLufs: proof.lufs,
      proofTruePeak: proof.truePeak,
      videoBytes,
      segmentsReused,
      segmentsEncoded,
    })
    .where(and(eq(renders.ownerId, owner.id), eq(renders.id, renderId)))
    .returning({ id: renders.id })
  return rows.length > 0
}
