/** Reaches the runner of a job from requests, the queue and other domains. */
import type { Bindings } from '../env.ts'
import type { JobRunnerBase } from './job-runner.ts'

/** What a runner can be asked. */
type Runner = Pick<JobRunnerBase, 'wake' | 'hear' | 'cancel' | 'fetch'>

/** The runner of a job: the same one for everybody who asks. */
export function runnerOf(bindings: Bindings, jobId: string): Runner {
  // The binding is untyped so that settings need not know classes; the name in wrangler.toml is this class.
  return bindings.JOB_RUNNER.getByName(jobId) as unknown as Runner
}

/** Ends a job as cancelled. One that has ended, or was never there, is no error. */
export async function cancelJob(bindings: Bindings, jobId: string): Promise<void> {
  await runnerOf(bindings, jobId).cancel(jobId)
}

/** Says that there is news of the work of a job, which is then looked at now. Of a job that has ended it is no error. */
export async function hearOfJob(bindings: Bindings, jobId: string): Promise<void> {
  await runnerOf(bindings, jobId).hear(jobId)
}
