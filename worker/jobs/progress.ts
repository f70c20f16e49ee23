/** Which changes of a job are worth a write: a row is written by what changed, not by how often somebody reports. */
import { isFinal, type Job } from './job.ts'

/** What the row says, and since when. */
export type Written = { readonly job: Job; readonly atMs: number }

/** Progress is written in steps of this size; watchers see the steps between. */
const progressStep = 0.02
/** A job that goes on without a change says so once in a while, so that the sweeper leaves it alone. */
const aliveEveryMs = 60_000

/** Whether the row should say what the job says now. */
export function isWorthWriting(written: Written | undefined, job: Job, nowMs: number): boolean {
  if (written === undefined || isFinal(job.status)) return true
  const before = written.job
  return (
    job.status !== before.status ||
    job.attempts !== before.attempts ||
    Math.abs(job.progress - before.progress) >= progressStep ||
    wordsOf(job.stage) !== wordsOf(before.stage) ||
    nowMs - written.atMs >= aliveEveryMs
  )
}

/** A stage without its figures: `encoding 12 of 41 parts` and `encoding 13 of 41 parts` are one stage. */
function wordsOf(stage: string): string {
  return stage.replace(/\d+/g, '')
}
