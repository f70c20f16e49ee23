/** The Spotify lane over HTTP. Nothing of it is there until the operator sets a client id. */
import { type Context, Hono } from 'hono'
import { answers, answersNothing } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { rateLimited } from '../http/rate-limit.ts'
import { Refusal, type RefusalCode } from '../http/refusal.ts'
import { validated } from '../http/validated.ts'
import { Snapshot } from '../snapshots/schema.ts'
import { getToken } from './account.ts'
import { readPlaylists, search } from './catalogue.ts'
import {
  beginConnection,
  type Connecting,
  endConnection,
  getSpotifyUserId,
  readState,
} from './connections.ts'
import { getLane } from './lane.ts'
import { apiOf } from './open.ts'
import { chooseDevice, command, play, readDevices, readPlayback, set } from './player.ts'
import { addToQueue, readQueue } from './queue.ts'
import { restoreSlice } from './restorings.ts'
import {
  Added,
  Authorization,
  CommandWish,
  ConnectionWish,
  Devices,
  DeviceWish,
  Found,
  PlaybackState,
  PlayerToken,
  PlaylistsQuery,
  PlayWish,
  PositionWish,
  QueueWish,
  RepeatWish,
  Restored,
  RestoringWish,
  SearchQuery,
  ShuffleWish,
  SnapshotWish,
  SpotifyPlaylists,
  SpotifyQueue,
  SpotifyState,
  VolumeWish,
} from './schema.ts'
import { takeSpotifySnapshot } from './snapshots.ts'

/** A page that shows what plays asks every few seconds; nobody uses up what everybody here shares. */
const rate = { name: 'spotify', by: 'account', capacity: 40, refillPerSecond: 1 } as const
/** Each is a visit to Spotify's page of consent. */
const connectRate = { name: 'spotify-connect', by: 'account', capacity: 10, refillPerSecond: 0.02 } as const

/** What is made of many calls waits so long for one of them. */
const patienceSeconds = 15

const onLane = ['sign-in-required', 'not-found'] as const satisfies readonly RefusalCode[]

/** What anything that is asked of Spotify may come to. */
export const onSpotify = [
  ...onLane,
  'invalid-request',
  'too-many-requests',
  'not-set-up',
  'spotify-not-connected',
  'spotify-consent-needed',
  'spotify-premium-required',
  'spotify-owner-premium',
  'spotify-not-on-list',
  'spotify-refused',
  'spotify-no-device',
  'spotify-not-found',
  'spotify-not-taken',
  'spotify-busy',
  'spotify-quota-exceeded',
  'spotify-unavailable',
] as const satisfies readonly RefusalCode[]

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
const playback = answers('Read what plays at Spotify, and how far it is', { 200: PlaybackState }, onSpotify)
const devices = answers('List the devices that Spotify is open on', { 200: Devices }, onSpotify)
const toDevice = answersNothing('Move playback to a device', onSpotify)
const toPlay = answersNothing('Play on, or play these', onSpotify)
const toPause = answersNothing('Pause', onSpotify)
const toNext = answersNothing('Go to the next', onSpotify)
const toPrevious = answersNothing('Go to the previous', onSpotify)
const toPosition = answersNothing('Go to a place in what plays', onSpotify)
const toVolume = answersNothing('Set the volume of the device', onSpotify)
const toShuffle = answersNothing('Switch the random order on or off', onSpotify)
const toRepeat = answersNothing('Say what is repeated', onSpotify)
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
const playerToken = answers("Read a token for Spotify's player in the browser", { 200: PlayerToken }, [
  ...onSpotify,
  'scope-missing',
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
  .get('/playback', playback.describe, async (c) => playback.send(c, 200, await readPlayback(api(c))))
  .get('/devices', devices.describe, async (c) => devices.send(c, 200, { items: await readDevices(api(c)) }))
  .put('/playback/device', toDevice.describe, validated('json', DeviceWish), async (c) => {
    await chooseDevice(api(c), c.req.valid('json'))
    return toDevice.send(c)
  })
  .put('/playback/play', toPlay.describe, validated('json', PlayWish), async (c) => {
    await play(api(c), c.req.valid('json'))
    return toPlay.send(c)
  })
  .put('/playback/pause', toPause.describe, validated('json', CommandWish), async (c) => {
    await command(api(c), 'pause', c.req.valid('json'))
    return toPause.send(c)
  })
  .post('/playback/next', toNext.describe, validated('json', CommandWish), async (c) => {
    await command(api(c), 'next', c.req.valid('json'))
    return toNext.send(c)
  })
  .post('/playback/previous', toPrevious.describe, validated('json', CommandWish), async (c) => {
    await command(api(c), 'previous', c.req.valid('json'))
    return toPrevious.send(c)
  })
  .put('/playback/position', toPosition.describe, validated('json', PositionWish), async (c) => {
    const { positionMs, ...device } = c.req.valid('json')
    await set(api(c), { name: 'seek', position_ms: positionMs }, device)
    return toPosition.send(c)
  })
  .put('/playback/volume', toVolume.describe, validated('json', VolumeWish), async (c) => {
    const { volumePercent, ...device } = c.req.valid('json')
    await set(api(c), { name: 'volume', volume_percent: volumePercent }, device)
    return toVolume.send(c)
  })
  .put('/playback/shuffle', toShuffle.describe, validated('json', ShuffleWish), async (c) => {
    const { isShuffled, ...device } = c.req.valid('json')
    await set(api(c), { name: 'shuffle', state: isShuffled }, device)
    return toShuffle.send(c)
  })
  .put('/playback/repeat', toRepeat.describe, validated('json', RepeatWish), async (c) => {
    const { repeat, ...device } = c.req.valid('json')
    await set(api(c), { name: 'repeat', state: repeat }, device)
    return toRepeat.send(c)
  })
  .get('/queue', queue.describe, async (c) => queue.send(c, 200, await readQueue(api(c))))
  .post('/queue', add.describe, validated('json', QueueWish), async (c) => {
    const { uris, ...device } = c.req.valid('json')
    return add.send(c, 200, await addToQueue(api(c), uris, device))
  })
  .get('/playlists', playlists.describe, validated('query', PlaylistsQuery), async (c) => {
    const spotifyUserId = await getSpotifyUserId(connecting(c))
    const { offset } = c.req.valid('query')
    return playlists.send(c, 200, await readPlaylists(api(c), { offset, spotifyUserId }))
  })
  .get('/search', find.describe, validated('query', SearchQuery), async (c) =>
    find.send(c, 200, await search(api(c), c.req.valid('query'))),
  )
  .post('/snapshots', snap.describe, validated('json', SnapshotWish), async (c) => {
    const { db, store, account } = c.var
    const spotifyUserId = await getSpotifyUserId(connecting(c))
    const keeping = { db, store, nowMs: Date.now() }
    const snapping = { api: api(c, patienceSeconds), keeping, owner: account, spotifyUserId }
    return snap.send(c, 201, await takeSpotifySnapshot(snapping, c.req.valid('json')))
  })
  .post('/restorings', restore.describe, validated('json', RestoringWish), async (c) => {
    const { db, store, account } = c.var
    const restoring = { api: api(c, patienceSeconds), keeping: { db, store }, owner: account }
    return restore.send(c, 200, await restoreSlice(restoring, c.req.valid('json')))
  })
  .get('/player-token', playerToken.describe, async (c) => {
    // It commands the player: a token that may only read must not become one that may do that.
    if (!c.var.scopes.includes('write'))
      throw new Refusal('scope-missing', 'This token has no "write" scope. Make one that has.')
    const { accessToken, expiresAtMs } = await getToken(c.env, c.var.account.id)
    return playerToken.send(c, 200, { accessToken, expiresAt: new Date(expiresAtMs).toISOString() })
  })

function connecting(c: Context<AppEnv>): Connecting {
  const { settings, account } = c.var
  return { bindings: c.env, settings, owner: account, nowMs: Date.now() }
}

function api(c: Context<AppEnv>, patienceSeconds = 0) {
  const { settings, account } = c.var
  return apiOf({ bindings: c.env, settings, owner: account, patienceSeconds })
}
