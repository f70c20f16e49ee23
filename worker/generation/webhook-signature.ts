/** Whether a message is the provider's own: Standard Webhooks, as Replicate sends them. */

/** What of a message is signed. */
export type SignedMessage = {
  readonly id: string
  /** Seconds since 1970, as it was sent. */
  readonly timestamp: string
  /** Several, with spaces between, while a secret is being changed: `v1,<base64> v1,<base64>`. */
  readonly signatures: string
  readonly body: Uint8Array
}

/** A message that was on its way for longer, or comes from the future, may be one that somebody kept. */
const mostAgeSeconds = 300

/**
 * Whether one of the signatures is the HMAC-SHA256 over `id.timestamp.body` under the secret's key, and the message is no
 * older or younger than five minutes. The comparison is the platform's own, which takes the same time for every wrong one.
 */
export async function isSigned(secret: string, message: SignedMessage, nowMs: number): Promise<boolean> {
  const { id, timestamp, signatures, body } = message
  if (id === '' || !/^\d{1,12}$/.test(timestamp)) return false
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > mostAgeSeconds) return false
  const key = await crypto.subtle.importKey(
    'raw',
    bytesOf(secret.slice('whsec_'.length)),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['verify'],
  )
  const head = new TextEncoder().encode(`${id}.${timestamp}.`)
  const signed = new Uint8Array(head.length + body.length)
  signed.set(head)
  signed.set(body, head.length)
  for (const mac of macsOf(signatures)) if (await crypto.subtle.verify('HMAC', key, mac, signed)) return true
  return false
}

/** More signatures than these are no change of secret but somebody who tries. */
const mostSignatures = 5

function macsOf(signatures: string): readonly Uint8Array[] {
  return signatures
    .split(' ')
    .slice(0, mostSignatures)
    .flatMap((each) => /^v1,([A-Za-z0-9+/]{43}=)$/.exec(each)?.[1] ?? [])
    .map(bytesOf)
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}
