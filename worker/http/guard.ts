/** Knows who asks: by the session cookie or by a bearer token. The look-up itself belongs to accounts. */
import type { Context, MiddlewareHandler } from 'hono'
import { bearerTokenOf } from './bearer.ts'
import type { Account, AppEnv, Scope } from './context.ts'
import { Refusal } from './refusal.ts'
import { giveSessionCookie, readSessionCookie } from './session-cookie.ts'

/**
 * What a credential stands for. A session may do everything its account may; one that this use prolonged says for how
 * long, and its cookie with it.
 */
export type Identity = {
  readonly account: Account
  readonly scopes: readonly Scope[]
  readonly prolongedMs?: number
}

/** Finds the account behind a credential; `undefined` when it stands for nobody, any more or yet. */
export type IdentityLookup = {
  bySession(c: Context<AppEnv>, sessionId: string): Promise<Identity | undefined>
  byToken(c: Context<AppEnv>, token: string): Promise<Identity | undefined>
}

/** Refuses whoever is not signed in, and sets `account` and `scopes`. A token must have the scope that the method needs. */
export function guarded(lookup: IdentityLookup): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const bearer = bearerTokenOf(c.req.header('authorization'))
    const sessionId = readSessionCookie(c)
    const identity =
      bearer !== undefined
        ? await lookup.byToken(c, bearer)
        : sessionId === undefined
          ? undefined
          : await lookup.bySession(c, sessionId)
    if (identity === undefined)
      throw new Refusal('sign-in-required', 'Sign in, or send a valid API token.', {
        'www-authenticate': 'Bearer',
      })
    const needed: Scope = c.req.method === 'GET' || c.req.method === 'HEAD' ? 'read' : 'write'
    if (!identity.scopes.includes(needed)) {
      throw new Refusal('scope-missing', `This token has no "${needed}" scope. Make one that has.`)
    }
    c.set('account', identity.account)
    c.set('scopes', identity.scopes)
    await next()
    if (bearer === undefined && sessionId !== undefined && identity.prolongedMs !== undefined)
      giveSessionCookie(c, sessionId, identity.prolongedMs)
  }
}
