/** The cookie that a browser shows its session with. */
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { AppEnv } from './context.ts'

const name = 'sid'
const path = '/'

/** The secret in the session cookie, if there is one. */
export function readSessionCookie(c: Context<AppEnv>): string | undefined {
  return getCookie(c, name)
}

/** Gives the browser the session's secret, for as long as the session lasts when nobody uses it. */
export function giveSessionCookie(c: Context<AppEnv>, secret: string, lifeMs: number): void {
  // Plain http is only met on a local stack.
  const secure = c.var.settings.WEB_ORIGIN.startsWith('https:')
  setCookie(c, name, secret, { httpOnly: true, secure, sameSite: 'Lax', path, maxAge: lifeMs / 1000 })
}

/** Takes the cookie back. */
export function takeSessionCookie(c: Context<AppEnv>): void {
  deleteCookie(c, name, { path })
}
