/** Every kind of job and who handles it: the one place where the jobs floor meets the domains. */
import { takeJob } from './generation/take-job.ts'
import type { JobHandlers } from './jobs/handler.ts'
import { JobRunnerBase } from './jobs/job-runner.ts'
import { transcribeJob } from './lyrics/transcribe-job.ts'
import { proxyJob } from './media/proxy-job.ts'
import { thumbnailJob } from './media/thumbnail-job.ts'
import { analyseJob } from './songs/analyse-job.ts'
import { renderJob } from './studio/render-job.ts'

/** The Durable Object that runs one job. */
export class JobRunner extends JobRunnerBase {
  protected readonly handlers: JobHandlers = {
    analyse: analyseJob,
    thumbnail: thumbnailJob,
    proxy: proxyJob,
    render: renderJob,
    take: takeJob,
    transcribe: transcribeJob,
  }
}
