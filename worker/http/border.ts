/** The outermost middleware: gives every request an id, logs how it went, and turns every error into a problem document. */
import type { Context, MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { matchedRoutes } from 'hono/route'
import { newId } from '../db/ids.ts'
import { StorageUnavailable } from '../storage/media-store.ts'
import type { AppEnv } from './context.ts'
import { factsOfError, logEvent } from './log.ts'
import { problemOfBug, problemOfRefusal } from './problem.ts'
import { Refusal } from './refusal.ts'

/** Sets `requestId`, and logs method, route pattern, status and duration once the answer is known. */
export const logged: MiddlewareHandler<AppEnv> = async (c, next) => {
  const startedMs = Date.now()
  c.set('requestId', newId('req'))
  await next()
  c.header('x-request-id', c.var.requestId)
  const { method } = c.req
  logEvent('request', {
    requestId: c.var.requestId,
    method,
    route: routeOf(c),
    status: c.res.status,
    ms: Date.now() - startedMs,
  })
}

/** The pattern of the route that was asked for, whether its middleware let the request through or not. */
function routeOf(c: Context<AppEnv>): string {
  return matchedRoutes(c).findLast(({ method }) => method !== 'ALL')?.path ?? 'none'
}

/** The problem document for anything thrown. An error that is not a refusal is a bug, and is logged as one. */
export function problemOf(error: unknown, requestId: string): Response {
  if (error instanceof Refusal) return problemOfRefusal(error, requestId)
  if (error instanceof StorageUnavailable) return storageProblem(error, requestId)
  if (error instanceof HTTPException) return problemOfRefusal(refusalOfHono(error), requestId)
  logEvent('bug', { requestId, ...factsOfError(error) })
  return problemOfBug(requestId)
}

function storageProblem(error: StorageUnavailable, requestId: string): Response {
  logEvent('storage-unavailable', { requestId, message: error.message, cause: String(error.cause) })
  const detail = 'Storage is not answering. Try again in a few seconds.'
  return problemOfRefusal(new Refusal('service-unavailable', detail, { 'retry-after': '5' }), requestId)
}

/** Hono's own refusals are about bodies it could not read. */
function refusalOfHono(error: HTTPException): Refusal {
  if (error.status === 413)
    return new Refusal('too-large', 'The body of this request is larger than this address takes.')
  return new Refusal('invalid-request', 'The body of this request cannot be read. Send well-formed JSON.')
}
