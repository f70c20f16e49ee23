/** Signed addresses of objects, for storage that has none of its own: R2 behind a binding. */
import { isSignatureOf, type SignedFields, signatureOf } from './signature.ts'

/** What one address allows: one method on one object, or on one part of its upload, until a moment. */
export type ObjectGrant = {
  readonly method: 'GET' | 'PUT'
  readonly key: string
  /** Seconds since 1970. */
  readonly expiresAtSeconds: number
  readonly uploadId?: string
  readonly partNumber?: number
  /** What is read is saved under this name. */
  readonly fileName?: string
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
  if (grant.fileName !== undefined) url.searchParams.set('name', grant.fileName)
  url.searchParams.set('signature', await signatureOf(signer.secret, fieldsOf(grant)))
  return url.href
}

/** What a called address allows, or `undefined` when it was not signed by us or its time is over. */
export async function readAddress(
  secret: string,
  method: 'GET' | 'PUT',
  url: URL,
  nowMs: number,
): Promise<ObjectGrant | undefined> {
  const grant = parseGrant(method, url)
  if (grant === undefined) return undefined
  const signature = url.searchParams.get('signature') ?? ''
  if (!(await isSignatureOf(secret, fieldsOf(grant), signature))) return undefined
  return grant.expiresAtSeconds * 1000 > nowMs ? grant : undefined
}

function parseGrant(method: 'GET' | 'PUT', url: URL): ObjectGrant | undefined {
  const expires = url.searchParams.get('expires') ?? ''
  const part = url.searchParams.get('part')
  const uploadId = url.searchParams.get('uploadId')
  const fileName = url.searchParams.get('name')
  if (!/^\d{1,12}$/.test(expires) || !url.pathname.startsWith(objectsPath)) return undefined
  return {
    method,
    key: url.pathname.slice(objectsPath.length),
    expiresAtSeconds: Number(expires),
    ...(uploadId === null ? {} : { uploadId }),
    ...(part === null ? {} : { partNumber: Number(part) }),
    ...(fileName === null ? {} : { fileName }),
  }
}

function fieldsOf(grant: ObjectGrant): SignedFields {
  const { method, key, expiresAtSeconds, uploadId = null, partNumber = null, fileName } = grant
  const named = fileName === undefined ? [] : [fileName]
  return ['object-address', method, key, expiresAtSeconds, uploadId, partNumber, ...named]
}
