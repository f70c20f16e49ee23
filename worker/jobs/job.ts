/** A job as everybody sees it: one piece of work that outlives the request that asked for it. */
import { z } from 'zod'

/** The kinds of work. Each has one handler, handed to the floor by `job-handlers.ts`. */
export const JobType = z.enum(['analyse', 'thumbnail', 'proxy', 'render', 'take', 'transcribe'])

/** See the schema `JobType`. */
export type JobType = z.output<typeof JobType>

/** Where a job stands. The last three never change again. */
export const JobStatus = z.enum(['queued', 'running', 'succeeded', 'failed', 'cancelled'])

/** See the schema `JobStatus`. */
export type JobStatus = z.output<typeof JobStatus>

/** The wire shape of a job. `progress` is 0 to 1; `error` is one sentence for a person. */
export const Job = z.object({
  id: z.string(),
  type: JobType,
  status: JobStatus,
  progress: z.number().min(0).max(1),
  stage: z.string(),
  attempts: z.number().int().min(0),
  error: z.string().nullable(),
})

/** See the schema `Job`. */
export type Job = z.output<typeof Job>

/** Whether a status is one that never changes again. */
export function isFinal(status: JobStatus): boolean {
  return status !== 'queued' && status !== 'running'
}
