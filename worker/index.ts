/** The Worker's entry: requests to the app, queue messages to the jobs floor, the clock to the sweepers. */
import { app } from './app.ts'
import { openDatabase } from './db/client.ts'
import { type Bindings, settingsOf } from './env.ts'
import { sweepGeneration } from './generation/sweep.ts'
import { factsOfError, logEvent } from './http/log.ts'
import { problemOfBug } from './http/problem.ts'
import { sweepPending } from './intake/intake.ts'
import { consumeJobs } from './jobs/consumer.ts'
import { wakeJob } from './jobs/enqueue.ts'
import { cancelJob } from './jobs/runner.ts'
import { sweepJobs } from './jobs/sweeper.ts'
import { beginProxies } from './media/proxies.ts'
import { sweepRevisions } from './playlists/sweep-revisions.ts'
import { openStore } from './storage/open-store.ts'
import { sweepPieces } from './studio/sweep-pieces.ts'
import { sweepTimelines } from './studio/sweep-timelines.ts'
import { isVideo } from './studio/video-store.ts'
import { sweepUploads } from './uploads/uploads.ts'

export { SessionRecord } from './accounts/session-record.ts'
export { TokenBucket } from './http/token-bucket.ts'
export { JobRunner } from './job-handlers.ts'
export { Composer } from './jobs/composer-container.ts'
export { Room } from './rooms/room.ts'

export default {
  async fetch(request, bindings, context) {
    try {
      return await app.fetch(request, bindings, context)
    } catch (error) {
      // Only a setting that cannot be used gets here: the app answers everything else.
      logEvent('cannot-start', { reason: error instanceof Error ? error.message : String(error) })
      return problemOfBug('')
    }
  },
  async queue(batch, bindings) {
    await consumeJobs(batch, bindings)
  },
  async scheduled(_event, bindings) {
    const db = openDatabase(bindings.DB)
    const nowMs = Date.now()
    const keeping = { db, store: openStore(settingsOf(bindings), bindings), nowMs }
    const ending = (jobId: string) => cancelJob(bindings, jobId)
    // Jobs first: somebody waits for them. What a sweep leaves, the next minute takes.
    const sweeps = {
      jobs: () => sweepJobs(db, bindings, nowMs),
      generation: () => sweepGeneration({ db, nowMs, isVideo, cancelJob: ending }),
      uploads: () => sweepUploads(keeping),
      pending: () => sweepPending(keeping),
      pieces: () => sweepPieces(keeping),
      timelines: () => sweepTimelines(keeping),
      revisions: () => sweepRevisions(keeping),
      proxies: () => beginProxies({ db, nowMs, wake: (jobId) => wakeJob(bindings.JOB_QUEUE, jobId) }),
    }
    for (const [sweep, run] of Object.entries(sweeps))
      await run().catch((error: unknown) => logEvent('sweep-failed', { sweep, ...factsOfError(error) }))
  },
} satisfies ExportedHandler<Bindings, { jobId: string }>
