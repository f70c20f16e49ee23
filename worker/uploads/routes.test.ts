import { env } from 'cloudflare:test'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { mediaLimits } from '#core/media/limits.ts'
import { openDatabase } from '../db/client.ts'
import { type Bindings, settingsOf } from '../env.ts'
import { sweepPending } from '../intake/intake.ts'
import { openStore } from '../storage/open-store.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { type Client, signIn } from '../testing/harness.ts'
import { accountIdOf, objectsUnder, png, wav } from '../testing/material.ts'
import { Upload } from './schema.ts'
import { deleteOpenUpload } from './store.ts'
import { uploads } from './tables.ts'
import { sweepUploads } from './uploads.ts'

const composer = useFakeComposer()
const bindings = env as unknown as Bindings
const partBytes = mediaLimits.uploadPartBytes
/** Two parts: one whole and a bit. */
const song = wav(partBytes / 8000 + 1)

async function begin(client: Client, bytes = song.length): Promise<Upload> {
  const made = await client.post('/uploads', { kind: 'song', fileName: 'long night.wav', bytes })
  expect(made.status).toBe(201)
  return Upload.parse(made.json)
}

async function sendPart(client: Client, upload: Upload, partNumber: number, from: Uint8Array = song) {
  const body = from.slice((partNumber - 1) * partBytes, partNumber * partBytes)
  const answer = await client.raw(`/uploads/${upload.id}/parts/${partNumber}`, {
    method: 'PUT',
    body,
    headers: { 'content-type': 'application/octet-stream', 'content-length': String(body.length) },
  })
  await answer.arrayBuffer()
  return answer.status
}

test('parts in any order, one of them twice, become the song they were cut from', async () => {
  const [ada] = await signIn('ada')
  const upload = await begin(ada)
  expect(upload).toMatchObject({ partBytes, partCount: 2, arrived: [], status: 'open' })
  expect(await sendPart(ada, upload, 2)).toBe(200)
  expect((await ada.get(`/uploads/${upload.id}`)).json).toMatchObject({ arrived: [2] })
  expect(await sendPart(ada, upload, 1, new Uint8Array(partBytes))).toBe(200)
  expect(await sendPart(ada, upload, 1)).toBe(200)
  const done = await ada.post(`/uploads/${upload.id}/complete`, {})
  expect(done.json).toMatchObject({ kind: 'song', song: { title: 'long night', bytes: song.length } })
  const again = await ada.post(`/uploads/${upload.id}/complete`, {})
  expect(again.json).toEqual(done.json)
  const { song: made } = done.json as { song: { id: string } }
  const file = await ada.raw(`/songs/${made.id}/file`)
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(song)
})

test('a photo in parts keeps the place where it was taken only when that was asked for', async () => {
  const [ada] = await signIn('ada')
  const photo = png(8, 8)
  for (const [keepLocation, location] of [
    [false, null],
    [true, { latitude: 43.3, longitude: -2.5 }],
  ] as const) {
    const order = { kind: 'media', fileName: 'beach.png', bytes: photo.length, keepLocation }
    const upload = Upload.parse((await ada.post('/uploads', order)).json)
    await sendPart(ada, upload, 1, photo)
    const done = await ada.post(`/uploads/${upload.id}/complete`, {})
    expect(done.json).toMatchObject({ kind: 'media', media: { location } })
  }
})

describe('what cannot be', () => {
  test('a completion while parts are missing says how many', async () => {
    const [ada] = await signIn('ada')
    const upload = await begin(ada)
    await sendPart(ada, upload, 2)
    const answer = await ada.post(`/uploads/${upload.id}/complete`, {})
    expect([answer.status, answer.problem?.detail]).toEqual([409, expect.stringContaining('1 of 2')])
  })

  test('a part of the wrong length, or one that there is not, is refused', async () => {
    const [ada] = await signIn('ada')
    const upload = await begin(ada)
    expect(await sendPart(ada, upload, 1, song.slice(0, 100))).toBe(400)
    expect(await sendPart(ada, upload, 3)).toBe(400)
    expect(await sendPart(ada, upload, 0)).toBe(400)
  })

  test('no bytes and more than two gigabytes are refused before anything is sent', async () => {
    const [ada] = await signIn('ada')
    for (const bytes of [0, -1, 1.5, mediaLimits.uploadBytes + 1]) {
      expect((await ada.post('/uploads', { kind: 'song', fileName: 'x.wav', bytes })).status).toBe(400)
    }
  })

  test('parts that are no song go with their upload', async () => {
    const [ada] = await signIn('ada')
    const account = await accountIdOf(ada)
    const page = new TextEncoder().encode('<html>'.padEnd(1000))
    const upload = await begin(ada, page.length)
    expect(await sendPart(ada, upload, 1, page)).toBe(200)
    expect((await ada.post(`/uploads/${upload.id}/complete`, {})).status).toBe(415)
    expect((await ada.get(`/uploads/${upload.id}`)).status).toBe(404)
    expect(await objectsUnder(bindings.MEDIA, account)).toEqual([])
  })

  test("another person's upload is not there", async () => {
    const [ada, bo] = await signIn('ada', 'bo')
    const upload = await begin(ada)
    expect((await bo.get(`/uploads/${upload.id}`)).status).toBe(404)
    expect(await sendPart(bo, upload, 1)).toBe(404)
    expect((await bo.post(`/uploads/${upload.id}/complete`, {})).status).toBe(404)
    expect((await bo.delete(`/uploads/${upload.id}`)).status).toBe(404)
    expect((await ada.get(`/uploads/${upload.id}`)).json).toMatchObject({ arrived: [] })
  })
})

test('while the media service is away nothing that arrived is lost', async () => {
  const [ada] = await signIn('ada')
  const small = wav(1)
  const upload = await begin(ada, small.length)
  await sendPart(ada, upload, 1, small)
  composer.current.kill()
  expect((await ada.post(`/uploads/${upload.id}/complete`, {})).status).toBe(503)
  composer.current.revive()
  expect((await ada.post(`/uploads/${upload.id}/complete`, {})).status).toBe(201)
})

test('two completions at once make one song', async () => {
  const [ada] = await signIn('ada')
  const small = wav(1)
  const upload = await begin(ada, small.length)
  await sendPart(ada, upload, 1, small)
  const answers = await Promise.all([1, 2].map(() => ada.post(`/uploads/${upload.id}/complete`, {})))
  expect(answers.map(({ status }) => status)).toEqual([201, 201])
  expect(answers[0]?.json).toEqual(answers[1]?.json)
  expect((await ada.get('/songs')).json).toMatchObject({ items: [{}] })
})

test('an upload given up while its file is examined becomes nothing', async () => {
  const [ada] = await signIn('ada')
  const account = await accountIdOf(ada)
  const small = wav(1)
  const upload = await begin(ada, small.length)
  await sendPart(ada, upload, 1, small)
  composer.current.whileProbing(() => ada.delete(`/uploads/${upload.id}`))
  const answer = await ada.post(`/uploads/${upload.id}/complete`, {})
  expect([answer.status, answer.problem?.type]).toEqual([404, expect.stringContaining('upload-not-found')])
  expect((await ada.get('/songs')).json).toMatchObject({ items: [] })
  expect(await objectsUnder(bindings.MEDIA, account)).toEqual([])
})

test('an upload that is completed while it is given up leaves its song whole', async () => {
  const [ada] = await signIn('ada')
  const small = wav(1)
  const upload = await begin(ada, small.length)
  await sendPart(ada, upload, 1, small)
  const [asRead] = await openDatabase(bindings.DB).select().from(uploads).where(eq(uploads.id, upload.id))
  if (asRead === undefined) throw new Error('the upload is not in the database')
  const done = await ada.post(`/uploads/${upload.id}/complete`, {})
  const { song: made } = done.json as { song: { id: string } }
  const key = `${asRead.ownerId}/songs/${made.id}/file`
  expect(await deleteOpenUpload(openDatabase(bindings.DB), asRead, { key, nowMs: 0 })).toBe(false)
  await sweepPending({
    db: openDatabase(bindings.DB),
    store: openStore(settingsOf(bindings), bindings),
    nowMs: Date.now(),
  })
  expect((await ada.get(`/songs/${made.id}/file`)).status).toBe(200)
})

test('an upload given up, by its owner or after a day, frees what arrived', async () => {
  const [ada] = await signIn('ada')
  const account = await accountIdOf(ada)
  const [given, unfinished] = [await begin(ada), await begin(ada)]
  await sendPart(ada, given, 1)
  await sendPart(ada, unfinished, 1)
  expect((await ada.delete(`/uploads/${given.id}`)).status).toBe(204)
  const store = openStore(settingsOf(bindings), bindings)
  const tomorrow = Date.now() + 25 * 3_600_000
  await sweepUploads({ db: openDatabase(bindings.DB), store, nowMs: tomorrow })
  expect((await ada.get(`/uploads/${unfinished.id}`)).status).toBe(404)
  expect(await objectsUnder(bindings.MEDIA, account)).toEqual([])
})
