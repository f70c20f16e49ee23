import { expect, test } from 'vitest'
import { makeSongs } from '../rooms/room.fake.ts'
import { Snapshot } from '../snapshots/schema.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { type Client, signIn, stranger } from '../testing/harness.ts'
import { song } from './items.fake.ts'
import { Candidates, ItemPage, MatchedItem, Playlist, PlaylistPage } from './schema.ts'

useFakeComposer()

async function makePlaylist(client: Client, title = 'Summer'): Promise<Playlist> {
  return Playlist.parse((await client.post('/playlists', { title })).json)
}

async function append(client: Client, playlistId: string, items: readonly unknown[]): Promise<Playlist> {
  return Playlist.parse((await client.post(`/playlists/${playlistId}/items`, { items })).json)
}

async function readItems(client: Client, playlistId: string, query = ''): Promise<ItemsRead> {
  return ItemPage.parse((await client.get(`/playlists/${playlistId}/items${query}`)).json)
}

type ItemsRead = ReturnType<typeof ItemPage.parse>

test('a playlist is made, named anew, listed newest first, and deleted', async () => {
  const [ada] = await signIn('ada')
  const first = await makePlaylist(ada)
  expect(first).toMatchObject({ status: 'empty', itemCount: 0, format: null, description: '' })
  const second = await makePlaylist(ada, 'Winter')
  const renamed = await ada.patch(`/playlists/${first.id}`, { title: 'Late summer', description: 'Warm.' })
  expect(renamed.json).toMatchObject({ title: 'Late summer', description: 'Warm.' })
  const { items } = PlaylistPage.parse((await ada.get('/playlists')).json)
  expect(items.map(({ title }) => title)).toEqual(['Winter', 'Late summer'])
  const { nextCursor } = PlaylistPage.parse((await ada.get('/playlists?limit=1')).json)
  const rest = PlaylistPage.parse((await ada.get(`/playlists?limit=1&cursor=${nextCursor}`)).json)
  expect(rest.items.map(({ id }) => id)).toEqual([first.id])
  expect((await ada.delete(`/playlists/${second.id}`)).status).toBe(204)
  expect((await ada.get(`/playlists/${second.id}`)).status).toBe(404)
})

test('a title has up to 200 characters, as everything has that people name here', async () => {
  const [ada] = await signIn('ada')
  const playlist = await makePlaylist(ada, 'x'.repeat(200))
  expect(playlist.title).toHaveLength(200)
  await append(ada, playlist.id, [song('One')])
  const source = { kind: 'playlist', playlistId: playlist.id }
  const { id } = Snapshot.parse((await ada.post('/snapshots', { source, title: 'y'.repeat(200) })).json)
  const [tooLong, into] = ['x'.repeat(201), { kind: 'new-playlist', title: 'x'.repeat(201) }]
  const refused = [
    await ada.post('/playlists', { title: tooLong }),
    await ada.patch(`/playlists/${playlist.id}`, { title: tooLong }),
    await ada.post('/snapshots', { source, title: tooLong }),
    await ada.post(`/snapshots/${id}/restorings`, { into }),
  ]
  expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400])
})

test("nobody reads or changes anything of somebody else's playlist", async () => {
  const [ada, bo] = await signIn('ada', 'bo')
  const playlist = await makePlaylist(ada)
  await append(ada, playlist.id, [song('One')])
  const [path, absent] = [`/playlists/${playlist.id}`, '/playlists/ply_absent']
  const ask = async (client: Client, at: string) => [
    await client.get(at),
    await client.patch(at, { title: 'Mine' }),
    await client.get(`${at}/items`),
    await client.post(`${at}/items`, { items: [song('Two')] }),
    await client.get(`${at}/items/1/candidates`),
    await client.put(`${at}/items/1/match`, { songId: null }),
    await client.delete(`${at}/items/1/match`),
    await client.post(`${at}/matching`),
    await client.delete(at),
  ]
  const said = (answers: Awaited<ReturnType<typeof ask>>) =>
    answers.map(({ status, problem }) => [status, problem?.type])
  const foreign = said(await ask(bo, path))
  expect(foreign).toEqual(said(await ask(bo, absent)))
  expect(new Set(foreign.map(([status]) => status))).toEqual(new Set([404]))
  expect((await ask(stranger(), path)).map(({ status }) => status)).toEqual(foreign.map(() => 401))
  expect((await ada.get(path)).json).toMatchObject({ title: 'Summer', itemCount: 1 })
})

test('songs are found in the library, or said to be missing, and counted', async () => {
  const [ada] = await signIn('ada')
  const [nightDrive] = await makeSongs(ada, ['Night Drive', 'Under the sun'])
  const playlist = await makePlaylist(ada)
  const items = [
    song('Night drive', undefined, { songId: nightDrive ?? '' }),
    song('Under The Sun (Remastered 2011)', undefined, { durationMs: 20_000 }),
    song('Somewhere else', 'Ada'),
  ]
  expect(await append(ada, playlist.id, items)).toMatchObject({
    status: 'ready',
    itemCount: 3,
    counts: { found: 1, unsure: 1, missing: 1, chosen: 0, leftOut: 0 },
  })
  const page = await readItems(ada, playlist.id)
  expect(page.items.map(({ position, match }) => [position, match.state, match.song?.title ?? null])).toEqual(
    [
      [1, 'found', 'Night Drive'],
      [2, 'unsure', 'Under the sun'],
      [3, 'missing', null],
    ],
  )
  expect(page.items[0]).toMatchObject({ item: items[0], match: { confidence: 1 } })
  const unsure = await readItems(ada, playlist.id, '?state=unsure')
  expect(unsure.items.map(({ position }) => position)).toEqual([2])
})

test('a page says where the next one begins', async () => {
  const [ada] = await signIn('ada')
  const playlist = await makePlaylist(ada)
  await append(
    ada,
    playlist.id,
    ['a', 'b', 'c'].map((title) => song(title)),
  )
  await append(
    ada,
    playlist.id,
    ['d', 'e'].map((title) => song(title)),
  )
  const titles: string[] = []
  let after: number | null = 0
  while (after !== null) {
    const page: ItemsRead = await readItems(ada, playlist.id, `?after=${after}&limit=2&state=missing`)
    titles.push(...page.items.map(({ item }) => item.title))
    after = page.nextAfter
  }
  expect(titles).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('what somebody chooses stands above what was found, is counted, and is taken back', async () => {
  const [ada, bo] = await signIn('ada', 'bo')
  const [mine] = await makeSongs(ada, ['Under the sun'])
  const [foreign] = await makeSongs(bo, ['Under the moon'])
  const playlist = await makePlaylist(ada)
  await append(ada, playlist.id, [song('Under the sun', 'Somebody'), song('Nothing like it')])
  const at = (position: number) => `/playlists/${playlist.id}/items/${position}`
  const { items } = Candidates.parse((await ada.get(`${at(1)}/candidates`)).json)
  expect(items.map((each) => each.song.id)).toEqual([mine])
  expect((await ada.put(`${at(2)}/match`, { songId: foreign })).status).toBe(404)
  expect((await ada.put(`${at(3)}/match`, { songId: mine })).problem?.type).toContain(
    'playlist-item-not-found',
  )
  const chosen = MatchedItem.parse((await ada.put(`${at(2)}/match`, { songId: mine })).json)
  expect(chosen.match).toMatchObject({ state: 'chosen', song: { id: mine } })
  await ada.put(`${at(1)}/match`, { songId: null })
  const counted = async () => Playlist.parse((await ada.get(`/playlists/${playlist.id}`)).json).counts
  expect(await counted()).toEqual({ found: 0, unsure: 0, missing: 0, chosen: 1, leftOut: 1 })
  await ada.post(`/playlists/${playlist.id}/matching`)
  expect(await counted()).toEqual({ found: 0, unsure: 0, missing: 0, chosen: 1, leftOut: 1 })
  const back = MatchedItem.parse((await ada.delete(`${at(1)}/match`)).json)
  expect(back.match).toMatchObject({ state: 'unsure', song: { id: mine } })
  await ada.delete(`${at(2)}/match`)
  expect(await counted()).toEqual({ found: 0, unsure: 1, missing: 1, chosen: 0, leftOut: 0 })
})

test('songs that come into the library later are found when they are looked for again', async () => {
  const [ada] = await signIn('ada')
  const playlist = await makePlaylist(ada)
  await append(ada, playlist.id, [song('Under the sun', undefined, { durationMs: 20_000 })])
  const [late] = await makeSongs(ada, ['Under the sun'])
  const again = Playlist.parse((await ada.post(`/playlists/${playlist.id}/matching`)).json)
  expect(again.counts).toMatchObject({ unsure: 1, missing: 0 })
  const found = (await readItems(ada, playlist.id)).items[0]
  expect(found?.match.song?.id).toBe(late)
  await ada.delete(`/songs/${late}`)
  const gone = (await readItems(ada, playlist.id)).items[0]
  expect(gone?.match).toMatchObject({ state: 'missing', song: null })
  expect(gone?.match.because).toContain('not in your library any more')
})
