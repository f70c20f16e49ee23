/** Jobs over HTTP: how one stands, its changes as they happen, and ending it. */
import { Hono } from 'hono'
import { z } from 'zod'
import { answers, answersEvents } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { Refusal } from '../http/refusal.ts'
import { validated } from '../http/validated.ts'
import { Job } from './job.ts'
import { cancelJob, runnerOf } from './runner.ts'
import { findJob, jobOf } from './store.ts'
import type { JobRow } from './tables.ts'

const JobPath = z.object({ jobId: z.string().max(60) })

const readJob = answers('Say how a job stands', { 200: Job }, ['sign-in-required', 'job-not-found'])
const cancel = answers('Cancel a job; one that has ended stays as it is', { 200: Job }, [
  'sign-in-required',
  'scope-missing',
  'foreign-origin',
  'job-not-found',
])
const watchJob = answersEvents(
  'Watch a job: server-sent events named "job", each the whole job; the last one is its end',
  ['sign-in-required', 'job-not-found'],
)

/** Routes under /api/v1/jobs. */
export const jobRoutes = new Hono<AppEnv>()
  .get('/:jobId', readJob.describe, validated('param', JobPath), async (c) => {
    return readJob.send(c, 200, jobOf(await getJob(c.var, c.req.valid('param').jobId)))
  })
  .get('/:jobId/events', watchJob, validated('param', JobPath), async (c) => {
    const { id } = await getJob(c.var, c.req.valid('param').jobId)
    const events = await runnerOf(c.env, id).fetch(new Request(`http://job-runner/jobs/${id}/events`))
    return new Response(events.body, events)
  })
  .post('/:jobId/cancel', cancel.describe, validated('param', JobPath), async (c) => {
    const { id } = await getJob(c.var, c.req.valid('param').jobId)
    await cancelJob(c.env, id)
    return cancel.send(c, 200, jobOf(await getJob(c.var, id)))
  })

async function getJob(caller: Pick<AppEnv['Variables'], 'db' | 'account'>, jobId: string): Promise<JobRow> {
  const row = await findJob(caller.db, caller.account, jobId)
  if (row === undefined) throw new Refusal('job-not-found', `No job ${jobId.slice(0, 60)} is yours.`)
  return row
}
