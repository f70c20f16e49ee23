/** Lets a caller send to the end what was refused, so that they read why. */
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './context.ts'

/** No body that a page sends in one request is larger. Whoever sends more is cut off. */
const mostPassedOverBytes = 65 * 1024 * 1024

/** So long an answer waits for a sender: whoever is slower, or stops and holds the line, is cut off, too. */
const mostWaitMs = 30_000

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
  await passOver(body, { mostBytes: mostPassedOverBytes, mostMs: mostWaitMs })
}

/** Reads a body to its end and keeps nothing of it. Gives up, without a word, on one that is too long, too slow or breaks off. */
export async function passOver(
  body: ReadableStream<Uint8Array>,
  { mostBytes, mostMs }: { readonly mostBytes: number; readonly mostMs: number },
): Promise<void> {
  const reader = body.getReader()
  const readOn = async () => {
    for (let bytes = 0; bytes <= mostBytes; ) {
      const { done, value } = await reader.read()
      if (done) return
      bytes += value.length
    }
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  // workerd does not end a read that waits, whatever signal it was given, so it is left behind.
  const tooLate = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, mostMs)
  })
  try {
    await Promise.race([readOn(), tooLate])
  } catch {
    // Who sent it hung up: nobody waits for the answer.
  }
  clearTimeout(timer)
  reader.cancel().catch(() => undefined)
}
