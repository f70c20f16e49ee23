/** Bounds what a request may carry, whether it says its length or not. */
import { bodyLimit } from 'hono/body-limit'
import { Refusal } from './refusal.ts'

/** JSON documents: the largest is a timeline. */
export const jsonLimitBytes = 2 * 1024 * 1024

/** Refuses a body over the limit, also when its length is missing or a lie. */
export const limitedJson = bodyLimit({
  maxSize: jsonLimitBytes,
  onError: () => {
    throw new Refusal('too-large', 'The body of this request is larger than the 2 MB this address takes.')
  },
})
