/** Serves the signed addresses of objects, for storage that has none of its own: this is how the media service reads and writes. */
import { type Context, Hono } from 'hono'
import { mediaLimits } from '#core/media/limits.ts'
import type { AppEnv } from '../http/context.ts'
import { Refusal } from '../http/refusal.ts'
import { sendObject } from '../http/send-object.ts'
import { isObjectKey } from '../storage/keys.ts'
import { MultipartGone } from '../storage/media-store.ts'
import { type ObjectGrant, readAddress } from '../storage/object-address.ts'
import { storeChunks } from '../storage/store-chunks.ts'

/** GET, HEAD and PUT of one object, by the signature in the address alone: no session, no cookie, nothing cached. */
export const objectRoutes = new Hono<AppEnv>()
  .get('/*', async (c) => {
    const { key, fileName } = await grantOf(c, 'GET')
    const response = await sendObject(
      c,
      c.var.store,
      key,
      fileName === undefined ? {} : { fileName, download: true },
    )
    response.headers.set('cache-control', 'no-store')
    return response
  })
  .put('/*', async (c) => {
    const grant = await grantOf(c, 'PUT')
    const etag = grant.uploadId === undefined ? await putWhole(c, grant.key) : await putPart(c, grant)
    return c.body(null, 200, { etag, 'cache-control': 'no-store' })
  })

async function grantOf(c: Context<AppEnv>, method: 'GET' | 'PUT'): Promise<ObjectGrant> {
  const grant = await readAddress(c.var.settings.SIGNING_SECRET, method, new URL(c.req.url), Date.now())
  if (grant === undefined || !isObjectKey(grant.key))
    throw new Refusal(
      'address-invalid',
      'This signed address is wrong or its time is over. Ask for a new one.',
    )
  return grant
}

async function putWhole(c: Context<AppEnv>, key: string): Promise<string> {
  const contentType = c.req.header('content-type') ?? 'application/octet-stream'
  const bytes = lengthOf(c)
  const body = c.req.raw.body
  if (bytes === undefined && body !== null) {
    return (await storeChunks(c.var.store, { key, contentType }, body)).etag
  }
  return (await c.var.store.put(key, body ?? new Uint8Array(), { contentType, bytes: bytes ?? 0 })).etag
}

async function putPart(
  c: Context<AppEnv>,
  { key, uploadId = '', partNumber = 1 }: ObjectGrant,
): Promise<string> {
  const bytes = lengthOf(c)
  if (bytes === undefined || c.req.raw.body === null)
    throw new Refusal('invalid-request', 'Send a part with its Content-Length.')
  try {
    return (await c.var.store.putPart(key, uploadId, partNumber, c.req.raw.body, bytes)).etag
  } catch (error) {
    if (error instanceof MultipartGone)
      throw new Refusal('upload-not-found', 'The upload this part belongs to is not open any more.')
    throw error
  }
}

/** The stated length; `undefined` for a chunked body. */
function lengthOf(c: Context<AppEnv>): number | undefined {
  const stated = c.req.header('content-length')
  if (stated === undefined || !/^\d+$/.test(stated)) return undefined
  const bytes = Number(stated)
  if (bytes > mediaLimits.uploadBytes) throw new Refusal('too-large', 'No object is larger than 2 GiB.')
  return bytes
}
