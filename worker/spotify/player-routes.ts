/** What Spotify plays, and on which device, over HTTP: to read it, to command it, and the token of the player in the browser. */
import { Hono } from 'hono'
import { answers, answersNothing } from '../http/answers.ts'
import type { AppEnv } from '../http/context.ts'
import { Refusal } from '../http/refusal.ts'
import { validated } from '../http/validated.ts'
import { getToken } from './account.ts'
import { apiFor, onSpotify } from './on-spotify.ts'
import { chooseDevice, command, play, readDevices, readPlayback, set } from './player.ts'
import {
  CommandWish,
  Devices,
  DeviceWish,
  PlaybackState,
  PlayerToken,
  PlayWish,
  PositionWish,
  RepeatWish,
  ShuffleWish,
  VolumeWish,
} from './schema.ts'

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
const playerToken = answers("Read a token for Spotify's player in the browser", { 200: PlayerToken }, [
  ...onSpotify,
  'scope-missing',
])

/** Routes of the player under /api/v1/spotify. */
export const playerRoutes = new Hono<AppEnv>()
  .get('/playback', playback.describe, async (c) => playback.send(c, 200, await readPlayback(apiFor(c))))
  .get('/devices', devices.describe, async (c) =>
    devices.send(c, 200, { items: await readDevices(apiFor(c)) }),
  )
  .put('/playback/device', toDevice.describe, validated('json', DeviceWish), async (c) => {
    await chooseDevice(apiFor(c), c.req.valid('json'))
    return toDevice.send(c)
  })
  .put('/playback/play', toPlay.describe, validated('json', PlayWish), async (c) => {
    await play(apiFor(c), c.req.valid('json'))
    return toPlay.send(c)
  })
  .put('/playback/pause', toPause.describe, validated('json', CommandWish), async (c) => {
    await command(apiFor(c), 'pause', c.req.valid('json'))
    return toPause.send(c)
  })
  .post('/playback/next', toNext.describe, validated('json', CommandWish), async (c) => {
    await command(apiFor(c), 'next', c.req.valid('json'))
    return toNext.send(c)
  })
  .post('/playback/previous', toPrevious.describe, validated('json', CommandWish), async (c) => {
    await command(apiFor(c), 'previous', c.req.valid('json'))
    return toPrevious.send(c)
  })
  .put('/playback/position', toPosition.describe, validated('json', PositionWish), async (c) => {
    const { positionMs, ...device } = c.req.valid('json')
    await set(apiFor(c), { name: 'seek', position_ms: positionMs }, device)
    return toPosition.send(c)
  })
  .put('/playback/volume', toVolume.describe, validated('json', VolumeWish), async (c) => {
    const { volumePercent, ...device } = c.req.valid('json')
    await set(apiFor(c), { name: 'volume', volume_percent: volumePercent }, device)
    return toVolume.send(c)
  })
  .put('/playback/shuffle', toShuffle.describe, validated('json', ShuffleWish), async (c) => {
    const { isShuffled, ...device } = c.req.valid('json')
    await set(apiFor(c), { name: 'shuffle', state: isShuffled }, device)
    return toShuffle.send(c)
  })
  .put('/playback/repeat', toRepeat.describe, validated('json', RepeatWish), async (c) => {
    const { repeat, ...device } = c.req.valid('json')
    await set(apiFor(c), { name: 'repeat', state: repeat }, device)
    return toRepeat.send(c)
  })
  .get('/player-token', playerToken.describe, async (c) => {
    // It commands the player: a token that may only read must not become one that may do that.
    if (!c.var.scopes.includes('write'))
      throw new Refusal('scope-missing', 'This token has no "write" scope. Make one that has.')
    const { accessToken, expiresAtMs } = await getToken(c.env, c.var.account.id)
    return playerToken.send(c, 200, { accessToken, expiresAt: new Date(expiresAtMs).toISOString() })
  })
