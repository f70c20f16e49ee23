/** A member's way back into a room: a signed token (HMAC-SHA256) that names the room and the member, until a moment. */
import { z } from 'zod'
import { Id } from '#core/queue/entry.ts'
import { base64Url, bytesOfBase64Url } from '../storage/base64-url.ts'
import { isSignatureOf, signatureOf } from '../storage/signature.ts'

/** Whom a token lets in, and where. A screen is nobody: it watches. */
export const Pass = z.object({
  roomId: Id,
  memberId: Id,
  isScreen: z.boolean(),
  /** The code that let a screen in, and ends with it: whoever has a code can make one. None for members, and for screens that the host opened. */
  code: z.string().optional(),
  untilMs: z.number().int(),
})

/** See the schema `Pass`. */
export type Pass = z.output<typeof Pass>

/** Whether a pass for a screen was made with a code that the room has given up. */
export function isCodeGivenUp({ code }: Pick<Pass, 'code'>, state: { readonly code: string }): boolean {
  return code !== undefined && code !== state.code
}

const prefix = 'rmt_'
const form = new RegExp(`^${prefix}([\\w-]{1,600})\\.([\\w-]{43})$`)
/** What the signature is for. */
const use = 'room-pass'

/** Signs a pass. */
export async function signPass(secret: string, pass: Pass): Promise<string> {
  const body = base64Url(new TextEncoder().encode(JSON.stringify(pass)))
  return `${prefix}${body}.${await signatureOf(secret, [use, body])}`
}

/** What a token stands for; `undefined` when it was not signed by us, is for another room or its time is over. */
export async function readPass(
  secret: string,
  token: string,
  { roomId, nowMs }: { readonly roomId: string; readonly nowMs: number },
): Promise<Pass | undefined> {
  const [, body, signature] = form.exec(token) ?? []
  const written = bytesOfBase64Url(body ?? '')
  if (body === undefined || signature === undefined || written === undefined) return undefined
  if (!(await isSignatureOf(secret, [use, body], signature))) return undefined
  const pass = Pass.parse(JSON.parse(new TextDecoder().decode(written)))
  return pass.roomId === roomId && nowMs < pass.untilMs ? pass : undefined
}
