import { describe, expect, test } from 'vitest'
import { type Client, signIn } from '../testing/harness.ts'
import { Added, Found, PlaybackState, SpotifyPlaylists, SpotifyQueue } from './schema.ts'
import type { FakeSpotify } from './spotify.fake.ts'
import { fakeTrack, fakeTracks } from './spotify-catalogue.fake.ts'
import { budgetObject, connectSpotify, restart, useFakeSpotify } from './use-spotify.fake.ts'

const spotify = useFakeSpotify()

async function connected(): Promise<Client> {
  const [ada] = await signIn('ada')
  await connectSpotify(ada, spotify.current, 'ada')
  return ada
}

async function playbackOf(client: Client) {
  return PlaybackState.parse((await client.get('/spotify/playback')).json).playback
}

const playerOf = (fake: FakeSpotify) => fake.person('ada').player
const typeOf = (answer: { problem?: { type: string } | undefined }) => answer.problem?.type.split('/').at(-1)

describe('what plays at Spotify', () => {
  test('is told with how far it is, and goes on by itself into the next song', async () => {
    const ada = await connected()
    expect((await ada.put('/spotify/playback/play', {})).status).toBe(204)
    spotify.current.advance(30_000)
    const first = await playbackOf(ada)
    expect(first).toMatchObject({
      isPlaying: true,
      kind: 'track',
      repeat: 'off',
      device: { name: 'Kitchen' },
    })
    expect(first?.item).toMatchObject({ title: fakeTrack(0).name, durationMs: fakeTrack(0).durationMs })
    expect(first?.progressMs).toBeGreaterThanOrEqual(30_000)
    expect(first?.progressMs).toBeLessThan(40_000)
    spotify.current.advance(fakeTrack(0).durationMs)
    expect((await playbackOf(ada))?.item?.title).toBe(fakeTrack(1).name)
  })

  test('is nothing where Spotify is open nowhere, and nothing can be commanded there', async () => {
    const ada = await connected()
    playerOf(spotify.current).closeAll()
    expect(await playbackOf(ada)).toBeNull()
    expect(SpotifyQueue.parse((await ada.get('/spotify/queue')).json)).toEqual({
      current: null,
      items: [],
      mayHaveMore: false,
    })
    for (const answer of [
      await ada.put('/spotify/playback/pause', {}),
      await ada.post('/spotify/playback/next', {}),
      await ada.put('/spotify/playback/volume', { volumePercent: 10 }),
      await ada.post('/spotify/queue', { uris: [fakeTrack(1).uri] }),
    ])
      expect([answer.status, typeOf(answer)]).toEqual([404, 'spotify-no-device'])
  })

  test('does what it is told', async () => {
    const ada = await connected()
    await ada.put('/spotify/playback/play', {
      uris: [fakeTrack(5).uri, fakeTrack(6).uri],
      positionMs: 20_000,
    })
    expect(await playbackOf(ada)).toMatchObject({ isPlaying: true, item: { uri: fakeTrack(5).uri } })
    expect((await playbackOf(ada))?.progressMs).toBeGreaterThanOrEqual(20_000)
    await ada.post('/spotify/playback/next', {})
    expect((await playbackOf(ada))?.item?.uri).toBe(fakeTrack(6).uri)
    await ada.post('/spotify/playback/previous', {})
    await ada.put('/spotify/playback/position', { positionMs: 90_000 })
    await ada.put('/spotify/playback/volume', { volumePercent: 73 })
    await ada.put('/spotify/playback/shuffle', { isShuffled: true })
    await ada.put('/spotify/playback/repeat', { repeat: 'track' })
    await ada.put('/spotify/playback/pause', {})
    const state = await playbackOf(ada)
    expect(state).toMatchObject({
      isPlaying: false,
      isShuffled: true,
      repeat: 'track',
      disallows: ['pausing'],
    })
    expect(state).toMatchObject({ item: { uri: fakeTrack(5).uri }, device: { volumePercent: 73 } })
    expect(state?.progressMs).toBeGreaterThanOrEqual(90_000)
  })

  test('moves to another device, one that has no volume among them', async () => {
    const ada = await connected()
    const { items } = (await ada.get('/spotify/devices')).json as {
      items: { id: string; hasVolume: boolean }[]
    }
    expect(items.map(({ hasVolume }) => hasVolume)).toEqual([true, false])
    const deviceId = items[1]?.id
    expect((await ada.put('/spotify/playback/device', { deviceId, isPlaying: true })).status).toBe(204)
    expect(await playbackOf(ada)).toMatchObject({ isPlaying: true, device: { id: deviceId, isActive: true } })
    const refused = await ada.put('/spotify/playback/volume', { volumePercent: 1 })
    expect([refused.status, refused.problem?.detail]).toEqual([403, expect.stringContaining('on the device')])
    expect(typeOf(await ada.put('/spotify/playback/device', { deviceId: 'gone' }))).toBe('spotify-no-device')
  })

  test('takes commands of Premium accounts alone, and says so', async () => {
    const ada = await connected()
    spotify.current.person('ada').isPremium = false
    const answer = await ada.put('/spotify/playback/pause', {})
    expect([answer.status, typeOf(answer)]).toEqual([403, 'spotify-premium-required'])
    expect((await ada.get('/spotify/playback')).status).toBe(200)
  })

  test('is refused in a sentence where the player does not do it now', async () => {
    const ada = await connected()
    const answer = await ada.put('/spotify/playback/pause', {})
    expect([answer.status, typeOf(answer)]).toEqual([403, 'spotify-refused'])
  })

  test('takes only commands that mean something', async () => {
    const ada = await connected()
    for (const [path, wish] of [
      ['position', { positionMs: -1 }],
      ['volume', { volumePercent: 101 }],
      ['repeat', { repeat: 'always' }],
      ['device', { deviceId: '../../me' }],
      ['play', { uris: ['spotify:album:4aawyAB9vmqN3uQ7FjRGTy'] }],
      ['play', { uris: [fakeTrack(1).uri], contextUri: 'spotify:playlist:37i9dQZF1DXcBWIGoYBM5M' }],
    ] as const)
      expect((await ada.put(`/spotify/playback/${path}`, wish)).status).toBe(400)
    expect(spotify.current.calls).toEqual(['GET /v1/me'])
  })
})

describe('the queue', () => {
  test('is shown as far as Spotify shows it, and says that there may be more', async () => {
    const ada = await connected()
    const queue = SpotifyQueue.parse((await ada.get('/spotify/queue')).json)
    expect(queue.items).toHaveLength(20)
    expect(queue.mayHaveMore).toBe(true)
    expect(queue.current?.uri).toBe(fakeTrack(0).uri)
    expect(queue.items[0]).toMatchObject({ kind: 'track', artists: [fakeTrack(1).artist] })
    expect(queue.items[0]?.url).toContain('https://open.spotify.com/track/')
  })

  test('takes songs at its end, in their order', async () => {
    const ada = await connected()
    const uris = [40, 41, 42].map((number) => fakeTrack(number).uri)
    expect(Added.parse((await ada.post('/spotify/queue', { uris })).json)).toEqual({
      addedCount: 3,
      stopped: null,
    })
    const queue = SpotifyQueue.parse((await ada.get('/spotify/queue')).json)
    expect(queue.items.slice(0, 3).map(({ uri }) => uri)).toEqual(uris)
  })

  test('says how many it took when Spotify stops in the middle, so that none is added twice', async () => {
    const ada = await connected()
    const uris = [40, 41, 42, 43].map((number) => fakeTrack(number).uri)
    const player = playerOf(spotify.current)
    spotify.current.mostCalls = spotify.current.calls.length + 2
    const added = Added.parse((await ada.post('/spotify/queue', { uris })).json)
    expect(added).toMatchObject({ addedCount: 2, stopped: { code: 'spotify-busy', retryAfterSeconds: 7 } })
    expect(player.added.map(({ uri }) => uri)).toEqual(uris.slice(0, 2))
  })

  test('never gets a song twice because an answer was lost on its way', async () => {
    const ada = await connected()
    spotify.current.troubles.push({ kind: 'lost-after', at: /queue/ })
    const answer = await ada.post('/spotify/queue', { uris: [fakeTrack(40).uri] })
    expect([answer.status, typeOf(answer)]).toEqual([503, 'spotify-unavailable'])
    expect(playerOf(spotify.current).added).toHaveLength(1)
  })
})

describe('playlists and the catalogue', () => {
  test('are listed with those that are read told apart from those that are only followed', async () => {
    const ada = await connected()
    const { items, totalCount, nextOffset } = SpotifyPlaylists.parse(
      (await ada.get('/spotify/playlists')).json,
    )
    expect(items.map(({ kind, isReadable, itemCount }) => [kind, isReadable, itemCount])).toEqual([
      ['own', true, 72],
      ['collaborative', true, 12],
      ['followed', false, null],
    ])
    expect([totalCount, nextOffset]).toEqual([3, null])
  })

  test('are found by words, ten at a time', async () => {
    const ada = await connected()
    const first = Found.parse((await ada.get('/spotify/search?query=The%20Loops')).json)
    expect(first.items).toHaveLength(10)
    expect(first.nextOffset).toBe(10)
    const second = Found.parse((await ada.get('/spotify/search?query=The%20Loops&offset=10')).json)
    expect([second.items.length, second.nextOffset]).toEqual([6, null])
    const all = [...first.items, ...second.items].map(({ uri }) => uri)
    expect(all).toEqual(fakeTracks.filter(({ artist }) => artist === 'The Loops').map(({ uri }) => uri))
    expect((await ada.get('/spotify/search?query=')).status).toBe(400)
  })
})

describe('an answer of Spotify', () => {
  test('with fields missing, empty or never heard of is still an answer', async () => {
    const ada = await connected()
    const bare = { uri: fakeTrack(0).uri }
    const odd = {
      ...bare,
      name: null,
      artists: 'none',
      album: { images: [{}] },
      duration_ms: -1,
      is_new: { at: 1 },
    }
    for (const item of [bare, odd, null, undefined]) {
      const body = { is_playing: true, item, device: {}, progress_ms: null, somethingNew: [1] }
      spotify.current.troubles.push({ kind: 'status', status: 200, body })
      const state = await playbackOf(ada)
      expect(state).toMatchObject({ isPlaying: true, progressMs: null, repeat: 'off' })
      expect(state?.item?.title ?? 'nothing').toBe(item ? 'Not named by Spotify' : 'nothing')
    }
    const scripts = {
      album: { images: [{ url: 'javascript:1' }] },
      external_urls: { spotify: 'javascript:1' },
    }
    const tracks = { items: [{ ...bare, ...scripts }] }
    spotify.current.troubles.push({ kind: 'status', status: 200, body: { tracks } })
    const { items } = Found.parse((await ada.get('/spotify/search?query=x')).json)
    expect(items).toMatchObject([{ imageUrl: null, url: null }])
    spotify.current.troubles.push({ kind: 'status', status: 200, body: { queue: [null, bare, 7] } })
    const queue = SpotifyQueue.parse((await ada.get('/spotify/queue')).json)
    expect(queue.items.map(({ uri }) => uri)).toEqual([bare.uri])
  })

  test('that is none is Spotify being away, not a fault here', async () => {
    const ada = await connected()
    for (const body of ['<html>', { devices: 'no' }, []]) {
      spotify.current.troubles.push({ kind: 'status', status: 200, body })
      expect(typeOf(await ada.get('/spotify/devices'))).toBe('spotify-unavailable')
    }
  })

  test('that breaks is asked for again when nothing was changed by asking', async () => {
    const ada = await connected()
    const broken = { kind: 'status', status: 502, body: 'Bad gateway' } as const
    spotify.current.troubles.push(broken, broken)
    expect((await ada.get('/spotify/playback')).status).toBe(200)
    spotify.current.troubles.push(broken, broken, broken)
    expect(typeOf(await ada.get('/spotify/playback'))).toBe('spotify-unavailable')
  })

  test('of refusal keeps its reason: the list of the app, its owner, a consent that does not reach', async () => {
    const ada = await connected()
    const refusals = [
      ['User not registered in the Developer Dashboard', 'spotify-not-on-list'],
      ['Active premium subscription required for the owner of the app.', 'spotify-owner-premium'],
      [{ error: { status: 403, message: 'Insufficient client scope' } }, 'spotify-consent-needed'],
      [{ error: { status: 403, message: 'Forbidden' } }, 'spotify-refused'],
      [{ error: 'odd' }, 'spotify-refused'],
      [{ error: { message: 'x', reason: 'constructor' } }, 'spotify-refused'],
    ] as const
    for (const [body, code] of refusals) {
      spotify.current.troubles.push({ kind: 'status', status: 403, body })
      const answer = await ada.get('/spotify/playback')
      expect([typeOf(answer), answer.problem?.detail]).toEqual([code, expect.any(String)])
    }
    spotify.current.troubles.push({
      kind: 'status',
      status: 404,
      body: { error: { status: 404, message: 'x' } },
    })
    expect(typeOf(await ada.get('/spotify/playback'))).toBe('spotify-not-found')
  })

  test('that it does not understand is told by what was wanted of it: to read, or to take a song', async () => {
    const ada = await connected()
    const body = { error: { status: 400, message: 'Bad request' } }
    spotify.current.troubles.push({ kind: 'status', status: 400, body })
    const reading = await ada.get('/spotify/playback')
    expect(reading.problem?.detail).toMatch(/^Spotify does not understand what it was asked for/)
    spotify.current.troubles.push({ kind: 'status', status: 400, body })
    const adding = await ada.post('/spotify/queue', { uris: [fakeTracks[0]?.uri] })
    expect(adding.problem?.detail).toMatch(/perhaps it has no such song any more/)
    expect([reading, adding].map(typeOf)).toEqual(['spotify-not-taken', 'spotify-not-taken'])
  })
})

describe('the budget', () => {
  test('is one for everybody: whom Spotify tells to wait, tells the others', async () => {
    const [ada, bo] = await signIn('ada', 'bo')
    await connectSpotify(ada, spotify.current, 'ada')
    await connectSpotify(bo, spotify.current, 'bo')
    const asked = spotify.current.calls.length
    spotify.current.troubles.push({ kind: 'status', status: 429, headers: { 'retry-after': '33' } })
    const told = await ada.get('/spotify/playback')
    expect([told.status, typeOf(told), told.headers.get('retry-after')]).toEqual([429, 'spotify-busy', '33'])
    const other = await bo.get('/spotify/playback')
    expect([other.status, typeOf(other)]).toEqual([429, 'spotify-busy'])
    expect(Number(other.headers.get('retry-after'))).toBeGreaterThan(25)
    // Spotify was asked by nobody meanwhile.
    expect(spotify.current.calls.length).toBe(asked)
  })

  test('tells a quota that is used up from a rate, and outlives a restart', async () => {
    const ada = await connected()
    const error = { status: 429, message: 'Too many requests', reason: 'QUOTA_EXCEEDED' }
    const headers = { 'retry-after': '7200' }
    spotify.current.troubles.push({ kind: 'status', status: 429, body: { error }, headers })
    const answer = await ada.get('/spotify/playback')
    expect([answer.status, typeOf(answer), answer.headers.get('retry-after')]).toEqual([
      429,
      'spotify-quota-exceeded',
      '7200',
    ])
    expect(answer.problem?.detail).toContain('2 hours')
    await restart(budgetObject)
    expect(typeOf(await ada.get('/spotify/playback'))).toBe('spotify-quota-exceeded')
  })

  test('without a word of Spotify on when to come back waits a little', async () => {
    const ada = await connected()
    spotify.current.troubles.push({ kind: 'status', status: 429, headers: { 'retry-after': 'soon' } })
    expect((await ada.get('/spotify/playback')).headers.get('retry-after')).toBe('5')
  })
})

test("one person's Spotify is nobody else's", async () => {
  const ada = await connected()
  const [bo] = await signIn('bo')
  const asked = spotify.current.calls.length
  const deviceId = 'kitchen0speaker'
  const answers = [
    await bo.get('/spotify/playback'),
    await bo.get('/spotify/devices'),
    await bo.put('/spotify/playback/device', { deviceId }),
    await bo.put('/spotify/playback/play', {}),
    await bo.put('/spotify/playback/pause', {}),
    await bo.post('/spotify/playback/next', {}),
    await bo.post('/spotify/playback/previous', {}),
    await bo.put('/spotify/playback/position', { positionMs: 1 }),
    await bo.put('/spotify/playback/volume', { volumePercent: 1 }),
    await bo.put('/spotify/playback/shuffle', { isShuffled: true }),
    await bo.put('/spotify/playback/repeat', { repeat: 'off' }),
    await bo.get('/spotify/queue'),
    await bo.post('/spotify/queue', { uris: [fakeTrack(1).uri] }),
    await bo.get('/spotify/playlists'),
    await bo.get('/spotify/search?query=rain'),
    await bo.get('/spotify/player-token'),
  ]
  for (const answer of answers)
    expect([answer.status, typeOf(answer)]).toEqual([409, 'spotify-not-connected'])
  expect(spotify.current.calls.length).toBe(asked)
  expect((await bo.delete('/spotify/connections')).status).toBe(204)
  expect((await ada.get('/spotify/playback')).status).toBe(200)
})
