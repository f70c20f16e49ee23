/** Sends a stored object to a browser or player: whole or in ranges, and not at all when it has it already. */
import type { HonoRequest } from 'hono'
import { dispositionOf } from '../storage/disposition.ts'
import type { MediaStore } from '../storage/media-store.ts'
import { namesTag } from './entity-tag.ts'
import { parseRange } from './range.ts'
import { Refusal } from './refusal.ts'

/**
 * How an object is offered. `fileName` is what it is called when saved; `contentType` is what it was found to be, for
 * objects stored before that was known. Objects are immutable and belong to one person, unless `cacheControl` says otherwise.
 */
export type Offer = {
  readonly fileName?: string
  readonly download?: boolean
  readonly contentType?: string
  readonly cacheControl?: string
}

/** Answers 200, 206 or 304. Throws `not-ready` when the object is not in storage. */
export async function sendObject(
  { req }: { readonly req: HonoRequest },
  store: MediaStore,
  key: string,
  offer: Offer = {},
): Promise<Response> {
  const object = await store.head(key)
  if (object === undefined)
    throw new Refusal('not-ready', 'This file is not there yet. Try again in a moment.')
  const headers = new Headers({
    'content-type': offer.contentType ?? object.contentType,
    'accept-ranges': 'bytes',
    etag: object.etag,
    'cache-control': offer.cacheControl ?? 'private, max-age=31536000, immutable',
    // What people uploaded is never run as a page of ours.
    'content-security-policy': "default-src 'none'; sandbox",
  })
  if (offer.fileName !== undefined)
    headers.set('content-disposition', dispositionOf(offer.fileName, offer.download ?? false))
  if (namesTag(req.header('if-none-match'), object.etag)) return new Response(null, { status: 304, headers })
  const isCurrent = (req.header('if-range') ?? object.etag) === object.etag
  const range = isCurrent ? parseRange(req.header('range'), object.bytes) : undefined
  headers.set('content-length', String(range?.length ?? object.bytes))
  if (range !== undefined) {
    headers.set('content-range', `bytes ${range.offset}-${range.offset + range.length - 1}/${object.bytes}`)
  }
  const status = range === undefined ? 200 : 206
  if (req.method === 'HEAD') return new Response(null, { status, headers })
  const found = await store.get(key, range)
  if (found === undefined)
    throw new Refusal('not-ready', 'This file is not there yet. Try again in a moment.')
  return new Response(found.body, { status, headers })
}
