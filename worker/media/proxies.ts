/** When clips get their proxies: a few at a time, after what people wait for, whether they came a moment or years ago. */
import type { Database } from '../db/client.ts'
import { Refusal } from '../http/refusal.ts'
import type { JobContext } from '../jobs/handler.ts'
import { findJob, type Owner } from '../jobs/store.ts'
import { getMedia, keysOfMedia } from './media.ts'
import { beginProxy, clipsWaiting } from './proxy-store.ts'

/** Proxies in the making at once, of everybody's clips. The end of one begins the next. */
const mostUnderWay = 6

/** A clip is tried again after a failure, which may have been ours, and after so many of them left alone. */
const mostTries = 3
const againAfterMs = 6 * 3_600_000

/**
 * Begins the jobs of clips that wait for a proxy, as many as there are places for, and answers how many. May be asked by
 * many at once and any number of times; `ending` is the job whose end asks.
 */
export async function beginProxies(
  { db, nowMs, wake }: Pick<JobContext, 'db' | 'nowMs' | 'wake'>,
  ending = '',
): Promise<number> {
  const query = { mostTries, failedBeforeMs: nowMs - againAfterMs, limit: mostUnderWay }
  let begun = 0
  for (const clip of await clipsWaiting(db, query)) {
    const jobId = await beginProxy(db, clip, { nowMs, most: mostUnderWay, ending })
    if (jobId === undefined) break
    await wake(jobId)
    begun += 1
  }
  return begun
}

/** Where a clip's proxy lies. Refuses with what to do instead while there is none, and for a photo. */
export async function getProxyKey(db: Database, owner: Owner, mediaId: string): Promise<string> {
  const { kind, proxy, proxyJobId, ownerId, id } = await getMedia(db, owner, mediaId)
  if (kind === 'photo')
    throw new Refusal('not-found', 'Only clips have a proxy, and this is a photo. Read its small pictures.')
  if (proxy !== null) return keysOfMedia(ownerId, id).proxy
  const job = proxyJobId === null ? undefined : await findJob(db, owner, proxyJobId)
  const state =
    job?.status === 'failed' || job?.status === 'cancelled' ? 'could not be made' : 'is not there yet'
  throw new Refusal('not-ready', `The proxy of this clip ${state}. Play the file itself meanwhile.`)
}
