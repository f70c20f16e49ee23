/** The Spotify lane over HTTP. Nothing of it is there until the operator sets a client id. */
import { type Context, Hono } from 'hono'
import { answers, answersNothing } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { rateLimited } from '../http/rate-limit.ts'
import { validated } from '../http/validated.ts'
import { Snapshot } from '../snapshots/schema.ts'
import { readPlaylists, search } from './catalogue.ts'
import {
  beginConnection,
  type Connecting,
  endConnection,
  getSpotifyUserId,
  readState,
} from './connections.ts'
import { getLane } from './lane.ts'
import { apiFor, onLane, onSpotify } from './on-spotify.ts'
import { playerRoutes } from './player-routes.ts'
import { addToQueue, readQueue } from './queue.ts'
import { restoreSlice } from './restorings.ts'
import {
  Added,
  Authorization,
  ConnectionWish,
  Found,
  PlaylistsQuery,
  QueueWish,
  Restored,
  RestoringWish,
  SearchQuery,
  SnapshotWish,
  SpotifyPlaylists,
  SpotifyQueue,
  SpotifyState,
} from './schema.ts'
import { takeSpotifySnapshot } from './snapshots.ts'

/** A page that shows what plays asks every few seconds; nobody uses up what everybody here shares. */
const rate = { name: 'spotify', by: 'account', capacity: 40, refillPerSecond: 1 } as const
/** Each is a visit to Spotify's page of consent. */
const connectRate = { name: 'spotify-connect', by: 'account', capacity: 10, refillPerSecond: 0.02 } as const

/** What is made of many calls waits so long for one of them. */
const patienceSeconds = 15

const readLane = answers(
  'Say whether Spotify can be used here, and how you are connected',
  { 200: SpotifyState },
  ['sign-in-required'],
)
const connect = answers('Begin to connect: the page where you give your consent', { 201: Authorization }, [
  ...onLane,
  'too-many-requests',
])
const disconnect = answersNothing('Forget the connection and its tokens', onLane)
const queue = answers(
  'Read the queue, as far as Spotify shows it: the next 20',
  { 200: SpotifyQueue },
  onSpotify,
)
const add = answers('Add to the end of the queue, for good', { 200: Added }, onSpotify)
const playlists = answers('List your playlists at Spotify', { 200: SpotifyPlaylists }, onSpotify)
const find = answers('Search tracks, ten at a time', { 200: Found }, onSpotify)
const snap = answers(
  'Keep a snapshot of the queue or of a playlist, as its next version',
  { 201: Snapshot },
  [...onSpotify, 'service-unavailable'],
)
const restore = answers('Bring a slice of a snapshot to the queue or into a playlist', { 200: Restored }, [
  ...onSpotify,
  'snapshot-not-found',
  'service-unavailable',
])

/** Routes under /api/v1/spotify, but for the way back from Spotify, which a browser goes by itself. */
export const spotifyRoutes = new Hono<AppEnv>()
  .get('/', readLane.describe, async (c) => readLane.send(c, 200, await readState(connecting(c))))
  .use(async (c, next) => {
    getLane(c.var.settings)
    await next()
  })
  .post(
    '/connections',
    connect.describe,
    rateLimited(connectRate),
    validated('json', ConnectionWish),
    async (c) => {
      const { returnTo } = c.req.valid('json')
      const authorizationUrl = await beginConnection(connecting(c), getLane(c.var.settings), returnTo)
      return connect.send(c, 201, { authorizationUrl })
    },
  )
  .delete('/connections', disconnect.describe, async (c) => {
    await endConnection(connecting(c))
    return disconnect.send(c)
  })
  .use(rateLimited(rate))
  .route('/', playerRoutes)
  .get('/queue', queue.describe, async (c) => queue.send(c, 200, await readQueue(apiFor(c))))
  .post('/queue', add.describe, validated('json', QueueWish), async (c) => {
    const { uris, ...device } = c.req.valid('json')
    return add.send(c, 200, await addToQueue(apiFor(c), uris, device))
  })
  .get('/playlists', playlists.describe, validated('query', PlaylistsQuery), async (c) => {
    const spotifyUserId = await getSpotifyUserId(connecting(c))
    const { offset } = c.req.valid('query')
    return playlists.send(c, 200, await readPlaylists(apiFor(c), { offset, spotifyUserId }))
  })
  .get('/search', find.describe, validated('query', SearchQuery), async (c) =>
    find.send(c, 200, await search(apiFor(c), c.req.valid('query'))),
  )
  .post('/snapshots', snap.describe, validated('json', SnapshotWish), async (c) => {
    const { db, store, account } = c.var
    const spotifyUserId = await getSpotifyUserId(connecting(c))
    const keeping = { db, store, nowMs: Date.now() }
    const snapping = { api: apiFor(c, patienceSeconds), keeping, owner: account, spotifyUserId }
    return snap.send(c, 201, await takeSpotifySnapshot(snapping, c.req.valid('json')))
  })
  .post('/restorings', restore.describe, validated('json', RestoringWish), async (c) => {
    const { db, store, account } = c.var
    const restoring = { api: apiFor(c, patienceSeconds), keeping: { db, store }, owner: account }
    return restore.send(c, 200, await restoreSlice(restoring, c.req.valid('json')))
  })

function connecting(c: Context<AppEnv>): Connecting {
  const { settings, account } = c.var
  return { bindings: c.env, settings, owner: account, nowMs: Date.now() }
}
