/** Signatures on what the Worker hands out and must know again (HMAC-SHA256), as text that fits into an address. */
import { base64Url, bytesOfBase64Url } from './base64-url.ts'

/** What is signed. The first word keeps each use of the secret apart from the others. */
export type SignedFields = readonly [use: string, ...fields: readonly (string | number | null)[]]

/** The signature of these fields. */
export async function signatureOf(secret: string, fields: SignedFields): Promise<string> {
  const mac = await crypto.subtle.sign('HMAC', await keyOf(secret), messageOf(fields))
  return base64Url(new Uint8Array(mac))
}

/**
 * Whether a signature is the one of these fields. The comparison is the platform's own HMAC check, which takes the same
 * time for every wrong signature.
 */
export async function isSignatureOf(
  secret: string,
  fields: SignedFields,
  signature: string,
): Promise<boolean> {
  const mac = bytesOfBase64Url(signature)
  return (
    mac !== undefined && (await crypto.subtle.verify('HMAC', await keyOf(secret), mac, messageOf(fields)))
  )
}

/** JSON keeps the fields apart whatever they hold. */
function messageOf(fields: SignedFields): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(fields))
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
