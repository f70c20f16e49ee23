/** Every query on proxies of clips. */
import { and, desc, eq, exists, isNull, lt, ne, or, sql } from 'drizzle-orm'
import type { ClipProxy } from '#core/media/clip-proxy.ts'
import type { Database } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import { jobInsertIf } from '../jobs/enqueue.ts'
import { fewerUnderWay, type Owner } from '../jobs/store.ts'
import { jobs } from '../jobs/tables.ts'
import type { MediaRow } from './store.ts'
import { media } from './tables.ts'

/** A clip that has no proxy, and the job that failed to make it, if one did. */
export type WaitingClip = Pick<MediaRow, 'id' | 'ownerId' | 'proxyJobId'>

/**
 * Clips of all owners that wait for a proxy, the newest first: their small pictures are done with, and no job was begun, or
 * the last one failed before `failedBeforeMs` and was not the last try.
 */
export async function clipsWaiting(
  db: Database,
  query: { readonly mostTries: number; readonly failedBeforeMs: number; readonly limit: number },
): Promise<readonly WaitingClip[]> {
  const isLongFailed = and(eq(jobs.status, 'failed'), lt(jobs.finishedAtMs, query.failedBeforeMs))
  return await db
    .select({ id: media.id, ownerId: media.ownerId, proxyJobId: media.proxyJobId })
    .from(media)
    .leftJoin(jobs, eq(jobs.id, media.proxyJobId))
    .where(
      and(
        // In the words of the index, which is not used for a kind that comes as a parameter.
        sql`${media.kind} = 'clip' and ${media.proxy} is null`,
        ne(media.status, 'preparing'),
        lt(media.proxyTries, query.mostTries),
        or(isNull(media.proxyJobId), isLongFailed),
      ),
    )
    .orderBy(desc(media.id))
    .limit(query.limit)
}

/**
 * Writes the job that makes a clip's proxy, and answers its id. Writes nothing and answers `undefined` when another was
 * begun meanwhile, or when as many as `most` are under way, the one that is `ending` left aside.
 */
export async function beginProxy(
  db: Database,
  clip: WaitingClip,
  { nowMs, most, ending }: { readonly nowMs: number; readonly most: number; readonly ending: string },
): Promise<string | undefined> {
  const { id, ownerId, proxyJobId } = clip
  const job = { id: newId('job', nowMs), ownerId, type: 'proxy', subjectId: id } as const
  const isClip = and(eq(media.ownerId, ownerId), eq(media.id, id))
  const isWaiting = and(isClip, sql`${media.proxyJobId} is ${proxyJobId}`)
  const taken = db
    .select({ id: media.id })
    .from(media)
    .where(and(isClip, eq(media.proxyJobId, job.id)))
  const [begun] = await db.batch([
    db
      .update(media)
      .set({ proxyJobId: job.id, proxyTries: sql`${media.proxyTries} + 1` })
      .where(and(isWaiting, fewerUnderWay(db, 'proxy', { than: most, ending })))
      .returning({ id: media.id }),
    jobInsertIf(db, job, nowMs, exists(taken)),
  ])
  return begun.length > 0 ? job.id : undefined
}

/** Writes what a clip's proxy came to. */
export async function writeProxy(
  db: Database,
  owner: Owner,
  mediaId: string,
  proxy: ClipProxy,
): Promise<void> {
  await db
    .update(media)
    .set({ proxy })
    .where(and(eq(media.ownerId, owner.id), eq(media.id, mediaId)))
}
