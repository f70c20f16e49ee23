/** The API as one Hono app: the middleware in order, then one line a domain. */
import { Hono, type MiddlewareHandler } from 'hono'
import { generateSpecs } from 'hono-openapi'
import { identityOfSession, identityOfToken } from './accounts/accounts.ts'
import { meRoutes, outboxRoutes, signInRoutes, tokenRoutes } from './accounts/routes.ts'
import { openDatabase } from './db/client.ts'
import { settingsOf } from './env.ts'
import { generationRoutes, storyboardRoutes, webhookRoutes } from './generation/routes.ts'
import { bringsFile, limitedJson } from './http/body-limit.ts'
import { logged, problemOf } from './http/border.ts'
import type { AppEnv } from './http/context.ts'
import { guarded } from './http/guard.ts'
import { heardOut } from './http/heard-out.ts'
import { idempotent } from './http/idempotency.ts'
import { crossOrigin, jsonBodies, sameSiteWrites } from './http/origin.ts'
import { problemOfRefusal } from './http/problem.ts'
import { Refusal } from './http/refusal.ts'
import { secured } from './http/security.ts'
import { jobRoutes } from './jobs/routes.ts'
import { lyricsRoutes } from './lyrics/routes.ts'
import { lyricsOfRemovedSong } from './lyrics/store.ts'
import { makeMediaRoutes } from './media/routes.ts'
import { objectRoutes } from './objects/routes.ts'
import { describeApi } from './ops/openapi.ts'
import { docsRoutes, healthRoutes } from './ops/routes.ts'
import { playlistFileRoutes } from './playlists/file-routes.ts'
import { playlistItemRoutes } from './playlists/item-routes.ts'
import { playlistRoutes } from './playlists/routes.ts'
import { joiningRoutes } from './rooms/joining-routes.ts'
import { liveRoutes } from './rooms/live-routes.ts'
import { hostEntryRoutes, roomRoutes } from './rooms/routes.ts'
import { roomWishRoutes } from './rooms/wish-routes.ts'
import { sharedRoutes } from './sharing/link-routes.ts'
import { sharePageRoutes } from './sharing/page-routes.ts'
import { posterRoutes } from './sharing/poster-routes.ts'
import { makeShareRoutes } from './sharing/routes.ts'
import { sharesGoneWith } from './sharing/shares.ts'
import { snapshotFileRoutes } from './snapshots/file-routes.ts'
import { snapshotRoutes } from './snapshots/routes.ts'
import { makeSongRoutes } from './songs/routes.ts'
import { makeSpotifyCallbackRoutes } from './spotify/callback-routes.ts'
import { spotifyRoutes } from './spotify/routes.ts'
import { openStore } from './storage/open-store.ts'
import { interchangeRoutes } from './studio/interchange-routes.ts'
import { orderRoutes } from './studio/order-routes.ts'
import { makeVideoRemovalRoutes, videoRoutes } from './studio/routes.ts'
import { hasVideo, hasVideoOfMedia, hasVideoOfSong } from './studio/video-store.ts'
import { uploadRoutes } from './uploads/routes.ts'

const guard = guarded({
  bySession: (c, sessionId) => identityOfSession(c.env.SESSIONS, sessionId, Date.now()),
  byToken: (c, token) => identityOfToken(c.var.db, token, Date.now()),
})

/** What every domain's own paths pass: who asks, what the request may carry, whether it was asked before. */
const owned = new Hono<AppEnv>()
  .use(guard)
  .route('/me', meRoutes)
  .route('/tokens', tokenRoutes)
  // After the tokens: their secrets must not be kept with an answer that could be given again.
  .route('/rooms', hostEntryRoutes)
  .use(idempotent)
  .route('/songs', makeSongRoutes({ isUsed: hasVideoOfSong, alongside: lyricsOfRemovedSong }))
  .route('/songs', lyricsRoutes)
  .route('/media', makeMediaRoutes({ isUsed: hasVideoOfMedia }))
  .route('/uploads', uploadRoutes)
  .route('/jobs', jobRoutes)
  .route('/videos/:videoId/shares/:shareId/poster', posterRoutes)
  .route('/videos/:videoId/shares', makeShareRoutes({ isVideo: hasVideo }))
  .route('/videos', makeVideoRemovalRoutes({ goneWith: sharesGoneWith }))
  .route('/videos', videoRoutes)
  .route('/generation', generationRoutes)
  .route('/videos/:videoId/storyboard', storyboardRoutes)
  .route('/videos', orderRoutes)
  .route('/videos', interchangeRoutes)
  .route('/rooms', roomRoutes)
  .route('/rooms', roomWishRoutes)
  .route('/playlists', playlistRoutes)
  .route('/playlists', playlistItemRoutes)
  .route('/playlists', playlistFileRoutes)
  .route('/snapshots', snapshotRoutes)
  .route('/snapshots', snapshotFileRoutes)
  .route('/spotify', spotifyRoutes)

const api = new Hono<AppEnv>()
  .use(crossOrigin)
  .use(sameSiteWrites)
  .use(jsonBodies)
  .use(limitedUnlessFile)
  .route('/auth', signInRoutes)
  .route('/outbox', outboxRoutes)
  .route('/shares', sharedRoutes)
  .route('/joining', joiningRoutes)
  .route('/live', liveRoutes)
  .route('/spotify', makeSpotifyCallbackRoutes(guard))
  .get('/openapi.json', async (c) => c.json(describeApi(await specs())))
  .route('/', owned)

/** The whole app. */
export const app = new Hono<AppEnv>()
  .use(async (c, next) => {
    c.set('settings', settingsOf(c.env))
    c.set('db', openDatabase(c.env.DB))
    c.set('store', openStore(c.var.settings, c.env))
    await next()
  })
  .use(logged)
  .use(heardOut)
  .use(secured)
  .route('/', healthRoutes)
  .route('/api/docs', docsRoutes)
  .route('/api/v1/objects', objectRoutes)
  .route('/api/v1/webhooks', webhookRoutes)
  .route('/api/v1', api)
  .route('/v', sharePageRoutes)

app.onError((error, c) => problemOf(error, c.var.requestId ?? ''))
app.notFound((c) =>
  problemOfRefusal(new Refusal('not-found', 'There is nothing at this address.'), c.var.requestId ?? ''),
)

/** The generated document; its type is stated, since the app it is made of contains this very route. */
async function specs(): ReturnType<typeof generateSpecs> {
  return await generateSpecs(app)
}

function limitedUnlessFile(...[c, next]: Parameters<MiddlewareHandler<AppEnv>>) {
  return bringsFile(c) ? next() : limitedJson(c, next)
}
