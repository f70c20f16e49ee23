/** Lets a caller send to the end what was refused, so that they read why. */
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './context.ts'

/** No body that a page sends in one request is larger. Whoever sends more is cut off. */
const mostPassedOverBytes = 65 * 1024 * 1024

/**
 * Passes over what nobody read of the body of a refused request. Once an answer is sent, workerd takes another 64 kB and
 * then closes the connection; measured with bodies of 8 MB, half of the clients that send before they read found a broken
 * pipe instead of a 401. What was sent after the answer can no longer be read, so the answer waits.
 */
export const heardOut: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next()
  const { body } = c.req.raw
  const statedBytes = Number(c.req.header('content-length') ?? 0)
  if (c.res.status < 400 || body === null || body.locked || statedBytes > mostPassedOverBytes) return
  let bytes = 0
  try {
    for await (const chunk of body) {
      bytes += chunk.length
      if (bytes > mostPassedOverBytes) return
    }
  } catch {
    // Who sent it hung up: nobody waits for the answer.
  }
}
