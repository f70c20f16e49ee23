/** The media service's work on a job: an order an attempt. */
import type { Composer } from './composer.ts'
import type { JobContext, JobHandler } from './handler.ts'
import type { JobRow } from './tables.ts'
import type { Work } from './work.ts'

/** How long the media service may hold the question how a task stands. */
const followSeconds = 20

/** The media service's work on a job. */
export function orderedWork(
  handler: JobHandler,
  composer: Composer,
  job: JobRow,
  context: () => JobContext,
): Work {
  return {
    async submit(attempt) {
      const order = await handler.order(job, context())
      await composer.submit({ id: taskId(job.id, attempt), order })
    },
    follow: (attempt, afterRevision) =>
      composer.follow(taskId(job.id, attempt), afterRevision, followSeconds),
    cancel: (attempt) => composer.cancel(taskId(job.id, attempt)),
  }
}

/** One attempt at one job. */
export function taskId(jobId: string, attempt: number): string {
  return `${jobId}.${attempt}`
}
