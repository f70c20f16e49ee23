import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { itemNamed, type PlaylistItem } from '#core/playlists/playlist.ts'
import { openDatabase } from '../db/client.ts'
import { type Bindings, settingsOf } from '../env.ts'
import { Snapshot } from '../snapshots/schema.ts'
import { readSnapshot, saveSnapshot } from '../snapshots/snapshots.ts'
import { openStore } from '../storage/open-store.ts'
import { type Client, signIn } from '../testing/harness.ts'
import { accountIdOf, objectsUnder } from '../testing/material.ts'
import { Restored, type RestoringWish } from './schema.ts'
import { fakeId, fakeTrack, localTrack } from './spotify-catalogue.fake.ts'
import { connectSpotify, useFakeSpotify } from './use-spotify.fake.ts'

const spotify = useFakeSpotify()
const bindings = env as unknown as Bindings
const keeping = {
  db: openDatabase(bindings.DB),
  store: openStore(settingsOf(bindings), bindings),
  nowMs: Date.now(),
}
const [ownId, sharedId, followedId] = [1001, 1002, 1003].map((number) => fakeId('playlist', number))
const ofPlaylist = (playlistId: string | undefined) => ({ source: { kind: 'spotify-playlist', playlistId } })
const typeOf = (answer: { problem?: { type: string } | undefined }) => answer.problem?.type.split('/').at(-1)

async function connected(): Promise<Client> {
  const [ada] = await signIn('ada')
  await connectSpotify(ada, spotify.current, 'ada')
  return ada
}

async function itemsOf(client: Client, snapshotId: string): Promise<PlaylistItem[]> {
  const { items } = await readSnapshot(keeping, { id: await accountIdOf(client) }, snapshotId)
  const all: PlaylistItem[] = []
  for await (const item of items) all.push(item)
  return all
}

async function snapshotOf(client: Client, items: readonly PlaylistItem[]): Promise<Snapshot> {
  const head = { title: 'Of old', description: null, creator: null, createdAt: null }
  const source = { kind: 'playlist', id: 'old' } as const
  return await saveSnapshot(
    keeping,
    { id: await accountIdOf(client) },
    { source, title: 'Of old', head, items },
  )
}

const atSpotify = (number: number): PlaylistItem => ({
  ...itemNamed(fakeTrack(number).name),
  spotifyUri: fakeTrack(number).uri,
})

/** Slice after slice, as the app asks for them. */
async function restore(client: Client, snapshotId: string, into: z.input<typeof RestoringWish>['into']) {
  const slices: z.output<typeof Restored>[] = []
  let place: z.input<typeof RestoringWish>['into'] = into
  for (let fromPosition: number | null = 0; fromPosition !== null; ) {
    const answer = await client.post('/spotify/restorings', { snapshotId, into: place, fromPosition })
    const slice = Restored.parse(answer.json)
    slices.push(slice)
    if (slice.playlistId !== null) place = { kind: 'playlist', playlistId: slice.playlistId }
    fromPosition = slice.nextPosition
  }
  return slices
}

describe('a snapshot of Spotify', () => {
  test('of the queue holds what plays and the twenty that are shown, and says what it cannot say', async () => {
    const ada = await connected()
    const answer = await ada.post('/spotify/snapshots', { source: { kind: 'spotify-queue' } })
    expect(answer.status).toBe(201)
    const snapshot = Snapshot.parse(answer.json)
    expect(snapshot).toMatchObject({
      source: { kind: 'spotify-queue', id: 'ada' },
      version: 1,
      itemCount: 21,
    })
    const items = await itemsOf(ada, snapshot.id)
    expect(items.map(({ spotifyUri }) => spotifyUri)).toEqual(
      Array.from({ length: 21 }, (_, i) => fakeTrack(i).uri),
    )
    expect(items[3]).toMatchObject({
      isrc: fakeTrack(3).isrc,
      artists: [fakeTrack(3).artist],
      releaseDate: '2019-05-17',
    })
    await ada.post('/spotify/playback/next', {})
    const second = await ada.post('/spotify/snapshots', { source: { kind: 'spotify-queue' }, title: 'Later' })
    expect(second.json).toMatchObject({ version: 2, title: 'Later' })
  })

  test('of a playlist holds every place of it, those that Spotify names nothing at among them', async () => {
    const ada = await connected()
    const snapshot = Snapshot.parse((await ada.post('/spotify/snapshots', ofPlaylist(ownId))).json)
    expect(snapshot).toMatchObject({ title: 'Ada on the road', itemCount: 72 })
    const items = await itemsOf(ada, snapshot.id)
    expect(items[51]).toMatchObject({
      title: fakeTrack(51).name,
      addedBy: 'ada',
      addedAt: '2026-03-14T20:15:00.000Z',
    })
    expect(items[70]).toMatchObject({ spotifyUri: null, note: 'Spotify named nothing at this place.' })
    expect(items[71]).toMatchObject({ title: 'Demo 4', spotifyUri: localTrack.uri, isrc: null })
  })

  test('is taken of playlists one works on with others, and not of those one only follows', async () => {
    const ada = await connected()
    expect((await ada.post('/spotify/snapshots', ofPlaylist(sharedId))).json).toMatchObject({ itemCount: 12 })
    const refused = await ada.post('/spotify/snapshots', ofPlaylist(followedId))
    expect([refused.status, typeOf(refused)]).toEqual([403, 'spotify-refused'])
    expect(refused.problem?.detail).toContain('only follow')
    expect(typeOf(await ada.post('/spotify/snapshots', ofPlaylist(fakeId('playlist', 9))))).toBe(
      'spotify-not-found',
    )
  })

  test('that breaks off in the middle is not kept at all', async () => {
    const ada = await connected()
    const before = (await objectsUnder(bindings.MEDIA, '')).length
    const error = { status: 429, message: 'Too many requests', reason: 'QUOTA_EXCEEDED' }
    const headers = { 'retry-after': '60' }
    // The first page is read, the second is not.
    spotify.current.afterCalls(2, { kind: 'status', status: 429, body: { error }, headers })
    const answer = await ada.post('/spotify/snapshots', ofPlaylist(ownId))
    expect([answer.status, typeOf(answer)]).toEqual([429, 'spotify-quota-exceeded'])
    expect((await objectsUnder(bindings.MEDIA, '')).length).toBe(before)
  })

  test('is none where Spotify leaves out what follows: a part is never called the whole', async () => {
    const ada = await connected()
    const page = { items: [{ item: { uri: fakeTrack(0).uri } }] }
    const more = 'https://api.spotify.com/v1/more'
    const answers = [page, { ...page, items: [], next: more }, '', { ...page, next: 7 }]
    for (const body of answers) {
      spotify.current.troubles.push({ kind: 'status', status: 200, body, at: /items$/ })
      expect(typeOf(await ada.post('/spotify/snapshots', ofPlaylist(ownId)))).toBe('spotify-unavailable')
    }
    const body = { currently_playing: { uri: fakeTrack(0).uri } }
    spotify.current.troubles.push({ kind: 'status', status: 200, body, at: /queue$/ })
    const queue = await ada.post('/spotify/snapshots', { source: { kind: 'spotify-queue' } })
    expect(typeOf(queue)).toBe('spotify-unavailable')
  })

  test('is named by what can be shown of a name, and has always one', async () => {
    const ada = await connected()
    for (const [name, title] of [
      ['\ud83dOn\u0000the road', 'On the road'],
      [`${'x'.repeat(999)}💥`, 'x'.repeat(999)],
      [undefined, 'Not named by Spotify'],
    ]) {
      const body = { id: ownId, name, owner: { id: 'ada' }, description: 'a\u0007'.repeat(9000) }
      spotify.current.troubles.push({ kind: 'status', status: 200, body })
      expect((await ada.post('/spotify/snapshots', ofPlaylist(ownId))).json).toMatchObject({ title })
    }
  })

  test('of nothing is none', async () => {
    const ada = await connected()
    spotify.current.person('ada').player.closeAll()
    const answer = await ada.post('/spotify/snapshots', { source: { kind: 'spotify-queue' } })
    expect([answer.status, typeOf(answer)]).toEqual([404, 'spotify-no-device'])
  })
})

describe('restoring', () => {
  test('adds to the end of the queue, in order, slice by slice', async () => {
    const ada = await connected()
    const numbers = Array.from({ length: 27 }, (_, i) => i + 30)
    const snapshot = await snapshotOf(ada, numbers.map(atSpotify))
    const slices = await restore(ada, snapshot.id, { kind: 'queue' })
    expect(slices.map(({ addedCount, nextPosition }) => [addedCount, nextPosition])).toEqual([
      [20, 20],
      [7, null],
    ])
    const { added } = spotify.current.person('ada').player
    expect(added.map(({ uri }) => uri)).toEqual(numbers.map((number) => fakeTrack(number).uri))
  })

  test('makes a playlist, private unless asked otherwise, and fills it in order', async () => {
    const ada = await connected()
    const numbers = Array.from({ length: 130 }, (_, i) => i % 80)
    const snapshot = await snapshotOf(ada, numbers.map(atSpotify))
    const slices = await restore(ada, snapshot.id, { kind: 'new-playlist', name: 'Out of the dark' })
    expect(slices.map(({ addedCount, totalCount }) => [addedCount, totalCount])).toEqual([
      [100, 130],
      [30, 130],
    ])
    const made = spotify.current.playlists.at(-1)
    expect(made).toMatchObject({
      name: 'Out of the dark',
      isPublic: false,
      ownerId: 'ada',
      id: slices[0]?.playlistId,
    })
    expect(made?.entries.map(({ track }) => track?.uri)).toEqual(
      numbers.map((number) => fakeTrack(number).uri),
    )
  })

  test('passes over what somebody had left out, wherever it stands', async () => {
    const ada = await connected()
    const items = Array.from({ length: 25 }, (_, i) => atSpotify(i + 30))
    const isLeftOut = (at: number) => [0, 7, 19, 24].includes(at)
    const kept = items.filter((_, at) => !isLeftOut(at)).map(({ spotifyUri }) => spotifyUri)
    const snapshot = await snapshotOf(
      ada,
      items.map((item, at) => (isLeftOut(at) ? { ...item, isLeftOut: true } : item)),
    )
    const slices = await restore(ada, snapshot.id, { kind: 'queue' })
    expect(
      slices.map(({ addedCount, leftOutCount, nextPosition }) => [addedCount, leftOutCount, nextPosition]),
    ).toEqual([
      [17, 3, 20],
      [4, 1, null],
    ])
    expect(spotify.current.person('ada').player.added.map(({ uri }) => uri)).toEqual(kept)
    const [made] = await restore(ada, snapshot.id, { kind: 'new-playlist', name: 'Of old' })
    expect(made).toMatchObject({ addedCount: 21, leftOutCount: 4, nextPosition: null })
  })

  test('finds songs by their code and by their names, and names those that are not at Spotify', async () => {
    const ada = await connected()
    const { name, artist, durationMs, isrc = null } = fakeTrack(7)
    const byCode = { ...itemNamed('Written otherwise'), isrc }
    const byNames = { ...itemNamed(name.toUpperCase()), artists: [artist], durationMs: durationMs + 1500 }
    const unknown = { ...itemNamed('A song of our own'), artists: ['Nobody'] }
    const nameless = itemNamed(name)
    const local = { ...itemNamed('Demo 4'), spotifyUri: localTrack.uri }
    const gone = { ...itemNamed('Gone'), spotifyUri: `spotify:track:${'x'.repeat(22)}` }
    const items = [byCode, unknown, atSpotify(3), gone, nameless, byNames, local]
    const snapshot = await snapshotOf(ada, items)
    const wanted = [fakeTrack(7).uri, fakeTrack(3).uri, fakeTrack(7).uri]
    const [list] = await restore(ada, snapshot.id, { kind: 'new-playlist', name: 'Found' })
    expect(list).toMatchObject({ addedCount: 3, nextPosition: null, stopped: null })
    expect(list?.notOnSpotify).toEqual([unknown, gone, nameless, local])
    expect(spotify.current.playlists.at(-1)?.entries.map(({ track }) => track?.uri)).toEqual(wanted)
    const [queue] = await restore(ada, snapshot.id, { kind: 'queue' })
    expect(queue?.notOnSpotify).toEqual([unknown, gone, nameless, local])
    expect(spotify.current.person('ada').player.added.map(({ uri }) => uri)).toEqual(wanted)
  })

  test('stops where Spotify stops, says where, and goes on there without adding anything twice', async () => {
    const ada = await connected()
    const numbers = Array.from({ length: 12 }, (_, i) => i + 30)
    const snapshot = await snapshotOf(ada, numbers.map(atSpotify))
    const error = { status: 429, message: 'Too many requests', reason: 'QUOTA_EXCEEDED' }
    spotify.current.afterCalls(5, {
      kind: 'status',
      status: 429,
      body: { error },
      headers: { 'retry-after': '1' },
    })
    const wish = { snapshotId: snapshot.id, into: { kind: 'queue' } }
    const first = Restored.parse((await ada.post('/spotify/restorings', wish)).json)
    expect(first).toMatchObject({ addedCount: 5, nextPosition: 5 })
    expect(first.stopped).toMatchObject({ code: 'spotify-quota-exceeded', retryAfterSeconds: 1 })
    await expect
      .poll(async () => (await ada.post('/spotify/restorings', { ...wish, fromPosition: 5 })).status, {
        timeout: 5000,
      })
      .toBe(200)
    const { added } = spotify.current.person('ada').player
    expect(added.map(({ uri }) => uri)).toEqual(numbers.map((number) => fakeTrack(number).uri))
  })

  test('tells of the playlist that it made, also when nothing could be put into it', async () => {
    const ada = await connected()
    const snapshot = await snapshotOf(ada, [atSpotify(1)])
    spotify.current.afterCalls(1, { kind: 'status', status: 500 })
    const into = { kind: 'new-playlist', name: 'Empty yet' }
    const answer = await ada.post('/spotify/restorings', { snapshotId: snapshot.id, into })
    const slice = Restored.parse(answer.json)
    expect(slice).toMatchObject({ addedCount: 0, nextPosition: 0, stopped: { code: 'spotify-unavailable' } })
    const again = { kind: 'playlist', playlistId: slice.playlistId }
    await ada.post('/spotify/restorings', { snapshotId: snapshot.id, into: again })
    expect(spotify.current.playlists.at(-1)?.entries).toHaveLength(1)
  })

  test('waits a little when Spotify asks for it, and longer not', async () => {
    const ada = await connected()
    const snapshot = await snapshotOf(ada, [atSpotify(1), atSpotify(2)])
    spotify.current.afterCalls(1, { kind: 'status', status: 429, headers: { 'retry-after': '1' } })
    const [slice] = await restore(ada, snapshot.id, { kind: 'queue' })
    expect(slice).toMatchObject({ addedCount: 2, stopped: null })
    spotify.current.troubles.push({ kind: 'status', status: 429, headers: { 'retry-after': '90' } })
    const wish = { snapshotId: snapshot.id, into: { kind: 'queue' } }
    const refused = await ada.post('/spotify/restorings', wish)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '90'])
  })
})

test('a slice that begins behind the end is refused, and no empty playlist is made for it', async () => {
  const ada = await connected()
  const { id: snapshotId } = await snapshotOf(ada, [atSpotify(0), atSpotify(1)])
  const before = spotify.current.playlists.length
  const into = { kind: 'new-playlist', name: 'Nothing' }
  const answer = await ada.post('/spotify/restorings', { snapshotId, into, fromPosition: 2 })
  expect([answer.status, typeOf(answer)]).toEqual([400, 'invalid-request'])
  expect(spotify.current.playlists).toHaveLength(before)
})

test("somebody else's snapshots and playlists are nobody's to restore or to keep", async () => {
  const ada = await connected()
  const [bo] = await signIn('bo')
  const snapshot = await snapshotOf(ada, [atSpotify(1)])
  const wish = { snapshotId: snapshot.id, into: { kind: 'queue' } }
  expect(typeOf(await bo.post('/spotify/snapshots', ofPlaylist(ownId)))).toBe('spotify-not-connected')
  expect([(await bo.post('/spotify/restorings', wish)).status]).toEqual([404])
  await connectSpotify(bo, spotify.current, 'bo')
  const [foreign, absent] = [
    await bo.post('/spotify/restorings', wish),
    await bo.post('/spotify/restorings', { ...wish, snapshotId: 'snp_absent' }),
  ]
  expect([foreign.status, typeOf(foreign)]).toEqual([absent.status, typeOf(absent)])
  expect(typeOf(foreign)).toBe('snapshot-not-found')
  expect(typeOf(await bo.post('/spotify/snapshots', ofPlaylist(ownId)))).toBe('spotify-refused')
  const into = { kind: 'playlist', playlistId: ownId }
  const own = await snapshotOf(bo, [atSpotify(1)])
  const refused = await bo.post('/spotify/restorings', { snapshotId: own.id, into })
  expect(typeOf(refused)).toBe('spotify-refused')
})
