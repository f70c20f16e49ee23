/** A signed cookie that opens one address for a while, to a browser that has shown that it may. */
import type { Context } from 'hono'
import { getSignedCookie, setSignedCookie } from 'hono/cookie'
import type { AppEnv } from './context.ts'

/** What a pass opens. It ends by itself when `proof` changes: the hash of a password, for one. */
export type Pass = { readonly path: string; readonly proof: string }

const name = 'pass'

/** Gives the browser a pass until a moment. It is sent to addresses under the path alone. */
export async function givePass(
  c: Context<AppEnv>,
  pass: Pass,
  { untilMs, nowMs }: { readonly untilMs: number; readonly nowMs: number },
): Promise<void> {
  // Plain http is only met on a local stack.
  const secure = c.var.settings.WEB_ORIGIN.startsWith('https:')
  const maxAge = Math.max(1, Math.floor((untilMs - nowMs) / 1000))
  const options = { httpOnly: true, secure, sameSite: 'Lax', path: pass.path, maxAge } as const
  await setSignedCookie(c, name, String(untilMs), secretOf(c, pass), options)
}

/** Whether the browser shows a pass that we gave, for this path and this proof, whose time is not over. */
export async function hasPass(c: Context<AppEnv>, pass: Pass, nowMs: number): Promise<boolean> {
  const untilMs = await getSignedCookie(c, secretOf(c, pass), name)
  return typeof untilMs === 'string' && nowMs < Number(untilMs)
}

/** The first word keeps other uses of the secret apart from this one. */
function secretOf(c: Context<AppEnv>, { path, proof }: Pass): string {
  return JSON.stringify(['pass', c.var.settings.SIGNING_SECRET, path, proof])
}
