/** The page of a link over HTTP: what draws a card of it runs no scripts, so its tags stand in the head when it leaves here. */
import { type Context, Hono } from 'hono'
import { type KnownShare, sharePage } from '#core/sharing/share-page.ts'
import type { AppEnv } from '../http/context.ts'
import { Refusal } from '../http/refusal.ts'
import { openedShare, viewingOf } from './open-link.ts'
import { sharedVideo } from './viewing.ts'

/** The pages of links, where this Worker serves the web app itself. On Pages, a function there writes the same page. */
export const sharePageRoutes = new Hono<AppEnv>().get('/:slug', async (c) => {
  const { ASSETS } = c.env
  if (ASSETS === undefined) throw new Refusal('not-found', 'There is nothing at this address.')
  const { WEB_ORIGIN } = c.var.settings
  const shell = await ASSETS.fetch(new URL('/share', WEB_ORIGIN))
  const { html, status, headers } = sharePage(await shell.text(), await knownShare(c), WEB_ORIGIN)
  return c.body(html, status, headers)
})

async function knownShare(c: Context<AppEnv>): Promise<KnownShare> {
  try {
    const row = await openedShare(c, c.req.param('slug') ?? '')
    return { kind: 'open', video: await sharedVideo(viewingOf(c), row) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // Whoever is slowed down asked for many links that lead nowhere, and this is one more of them.
    return { kind: error.code === 'share-locked' ? 'locked' : 'gone' }
  }
}
