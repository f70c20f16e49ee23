/** Headers that keep a browser from being turned against its owner. */
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './context.ts'
import { strictTransportSecurity } from './strict-transport.ts'

/** What pages may load: their own origin only; wasm for previews; pictures, sound and unpacked wasm also from memory. */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "connect-src 'self' blob:",
  "worker-src 'self' blob:",
  "font-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** Sets the headers on every answer; a route that needs another policy has set its own already. */
export const secured: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next()
  const { headers } = c.res
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', contentSecurityPolicy)
  // What the API answers is somebody's own: no browser keeps it, but for the files that say how.
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
  headers.set('x-content-type-options', 'nosniff')
  headers.set('referrer-policy', 'same-origin')
  headers.set('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()')
  if (!headers.has('cross-origin-resource-policy')) headers.set('cross-origin-resource-policy', 'same-origin')
  if (c.var.settings.ENVIRONMENT !== 'local') {
    headers.set('strict-transport-security', strictTransportSecurity)
  }
}
