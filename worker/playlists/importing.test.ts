import { expect, test } from 'vitest'
import { openDatabase } from '../db/client.ts'
import { makeSongs } from '../rooms/room.fake.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { type Client, readAnswer, signIn, stranger } from '../testing/harness.ts'
import { bindings } from '../testing/jobs.ts'
import { accountIdOf } from '../testing/material.ts'
import { importFile } from './importing.ts'
import { song } from './items.fake.ts'
import { Imported, ItemPage, Playlist } from './schema.ts'
import { beginFilling } from './store.ts'
import { sweepRevisions } from './sweep-revisions.ts'

useFakeComposer()

async function makePlaylist(client: Client): Promise<Playlist> {
  return Playlist.parse((await client.post('/playlists', { title: 'Summer' })).json)
}

async function bring(client: Client, playlistId: string, file: BodyInit, query = '') {
  const answer = await client.raw(`/playlists/${playlistId}/items${query}`, {
    method: 'PUT',
    body: file,
    headers: { 'content-type': 'application/octet-stream' },
  })
  return await readAnswer(answer)
}

async function titlesOf(client: Client, playlistId: string): Promise<string[]> {
  const { items } = ItemPage.parse((await client.get(`/playlists/${playlistId}/items`)).json)
  return items.map(({ item }) => item.title)
}

function lines(count: number): string {
  return Array.from({ length: count }, (_, i) => `Artist ${i % 997} - Song number ${i}`).join('\n')
}

const json = (items: readonly unknown[]) =>
  JSON.stringify({ format: 'cuecraft-playlist', version: 1, title: 'x', items })

test('a file gives a playlist its songs, matched, with its name and form', async () => {
  const [ada] = await signIn('ada')
  await makeSongs(ada, ['Night Drive'])
  const { id } = await makePlaylist(ada)
  const file = '#EXTM3U\n#EXTINF:20,Night Drive\nnight.mp3\n#EXTINF:200,Ada - Elsewhere\nelse.mp3\n'
  const answer = await bring(ada, id, file, '?fileName=summer.m3u8')
  const { playlist, faultCount, lostCount } = Imported.parse(answer.json)
  expect(playlist).toMatchObject({
    status: 'ready',
    format: 'm3u8',
    fileName: 'summer.m3u8',
    itemCount: 2,
    counts: { unsure: 1, missing: 1 },
  })
  expect([faultCount, lostCount]).toEqual([0, 0])
  expect(await titlesOf(ada, id)).toEqual(['Night Drive', 'Elsewhere'])
})

test('a second file takes the place of the first, and what cannot be read leaves all as it was', async () => {
  const [ada] = await signIn('ada')
  const { id } = await makePlaylist(ada)
  await bring(ada, id, json([song('One'), song('Two')]), '?fileName=a.json')
  await bring(ada, id, json([song('Three')]), '?fileName=b.json')
  const before = (await ada.get(`/playlists/${id}`)).json
  const broken = [
    '{"format":"cuecraft-playlist","version":1,"items":[{"title":"Four"},',
    '{"format":"cuecraft-playlist","version":9,"items":[]}',
    json([]),
    '',
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2]),
  ]
  for (const file of broken) {
    const refused = await bring(ada, id, file, '?fileName=c.json')
    expect([refused.status, refused.problem?.type]).toEqual([
      422,
      expect.stringContaining('playlist-unreadable'),
    ])
  }
  expect((await ada.get(`/playlists/${id}`)).json).toEqual(before)
  expect(await titlesOf(ada, id)).toEqual(['Three'])
})

test('songs that cannot be read are lost only where that was allowed, and then each is told', async () => {
  const [ada] = await signIn('ada')
  const { id } = await makePlaylist(ada)
  const file = json([song('One'), 7, song('Three')])
  const refused = await bring(ada, id, file, '?fileName=a.json')
  expect([refused.status, refused.problem?.type]).toEqual([
    422,
    expect.stringContaining('playlist-has-faults'),
  ])
  expect(refused.problem?.detail).toContain('1 of 3 songs cannot be read')
  expect((await ada.get(`/playlists/${id}`)).json).toMatchObject({ status: 'empty', itemCount: 0 })
  const taken = Imported.parse((await bring(ada, id, file, '?fileName=a.json&faults=skip')).json)
  expect(taken).toMatchObject({ lostCount: 1, faultCount: 1, faults: [{ at: 'song 2', isLost: true }] })
  expect(await titlesOf(ada, id)).toEqual(['One', 'Three'])
})

test("nobody brings a file into somebody else's playlist, or takes one along", async () => {
  const [ada, bo] = await signIn('ada', 'bo')
  const { id } = await makePlaylist(ada)
  await bring(ada, id, 'Ada - One')
  expect((await bring(bo, id, 'Bo - Mine')).status).toBe(404)
  expect((await bring(stranger(), id, 'Bo - Mine')).status).toBe(401)
  expect((await bo.get(`/playlists/${id}/file`)).status).toBe(404)
  expect((await stranger().get(`/playlists/${id}/file`)).status).toBe(401)
  expect(await titlesOf(ada, id)).toEqual(['One'])
})

test('while a file comes in, how far it is can be read, a second one waits, and one that was lost gives way', async () => {
  const [ada] = await signIn('ada')
  const { id } = await makePlaylist(ada)
  await bring(ada, id, 'Ada - Old')
  const db = openDatabase(bindings.DB)
  const owner = { id: await accountIdOf(ada) }
  const nowMs = Date.now()
  await beginFilling(db, owner, id, { nowMs, silentSinceMs: nowMs })
  expect((await ada.get(`/playlists/${id}`)).json).toMatchObject({
    status: 'importing',
    importedCount: 0,
    itemCount: 1,
  })
  expect((await bring(ada, id, 'Ada - New')).status).toBe(409)
  expect((await ada.post(`/playlists/${id}/items`, { items: [song('Behind')] })).status).toBe(409)
  expect(await titlesOf(ada, id)).toEqual(['Old'])
  await beginFilling(db, owner, id, { nowMs: nowMs - 61_000, silentSinceMs: nowMs + 1 })
  expect((await ada.get(`/playlists/${id}`)).json).toMatchObject({ status: 'ready' })
  expect((await bring(ada, id, 'Ada - New')).status).toBe(200)
  expect(await titlesOf(ada, id)).toEqual(['New'])
})

/** A file whose line is cut after forty pieces. */
function brokenFile(): ReadableStream<Uint8Array> {
  let sent = 0
  return new ReadableStream({
    pull(controller) {
      sent += 1
      if (sent > 40) controller.error(new Error('the line was cut'))
      else controller.enqueue(new TextEncoder().encode(`${lines(100)}\n`))
    },
  })
}

async function countOf(query: string): Promise<number> {
  return (await bindings.DB.prepare(`select count(*) as count from ${query}`).first<number>('count')) ?? 0
}

test('a file that breaks off leaves the old songs, and nothing behind for long', async () => {
  const [ada] = await signIn('ada')
  const { id } = await makePlaylist(ada)
  await bring(ada, id, 'Ada - Old')
  const keeping = { db: openDatabase(bindings.DB), nowMs: Date.now() }
  const owner = { id: await accountIdOf(ada) }
  const file = { fileName: 'x.txt', faults: 'refuse', statedBytes: undefined } as const
  await expect(importFile(keeping, owner, id, { ...file, body: brokenFile() })).rejects.toThrow(
    'did not arrive whole',
  )
  const short = new Response('Ada - New').body
  await expect(importFile(keeping, owner, id, { ...file, body: short, statedBytes: 99 })).rejects.toThrow(
    'whole',
  )
  expect(await titlesOf(ada, id)).toEqual(['Old'])
  expect((await ada.get(`/playlists/${id}`)).json).toMatchObject({ status: 'ready', itemCount: 1 })
  const left = `playlist_items where revision_id in (select id from playlist_revisions where playlist_id = '${id}')`
  expect(await countOf(left)).toBeGreaterThan(1_000)
  await sweepRevisions(keeping)
  expect(await countOf(left)).toBeGreaterThan(1_000)
  while ((await sweepRevisions({ ...keeping, nowMs: keeping.nowMs + 11 * 60_000 })) > 0);
  expect(await countOf(left)).toBe(1)
  expect(await countOf(`playlist_revisions where playlist_id = '${id}'`)).toBe(1)
})

test('the songs of a playlist that is deleted, and those of a file that was lost, go after ten minutes', async () => {
  const [ada] = await signIn('ada')
  const { id } = await makePlaylist(ada)
  await bring(ada, id, 'Ada - One')
  const keeping = { db: openDatabase(bindings.DB), nowMs: Date.now() }
  const owner = { id: await accountIdOf(ada) }
  await beginFilling(keeping.db, owner, id, { nowMs: keeping.nowMs - 9 * 60_000, silentSinceMs: 0 })
  const revisions = `playlist_revisions where playlist_id = '${id}'`
  // What it shows, the empty one that this took the place of, and the lost one.
  await sweepRevisions(keeping)
  expect(await countOf(revisions)).toBe(3)
  await sweepRevisions({ ...keeping, nowMs: keeping.nowMs + 2 * 60_000 })
  expect(await countOf(revisions)).toBe(2)
  await ada.delete(`/playlists/${id}`)
  await sweepRevisions({ ...keeping, nowMs: keeping.nowMs + 9 * 60_000 })
  expect(await countOf(revisions)).toBe(2)
  await sweepRevisions({ ...keeping, nowMs: Date.now() + 11 * 60_000 })
  expect(await countOf(revisions)).toBe(0)
})

test('a playlist is taken along in the form that is asked for', async () => {
  const [ada] = await signIn('ada')
  const { id } = await makePlaylist(ada)
  await bring(ada, id, 'Ada - One\nBo - Two')
  const text = await ada.get(`/playlists/${id}/file?format=text`)
  expect(text.text).toBe('Ada - One\nBo - Two\n')
  expect(text.headers.get('content-disposition')).toContain('attachment; filename="Summer.txt"')
  const own = await ada.get(`/playlists/${id}/file`)
  expect(own.json).toMatchObject({ format: 'cuecraft-playlist', items: [{ title: 'One' }, { title: 'Two' }] })
  expect((await ada.get(`/playlists/${id}/file?format=wpl`)).status).toBe(400)
})

test('every song of a long file is there, in order, and the database was asked a few hundred times', async () => {
  const [ada] = await signIn('ada')
  const { id } = await makePlaylist(ada)
  const count = 3_000
  const answer = Imported.parse((await bring(ada, id, lines(count))).json)
  expect(answer.playlist).toMatchObject({ itemCount: count, counts: { missing: count } })
  const last = ItemPage.parse((await ada.get(`/playlists/${id}/items?after=${count - 1}`)).json)
  expect(last.items.map(({ position, item }) => [position, item.title])).toEqual([
    [count, `Song number ${count - 1}`],
  ])
})
