/** What an intake takes from a request. */
import type { Context } from 'hono'
import { describeRoute } from 'hono-openapi'
import type { AppEnv } from '../http/context.ts'
import { openComposer } from '../jobs/composer.ts'
import { wakeJob } from '../jobs/enqueue.ts'
import type { FormRequest } from './form-upload.ts'
import type { Surroundings } from './intake.ts'

/** The places and services of this request. */
export function surroundingsOf(c: Context<AppEnv>): Surroundings {
  return {
    db: c.var.db,
    store: c.var.store,
    composer: openComposer(c.var.settings, c.env),
    wake: (jobId) => wakeJob(c.env.JOB_QUEUE, jobId),
    nowMs: Date.now(),
  }
}

/** The form that this request carries, unread. */
export function formRequestOf(c: Context<AppEnv>): FormRequest {
  const length = c.req.header('content-length')
  return {
    body: c.req.raw.body,
    contentType: c.req.header('content-type') ?? '',
    statedBytes: length === undefined ? undefined : Number(length),
  }
}

/**
 * Sees work to its end even when the caller leaves: without this the platform stops the request where it stands, and
 * nothing would be cleaned up until the sweep.
 */
export async function seenThrough<T>(c: Context<AppEnv>, work: Promise<T>): Promise<T> {
  c.executionCtx.waitUntil(work.catch(() => undefined))
  return await work
}

/** Describes the body of a form upload; `extra` are the fields beside the file. */
export function describeForm(extra: Readonly<Record<string, { type: 'string'; description: string }>> = {}) {
  const properties = { file: { type: 'string' as const, format: 'binary' }, ...extra }
  const schema = { type: 'object' as const, properties, required: ['file'] }
  return describeRoute({ requestBody: { required: true, content: { 'multipart/form-data': { schema } } } })
}
