/** Bounds what a request may carry, whether it says its length or not. */
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { AppEnv } from './context.ts'
import { Refusal } from './refusal.ts'

/** Refuses a body over a number of mebibytes, also when its length is missing or a lie. */
export function limitedToMebibytes(mebibytes: number) {
  return bodyLimit({
    maxSize: mebibytes * 1024 * 1024,
    onError: () => {
      const detail = `The body of this request is larger than the ${mebibytes} MB this address takes.`
      throw new Refusal('too-large', detail)
    },
  })
}

/** The limit of JSON documents, the largest of which is a timeline. */
export const limitedJson = limitedToMebibytes(2)

/** Whether a request brings a file: files have their own limits, and are never held in memory. */
export function bringsFile(c: Context<AppEnv>): boolean {
  const type = c.req.header('content-type')?.toLowerCase() ?? ''
  return type.startsWith('multipart/form-data') || type.startsWith('application/octet-stream')
}
