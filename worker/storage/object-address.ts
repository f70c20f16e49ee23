/** Signed addresses of objects, for storage that has none of its own: R2 behind a binding. */
import { base64Url, bytesOfBase64Url } from './base64-url.ts'

/** What one address allows: one method on one object, or on one part of its upload, until a moment. */
export type ObjectGrant = {
  readonly method: 'GET' | 'PUT'
  readonly key: string
  /** Seconds since 1970. */
  readonly expiresAtSeconds: number
  readonly uploadId?: string
  readonly partNumber?: number
}

/** Where addresses lead to, and the secret that signs them. */
export type AddressSigner = { readonly origin: string; readonly secret: string }

/** The path that serves signed addresses. */
export const objectsPath = '/api/v1/objects/'

/** The full address of a grant. */
export async function signAddress(signer: AddressSigner, grant: ObjectGrant): Promise<string> {
  const url = new URL(`${objectsPath}${grant.key}`, signer.origin)
  url.searchParams.set('expires', String(grant.expiresAtSeconds))
  if (grant.uploadId !== undefined) url.searchParams.set('uploadId', grant.uploadId)
  if (grant.partNumber !== undefined) url.searchParams.set('part', String(grant.partNumber))
  const mac = await crypto.subtle.sign('HMAC', await keyOf(signer.secret), messageOf(grant))
  url.searchParams.set('signature', base64Url(new Uint8Array(mac)))
  return url.href
}

/**
 * What a called address allows, or `undefined` when it was not signed by us or its time is over. The comparison is
 * the platform's own HMAC check, which takes the same time for every wrong signature.
 */
export async function readAddress(
  secret: string,
  method: 'GET' | 'PUT',
  url: URL,
  nowMs: number,
): Promise<ObjectGrant | undefined> {
  const grant = parseGrant(method, url)
  const mac = bytesOfBase64Url(url.searchParams.get('signature') ?? '')
  if (grant === undefined || mac === undefined) return undefined
  if (!(await crypto.subtle.verify('HMAC', await keyOf(secret), mac, messageOf(grant)))) return undefined
  return grant.expiresAtSeconds * 1000 > nowMs ? grant : undefined
}

function parseGrant(method: 'GET' | 'PUT', url: URL): ObjectGrant | undefined {
  const expires = url.searchParams.get('expires') ?? ''
  const part = url.searchParams.get('part')
  const uploadId = url.searchParams.get('uploadId')
  if (!/^\d{1,12}$/.test(expires) || !url.pathname.startsWith(objectsPath)) return undefined
  return {
    method,
    key: url.pathname.slice(objectsPath.length),
    expiresAtSeconds: Number(expires),
    ...(uploadId === null ? {} : { uploadId }),
    ...(part === null ? {} : { partNumber: Number(part) }),
  }
}

/** JSON keeps the fields apart whatever they hold; the first word keeps other uses of the secret apart from this one. */
function messageOf(grant: ObjectGrant): Uint8Array {
  const { method, key, expiresAtSeconds, uploadId = null, partNumber = null } = grant
  return new TextEncoder().encode(
    JSON.stringify(['object-address', method, key, expiresAtSeconds, uploadId, partNumber]),
  )
}

function keyOf(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign', 'verify'],
  )
}
