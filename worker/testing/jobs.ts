/** Takes jobs to their end in tests, step by step, so that no test waits for an alarm or a queue. */
import { env, runInDurableObject } from 'cloudflare:test'
import { openDatabase } from '../db/client.ts'
import type { Bindings } from '../env.ts'
import { isFinal } from '../jobs/job.ts'
import type { JobRunnerBase } from '../jobs/job-runner.ts'
import { findJobToRun } from '../jobs/store.ts'
import type { JobRow } from '../jobs/tables.ts'

/** The bindings of the tests: those of `wrangler.toml`. */
export const bindings = env as unknown as Bindings

/** More steps than any job of the tests takes. */
const mostSteps = 300

/** The object that runs a job. */
export function runnerStub(jobId: string): DurableObjectStub<JobRunnerBase> {
  return bindings.JOB_RUNNER.getByName(jobId) as unknown as DurableObjectStub<JobRunnerBase>
}

/** Lets a job's runner take one step now, whenever its alarm is due. */
export async function stepJob(jobId: string): Promise<void> {
  await runInDurableObject(runnerStub(jobId), (runner: JobRunnerBase) => runner.alarm())
}

/** A job's row. */
export async function readJob(jobId: string): Promise<JobRow> {
  const row = await findJobToRun(openDatabase(bindings.DB), jobId)
  if (row === undefined) throw new Error(`there is no job ${jobId}`)
  return row
}

/** Wakes a job and steps it until `isReached`; by default, until it has ended. Answers its row. */
export async function runJob(
  jobId: string,
  isReached: (row: JobRow) => boolean = (row) => isFinal(row.status),
): Promise<JobRow> {
  await runnerStub(jobId).wake(jobId)
  for (let step = 0; step < mostSteps; step += 1) {
    const row = await readJob(jobId)
    if (isReached(row)) return row
    await stepJob(jobId)
  }
  throw new Error(
    `job ${jobId} did not get there in ${mostSteps} steps: ${JSON.stringify(await readJob(jobId))}`,
  )
}
