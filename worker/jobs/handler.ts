/** What a domain says about its kind of job: the order to give, and what becomes of the result. */
import type { Order } from '#core/work/order.ts'
import type { StoredSegment, TaskResult } from '#core/work/report.ts'
import type { Database } from '../db/client.ts'
import type { Settings } from '../env.ts'
import type { MediaStore } from '../storage/media-store.ts'
import type { JobType } from './job.ts'
import type { JobRow } from './tables.ts'

/** What a handler works with. */
export type JobContext = {
  readonly db: Database
  readonly store: MediaStore
  readonly settings: Settings
  readonly nowMs: number
  /** Tells the queue that another job waits, whose row was written. Never refuses. */
  wake(jobId: string): Promise<void>
}

/** Pieces that reached storage since they were last told. */
export type StoredPieces = {
  readonly segments: readonly StoredSegment[]
  readonly audioHash: string | undefined
}

/**
 * One kind of job. Every method may run twice, with one result: a step that was interrupted is done again. A
 * `Refusal` thrown by `order` or `succeeded` fails the job with its sentence; any other error is tried again.
 */
export interface JobHandler {
  /** The order for the next attempt. */
  order(job: JobRow, context: JobContext): Promise<Order>
  /** Writes down pieces that a later attempt, or a later render, need not make again. */
  segmentsStored?(job: JobRow, pieces: StoredPieces, context: JobContext): Promise<void>
  /** Makes the result visible. The job is called succeeded after this, not before. */
  succeeded(job: JobRow, result: TaskResult, context: JobContext): Promise<void>
  /** Clears away what a failed or cancelled job left; the job's row says so already. */
  failed?(job: JobRow, reason: string, context: JobContext): Promise<void>
}

/** A handler for every kind of job. */
export type JobHandlers = Readonly<Record<JobType, JobHandler>>
