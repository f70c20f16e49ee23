/** Every query on jobs. */
import { and, asc, count, eq, inArray, lt, ne, sql } from 'drizzle-orm'
import type { Condition, Database } from '../db/client.ts'
import type { Account } from '../http/context.ts'
import { isFinal, type Job, type JobStatus, type JobType } from './job.ts'
import { type JobRow, jobs } from './tables.ts'

/** Whose rows a query may see. */
export type Owner = Pick<Account, 'id'>

const open = ['queued', 'running'] as const satisfies readonly JobStatus[]

/** One job of this account; `undefined` both when it does not exist and when it is somebody else's. */
export async function findJob(db: Database, account: Owner, jobId: string): Promise<JobRow | undefined> {
  return await db
    .select()
    .from(jobs)
    .where(and(eq(jobs.ownerId, account.id), eq(jobs.id, jobId)))
    .get()
}

/** A job for the machinery that runs it; whoever it belongs to was checked when it was made. */
export async function findJobToRun(db: Database, jobId: string): Promise<JobRow | undefined> {
  return await db.select().from(jobs).where(eq(jobs.id, jobId)).get()
}

/**
 * Writes how a job stands. A row that says how the job ended stays as it is, so that a late echo of a step changes
 * nothing.
 */
export async function writeJob(
  db: Database,
  job: Job,
  facts: { readonly taskId: string | null; readonly nowMs: number },
): Promise<void> {
  const { id, status, progress, stage, attempts, error } = job
  await db
    .update(jobs)
    .set({
      status,
      progress,
      stage,
      attempts,
      error,
      taskId: facts.taskId,
      updatedAtMs: facts.nowMs,
      ...(status === 'queued' ? {} : { startedAtMs: sql`coalesce(${jobs.startedAtMs}, ${facts.nowMs})` }),
      ...(isFinal(status) ? { finishedAtMs: facts.nowMs } : {}),
    })
    .where(and(eq(jobs.id, id), inArray(jobs.status, open)))
}

/** The jobs of a status that nobody has said anything about since a moment, the longest silent first. */
export async function silentJobs(
  db: Database,
  query: { readonly status: 'queued' | 'running'; readonly sinceMs: number; readonly limit: number },
): Promise<readonly { readonly id: string }[]> {
  return await db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.status, query.status), lt(jobs.updatedAtMs, query.sinceMs)))
    .orderBy(asc(jobs.updatedAtMs))
    .limit(query.limit)
}

/**
 * Whether fewer jobs of a type than `than` are queued or running, as a condition of another statement. `ending` is not
 * counted: a job whose end is being written down.
 */
export function fewerUnderWay(
  db: Database,
  type: JobType,
  bound: { readonly than: number; readonly ending: string },
): Condition {
  const others = and(eq(jobs.type, type), inArray(jobs.status, open), ne(jobs.id, bound.ending))
  const underWay = db.select({ count: count() }).from(jobs).where(others)
  return sql`${underWay} < ${bound.than}`
}

/** Puts a job at the end of the sweeper's line, so that the next sweep looks at others first. */
export async function touchJobs(db: Database, jobIds: readonly string[], nowMs: number): Promise<void> {
  await db.update(jobs).set({ updatedAtMs: nowMs }).where(inArray(jobs.id, jobIds))
}

/** A row as everybody sees it. */
export function jobOf(row: JobRow): Job {
  const { id, type, status, progress, stage, attempts, error } = row
  return { id, type, status, progress, stage, attempts, error }
}
