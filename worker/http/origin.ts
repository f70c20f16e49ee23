/** Who may call from where: writes only from our own pages or with a token, reads across origins only for the web app. */
import type { MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { bearerTokenOf } from './bearer.ts'
import type { AppEnv } from './context.ts'
import { Refusal } from './refusal.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Answers preflights and marks answers for the exact web origin, with cookies. */
export const crossOrigin: MiddlewareHandler<AppEnv> = async (c, next) => {
  const share = cors({
    origin: c.var.settings.WEB_ORIGIN,
    credentials: true,
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: ['content-type', 'authorization', 'idempotency-key', 'if-match', 'range'],
    exposeHeaders: ['etag', 'x-request-id', 'retry-after', 'content-range'],
    maxAge: 600,
  })
  return await share(c, next)
}

/**
 * Refuses writes that a browser was made to send by another site: the Origin must be ours, and so must
 * Sec-Fetch-Site where the browser says it. A request with a bearer token carries no ambient authority and is let by;
 * any other `Authorization` is not, since the guard would then look at the cookie.
 */
export const sameSiteWrites: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (!safeMethods.has(c.req.method) && bearerTokenOf(c.req.header('authorization')) === undefined) {
    const origin = c.req.header('origin')
    const site = c.req.header('sec-fetch-site')
    const isOurs =
      origin === c.var.settings.WEB_ORIGIN &&
      (site === undefined || site === 'same-origin' || site === 'same-site')
    if (!isOurs)
      throw new Refusal('foreign-origin', 'Writes are taken from the Cuecraft web app, or with an API token.')
  }
  await next()
}

/** Demands JSON wherever a body is sent that is not a file. */
export const jsonBodies: MiddlewareHandler<AppEnv> = async (c, next) => {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  const hasBody = c.req.header('content-length') !== undefined && c.req.header('content-length') !== '0'
  const isTaken =
    type === 'application/json' || type === 'multipart/form-data' || type === 'application/octet-stream'
  if (!safeMethods.has(c.req.method) && (hasBody || type !== undefined) && !isTaken) {
    throw new Refusal('json-required', 'Send the body as application/json, or files as multipart/form-data.')
  }
  await next()
}
