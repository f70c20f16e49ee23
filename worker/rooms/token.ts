/** A member's way back into a room: a signed token (HMAC-SHA256) that names the room and the member, until a moment. */
import { z } from 'zod'
import { Id } from '#core/queue/entry.ts'
import { base64Url, bytesOfBase64Url } from '../storage/base64-url.ts'

/** Whom a token lets in, and where. A screen is nobody: it watches. */
export const Pass = z.object({ roomId: Id, memberId: Id, isScreen: z.boolean(), untilMs: z.number().int() })

/** See the schema `Pass`. */
export type Pass = z.output<typeof Pass>

const prefix = 'rmt_'

/** Signs a pass. */
export async function signPass(secret: string, pass: Pass): Promise<string> {
  const body = base64Url(new TextEncoder().encode(JSON.stringify(pass)))
  const mac = await crypto.subtle.sign('HMAC', await keyOf(secret), messageOf(body))
  return `${prefix}${body}.${base64Url(new Uint8Array(mac))}`
}

/**
 * What a token stands for; `undefined` when it was not signed by us, is for another room or its time is over. The
 * comparison is the platform's own HMAC check, which takes the same time for every wrong signature.
 */
export async function readPass(
  secret: string,
  token: string,
  { roomId, nowMs }: { readonly roomId: string; readonly nowMs: number },
): Promise<Pass | undefined> {
  const [, body, signature] = /^rmt_([\w-]{1,600})\.([\w-]{43})$/.exec(token) ?? []
  const [written, mac] = [bytesOfBase64Url(body ?? ''), bytesOfBase64Url(signature ?? '')]
  if (body === undefined || written === undefined || mac === undefined) return undefined
  if (!(await crypto.subtle.verify('HMAC', await keyOf(secret), mac, messageOf(body)))) return undefined
  const pass = Pass.parse(JSON.parse(new TextDecoder().decode(written)))
  return pass.roomId === roomId && nowMs < pass.untilMs ? pass : undefined
}

/** The first word keeps other uses of the secret apart from this one. */
function messageOf(body: string): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(['room-pass', body]))
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
