import { expect, test } from 'vitest'
import { z } from 'zod'
import { readJson } from '#core/playlists/json.ts'
import { openDatabase } from '../db/client.ts'
import { song } from '../playlists/items.fake.ts'
import { ItemPage, Playlist } from '../playlists/schema.ts'
import { enterRoom, makeRoom, makeSongs } from '../rooms/room.fake.ts'
import { queueOfRoom } from '../rooms/taking-out.ts'
import { RoomWishPage } from '../rooms/wish-schema.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { type Client, signIn, stranger } from '../testing/harness.ts'
import { bindings } from '../testing/jobs.ts'
import { accountIdOf, objectsUnder } from '../testing/material.ts'
import { Download, Snapshot, SnapshotItemPage, SnapshotPage } from './schema.ts'

useFakeComposer()

async function makePlaylist(client: Client, titles: readonly string[]): Promise<string> {
  const about = { title: 'Summer', description: 'Warm.' }
  const { id } = Playlist.parse((await client.post('/playlists', about)).json)
  const items = titles.map((title) => song(title, 'Ada', { durationMs: 20_000 }))
  if (items.length > 0) await client.post(`/playlists/${id}/items`, { items })
  return id
}

async function keep(client: Client, playlistId: string): Promise<Snapshot> {
  const source = { kind: 'playlist', playlistId }
  return Snapshot.parse((await client.post('/snapshots', { source })).json)
}

async function titlesOf(client: Client, snapshotId: string, query = ''): Promise<string[]> {
  const page = SnapshotItemPage.parse((await client.get(`/snapshots/${snapshotId}/items${query}`)).json)
  return page.items.map(({ title }) => title)
}

test('each snapshot of a playlist is its next version, and stays as it was when the playlist changes or goes', async () => {
  const [ada] = await signIn('ada')
  const playlistId = await makePlaylist(ada, ['One', 'Two'])
  const first = await keep(ada, playlistId)
  await ada.post(`/playlists/${playlistId}/items`, { items: [song('Three')] })
  const second = await keep(ada, playlistId)
  await ada.delete(`/playlists/${playlistId}`)
  expect([first, second].map(({ version, itemCount, title }) => [version, itemCount, title])).toEqual([
    [1, 2, 'Summer'],
    [2, 3, 'Summer'],
  ])
  expect(await titlesOf(ada, first.id)).toEqual(['One', 'Two'])
  expect(await titlesOf(ada, second.id)).toEqual(['One', 'Two', 'Three'])
  const listed = async (query: string) =>
    SnapshotPage.parse((await ada.get(`/snapshots?${query}`)).json).items.map(({ id }) => id)
  expect(await listed(`sourceKind=playlist&sourceId=${playlistId}`)).toEqual([second.id, first.id])
  expect(await listed('sourceKind=room')).toEqual([])
})

test('a long snapshot is read a part at a time, every song once, in order', async () => {
  const [ada] = await signIn('ada')
  const titles = Array.from({ length: 333 }, (_, i) => `Sång ${i} 夜`)
  const { id } = await keep(ada, await makePlaylist(ada, titles))
  const read: string[] = []
  let after: number | null = 0
  while (after !== null) {
    const answer = await ada.get(`/snapshots/${id}/items?after=${after}&limit=77`)
    const page: z.output<typeof SnapshotItemPage> = SnapshotItemPage.parse(answer.json)
    read.push(...page.items.map(({ title }) => title))
    after = page.nextAfter
  }
  expect(read).toEqual(titles)
  expect(await titlesOf(ada, id, '?after=333')).toEqual([])
})

test('a download is our own JSON, and its address works without signing in', async () => {
  const [ada] = await signIn('ada')
  const { id } = await keep(ada, await makePlaylist(ada, ['One', 'Two']))
  const { url } = Download.parse((await ada.post(`/snapshots/${id}/downloads`)).json)
  const { pathname, search } = new URL(url)
  const answer = await stranger().raw(`${pathname}${search}`)
  expect(answer.headers.get('content-disposition')).toContain('attachment; filename="Summer 1.json"')
  const text = await answer.text()
  const reader = readJson()
  const pieces = [...reader.push(text), ...reader.end()]
  expect(pieces.flatMap((piece) => (piece.kind === 'item' ? [piece.item.title] : []))).toEqual(['One', 'Two'])
  expect(pieces.filter(({ kind }) => kind === 'fault')).toEqual([])
  const forged = search.replace(/expires=\d+/, 'expires=9999999999')
  expect((await stranger().raw(`${pathname}${forged}`)).status).toBe(403)
})

test('a file of it is named by its title and version', async () => {
  const [ada] = await signIn('ada')
  const { id } = await keep(ada, await makePlaylist(ada, ['One', 'Two']))
  const file = await ada.get(`/snapshots/${id}/file?format=text`)
  expect(file.text).toBe('Ada - One\nAda - Two\n')
  expect(file.headers.get('content-disposition')).toContain('attachment; filename="Summer 1.txt"')
  const own = await ada.get(`/snapshots/${id}/file`)
  expect(own.json).toMatchObject({ title: 'Summer', description: 'Warm.', items: [{ title: 'One' }, {}] })
})

test("nobody reads, restores or deletes somebody else's snapshot, or takes one of what is not theirs", async () => {
  const [ada, bo] = await signIn('ada', 'bo')
  const playlistId = await makePlaylist(ada, ['One'])
  const room = await makeRoom(ada)
  const snapshot = await keep(ada, playlistId)
  const ask = async (client: Client, id: string) => [
    await client.get(`/snapshots/${id}`),
    await client.get(`/snapshots/${id}/items`),
    await client.get(`/snapshots/${id}/file?format=text`),
    await client.post(`/snapshots/${id}/downloads`),
    await client.post(`/snapshots/${id}/restorings`, { into: { kind: 'new-playlist', title: 'Mine' } }),
    await client.delete(`/snapshots/${id}`),
  ]
  const said = (answers: Awaited<ReturnType<typeof ask>>) =>
    answers.map(({ status, problem }) => [status, problem?.type])
  const foreign = said(await ask(bo, snapshot.id))
  expect(foreign).toEqual(said(await ask(bo, 'snp_absent')))
  expect(new Set(foreign.map(([status]) => status))).toEqual(new Set([404]))
  expect((await ask(stranger(), snapshot.id)).map(({ status }) => status)).toEqual(foreign.map(() => 401))
  for (const source of [
    { kind: 'playlist', playlistId },
    { kind: 'room', roomId: room.id },
  ])
    expect((await bo.post('/snapshots', { source })).status).toBe(404)
  expect(SnapshotPage.parse((await bo.get('/snapshots')).json).items).toEqual([])
  const own = await keep(bo, await makePlaylist(bo, ['Mine']))
  const into = { kind: 'room', roomId: room.id }
  expect((await bo.post(`/snapshots/${own.id}/restorings`, { into })).problem?.type).toContain(
    'room-not-found',
  )
  expect((await ada.get(`/snapshots/${snapshot.id}`)).status).toBe(200)
})

test('deleting a snapshot frees its object', async () => {
  const [ada] = await signIn('ada')
  const { id } = await keep(ada, await makePlaylist(ada, ['One']))
  const prefix = `${await accountIdOf(ada)}/snapshots/`
  expect(await objectsUnder(bindings.MEDIA, prefix)).toHaveLength(1)
  expect((await ada.delete(`/snapshots/${id}`)).status).toBe(204)
  expect(await objectsUnder(bindings.MEDIA, prefix)).toEqual([])
  expect((await ada.get(`/snapshots/${id}/items`)).status).toBe(404)
})

test('a snapshot becomes a playlist again, song by song', async () => {
  const [ada] = await signIn('ada')
  const { id } = await keep(ada, await makePlaylist(ada, ['One', 'Two', 'One']))
  const restored = await ada.post(`/snapshots/${id}/restorings`, {
    into: { kind: 'new-playlist', title: 'Back' },
  })
  const { playlistId } = z.object({ playlistId: z.string() }).parse(restored.json)
  expect((await ada.get(`/playlists/${playlistId}`)).json).toMatchObject({
    title: 'Back',
    description: 'Warm.',
    itemCount: 3,
  })
  expect(await titlesOf(ada, (await keep(ada, playlistId)).id)).toEqual(['One', 'Two', 'One'])
})

test('the queue of a room is kept in its order, and goes into another room; what the library lacks is wished for', async () => {
  const [ada] = await signIn('ada')
  const [one, two, three] = await makeSongs(ada, ['One', 'Two', 'Three'])
  const room = await makeRoom(ada)
  const host = await enterRoom(room, ada)
  for (const songId of [two, one, three]) await host.wish({ kind: 'add', songId: songId ?? '' })
  const snapshot = Snapshot.parse(
    (await ada.post('/snapshots', { source: { kind: 'room', roomId: room.id }, title: 'Before midnight' }))
      .json,
  )
  expect(snapshot).toMatchObject({
    title: 'Before midnight',
    source: { kind: 'room', id: room.id },
    version: 1,
  })
  expect(await titlesOf(ada, snapshot.id)).toEqual(['Two', 'One', 'Three'])
  await ada.delete(`/songs/${one}`)
  const other = await makeRoom(ada, { name: 'Saturday' })
  const restored = await ada.post(`/snapshots/${snapshot.id}/restorings`, {
    into: { kind: 'room', roomId: other.id },
  })
  expect(restored.json).toMatchObject({ addedCount: 2, missing: [{ title: 'One' }], refused: [] })
  const keeping = { db: openDatabase(bindings.DB), bindings }
  const { items } = await queueOfRoom(keeping, { id: await accountIdOf(ada) }, other.id)
  expect(items.map(({ title }) => title)).toEqual(['Two', 'Three'])
  const wishes = RoomWishPage.parse((await ada.get(`/rooms/${other.id}/wish-list`)).json)
  expect(wishes.items.map(({ item, match }) => [item.title, match.state])).toEqual([['One', 'missing']])
})

test('a song that was left out stays out of the room that a snapshot goes to, and of its wish list, and is left out again in a playlist', async () => {
  const [ada] = await signIn('ada')
  const [one, two] = await makeSongs(ada, ['One', 'Two'])
  const playlistId = await makePlaylist(ada, ['One', 'Two', 'Not mine'])
  for (const [at, songId] of [null, two, null].entries())
    await ada.put(`/playlists/${playlistId}/items/${at + 1}/match`, { songId })
  const { id } = await keep(ada, playlistId)
  expect(await titlesOf(ada, id)).toEqual(['One', 'Two', 'Not mine'])
  const room = await makeRoom(ada)
  const sent = await ada.post(`/snapshots/${id}/restorings`, { into: { kind: 'room', roomId: room.id } })
  expect(sent.json).toEqual({ addedCount: 1, leftOutCount: 2, missing: [], refused: [] })
  const { items } = await queueOfRoom(
    { db: openDatabase(bindings.DB), bindings },
    { id: await accountIdOf(ada) },
    room.id,
  )
  expect(items.map(({ title }) => title)).toEqual(['Two'])
  expect(RoomWishPage.parse((await ada.get(`/rooms/${room.id}/wish-list`)).json).items).toEqual([])
  const into = { kind: 'new-playlist', title: 'Back' }
  const restored = await ada.post(`/snapshots/${id}/restorings`, { into })
  const back = z.object({ playlistId: z.string() }).parse(restored.json).playlistId
  expect(Playlist.parse((await ada.get(`/playlists/${back}`)).json).counts).toMatchObject({
    found: 1,
    leftOut: 2,
  })
  await ada.delete(`/playlists/${back}/items/1/match`)
  const first = ItemPage.parse((await ada.get(`/playlists/${back}/items?limit=1`)).json).items[0]
  expect(first?.match).toMatchObject({ state: 'unsure', song: { id: one } })
})

test('two snapshots are compared by what came, went and moved since the earlier one', async () => {
  const [ada, bo] = await signIn('ada', 'bo')
  const earlier = await keep(ada, await makePlaylist(ada, ['One', 'Two', 'Three', 'Four']))
  const later = await keep(ada, await makePlaylist(ada, ['Four', 'One', 'Three', 'Five']))
  const compared = await ada.get(`/snapshots/${later.id}/comparison?with=${earlier.id}`)
  expect(compared.json).toEqual({
    came: [{ at: 3 }],
    went: [{ at: 1 }],
    moved: [{ from: 3, to: 0 }],
    stayedCount: 2,
  })
  const own = await keep(bo, await makePlaylist(bo, ['Mine']))
  for (const [one, other] of [
    [later.id, earlier.id],
    [own.id, earlier.id],
    [earlier.id, own.id],
  ])
    expect((await bo.get(`/snapshots/${one}/comparison?with=${other}`)).status).toBe(404)
  expect((await stranger().get(`/snapshots/${later.id}/comparison?with=${earlier.id}`)).status).toBe(401)
})
