/** Finds jobs that nobody works on any more, and wakes them again: what a lost queue message cannot do. */
import type { Database } from '../db/client.ts'
import type { Bindings } from '../env.ts'
import { logEvent } from '../http/log.ts'
import { silentJobs, touchJobs } from './store.ts'

/** A queued job should have been taken up within this. */
const queuedSilentMs = 30_000
/** A running one says that it is alive every minute, and waits at most a minute and a half between attempts. */
const runningSilentMs = 180_000
/** Jobs of each status that one sweep wakes; a queue takes a hundred messages at once. */
const atMost = 45

/**
 * Sends silent jobs to the queue again, the longest silent first, and answers how many. A runner that is alive after
 * all ignores being woken.
 */
export async function sweepJobs(db: Database, bindings: Bindings, nowMs: number): Promise<number> {
  const [queued, running] = await Promise.all([
    silentJobs(db, { status: 'queued', sinceMs: nowMs - queuedSilentMs, limit: atMost }),
    silentJobs(db, { status: 'running', sinceMs: nowMs - runningSilentMs, limit: atMost }),
  ])
  const jobIds = [...queued, ...running].map(({ id }) => id)
  if (jobIds.length === 0) return 0
  await bindings.JOB_QUEUE.sendBatch(jobIds.map((jobId) => ({ body: { jobId } })))
  await touchJobs(db, jobIds, nowMs)
  logEvent('jobs-woken-again', { count: jobIds.length })
  return jobIds.length
}
