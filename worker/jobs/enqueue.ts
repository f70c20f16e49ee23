/** How a domain asks for work: the job's row in the same batch as the thing itself, then a word to the queue. */
import type { Condition, Database } from '../db/client.ts'
import { insertIf } from '../db/insert-if.ts'
import { logEvent } from '../http/log.ts'
import type { JobType } from './job.ts'
import { type JobRow, jobs } from './tables.ts'

/** A job that does not exist yet. */
export type NewJob = {
  readonly id: string
  readonly ownerId: string
  readonly type: JobType
  readonly subjectId: string
}

/** The statement that writes a job's row; goes in the batch that writes its subject, so that neither is without the other. */
export function jobInsert(db: Database, job: NewJob, nowMs: number) {
  return db.insert(jobs).values(rowOf(job, nowMs))
}

/** The statement that writes a job's row if `condition` holds at that moment, and nothing otherwise. */
export function jobInsertIf(db: Database, job: NewJob, nowMs: number, condition: Condition) {
  return insertIf(db, jobs, rowOf(job, nowMs), condition)
}

function rowOf(job: NewJob, nowMs: number): JobRow {
  return {
    ...job,
    status: 'queued',
    progress: 0,
    stage: 'waiting for its turn',
    attempts: 0,
    error: null,
    taskId: null,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    startedAtMs: null,
    finishedAtMs: null,
  }
}

/**
 * Tells the queue that a job waits. Never refuses: the row is the truth, and the sweeper sends again what the queue
 * did not take.
 */
export async function wakeJob(queue: Queue<{ jobId: string }>, jobId: string): Promise<void> {
  try {
    await queue.send({ jobId })
  } catch (error) {
    logEvent('job-wake-lost', { jobId, error: String(error) })
  }
}
