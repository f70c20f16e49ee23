/** The way back from Spotify's page of consent, which a browser goes by itself: whatever happened, it ends in the app. */
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { answersRedirect } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { rateLimited } from '../http/rate-limit.ts'
import { Refusal } from '../http/refusal.ts'
import { validated } from '../http/validated.ts'
import { finishConnection } from './connections.ts'
import { getLane, wayHome } from './lane.ts'
import { CallbackQuery, type Outcome } from './schema.ts'

const rate = { name: 'spotify-callback', by: 'account', capacity: 20, refillPerSecond: 0.1 } as const

const comeBack = answersRedirect('Come back from Spotify, and go on in the app with `?outcome=`')

/**
 * The route /api/v1/spotify/callback. It wants the session of whoever set out: a link that somebody else sends leads
 * nowhere, since it would connect their Spotify account here, or the other way round.
 */
export function makeSpotifyCallbackRoutes(guard: MiddlewareHandler<AppEnv>) {
  const routes = new Hono<AppEnv>().get(
    '/callback',
    comeBack.describe,
    async (c, next) => {
      getLane(c.var.settings)
      const home = wayHome(c.var.settings, c.req.url)
      return home === undefined ? await next() : c.redirect(home, 302)
    },
    guard,
    rateLimited(rate),
    validated('query', CallbackQuery),
    async (c) => {
      const { settings, account } = c.var
      const connecting = { bindings: c.env, settings, owner: account, nowMs: Date.now() }
      const { outcome, returnTo } = await finishConnection(connecting, c.req.valid('query'))
      return toApp(c, outcome, returnTo)
    },
  )
  routes.onError((error, c) => {
    if (!(error instanceof Refusal) || error.code === 'not-found') throw error
    return toApp(c, outcomeOf(error), '/spotify')
  })
  return routes
}

function outcomeOf({ code }: Refusal): Outcome {
  if (code === 'sign-in-required') return 'sign-in-required'
  return code === 'too-many-requests' ? 'busy' : 'link-invalid'
}

function toApp(c: Context<AppEnv>, outcome: Outcome, returnTo: string): Response {
  const url = new URL(returnTo, c.var.settings.WEB_ORIGIN)
  url.searchParams.set('outcome', outcome)
  return c.redirect(url.href, 302)
}
