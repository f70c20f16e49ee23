/** What a domain says about its kind of job: the order to give, or who else does the work, and what becomes of the result. */
import type { Order } from '#core/work/order.ts'
import type { StoredSegment, TaskResult } from '#core/work/report.ts'
import type { Database } from '../db/client.ts'
import type { Settings, WorkersAi } from '../env.ts'
import type { MediaStore } from '../storage/media-store.ts'
import type { Composer } from './composer.ts'
import type { JobType } from './job.ts'
import type { JobRow } from './tables.ts'
import type { Work } from './work.ts'

/** What a handler works with. */
export type JobContext = {
  readonly db: Database
  readonly store: MediaStore
  readonly settings: Settings
  readonly composer: Composer
  /** Workers AI, where it is bound. */
  readonly ai: WorkersAi | undefined
  readonly nowMs: number
  /** Tells the queue that another job waits, whose row was written. Never refuses. */
  wake(jobId: string): Promise<void>
}

/** Pieces that reached storage since they were last told. */
export type StoredPieces = {
  readonly segments: readonly StoredSegment[]
  readonly audioHash: string | undefined
}

/** What any kind of job may say before it is begun. */
interface Waiting {
  /** Whether the job is to wait for others, and be asked again in a moment; without it, it never is. */
  mustWait?(job: JobRow, context: JobContext): Promise<boolean>
}

/**
 * One kind of job that the media service works on. Every method may run twice, with one result: a step that was interrupted is done again. A
 * `Refusal` thrown by `order` or `succeeded` fails the job with its sentence; any other error is tried again.
 */
export interface JobHandler extends Waiting {
  /** The order for the next attempt. */
  order(job: JobRow, context: JobContext): Promise<Order>
  /** Writes down pieces that a later attempt, or a later render, need not make again. */
  segmentsStored?(job: JobRow, pieces: StoredPieces, context: JobContext): Promise<void>
  /** Makes the result visible. The job is called succeeded after this, not before. */
  succeeded(job: JobRow, result: TaskResult, context: JobContext): Promise<void>
  /** Clears away what a failed or cancelled job left; the job's row says so already. */
  failed?(job: JobRow, reason: string, context: JobContext): Promise<void>
}

/**
 * One kind of job whose work somebody else does: what the result is, the handler knows itself. For the rest, the same
 * holds as of a `JobHandler`.
 */
export interface OwnWorkHandler extends Waiting {
  /** Who works on it, opened for one step of one job. */
  work(job: JobRow, context: JobContext): Promise<Work>
  /** Brings the result in and makes it visible. The job is called succeeded after this, not before. */
  succeeded(job: JobRow, context: JobContext): Promise<void>
  /** Clears away what a failed or cancelled job left; the job's row says so already. */
  failed(job: JobRow, reason: string, context: JobContext): Promise<void>
}

/** A handler for every kind of job. */
export type JobHandlers = Readonly<Record<JobType, JobHandler | OwnWorkHandler>>
