import { env } from 'cloudflare:test'
import { sql } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../db/client.ts'
import { type Bindings, settingsOf } from '../env.ts'
import { objectKey } from '../storage/keys.ts'
import { type MediaStore, MultipartGone } from '../storage/media-store.ts'
import { openStore } from '../storage/open-store.ts'
import { allOrNothing, pendingLifeMs, sweepPending } from './intake.ts'
import { findPending, givenUpInsert, notePendingUpload, pendingDelete, pendingInsert } from './pending.ts'

const bindings = env as unknown as Bindings
const db = openDatabase(bindings.DB)
const store = openStore(settingsOf(bindings), bindings)
const ownerId = 'acc_TEST'
const nowMs = 1_000_000_000_000
const keeping = { db, store, nowMs }
let key = ''

beforeEach(() => {
  key = objectKey(ownerId, 'songs', crypto.randomUUID(), 'file')
})

const foundRow = sql`(select 1)`
const goneRow = sql`(select 1 where false)`
const bytes = new Uint8Array(10)
const put = (kept: MediaStore) => kept.put(key, bytes, { contentType: 'audio/wav', bytes: bytes.length })
const isStored = async () => (await store.head(key)) !== undefined

test('work that ends with its row keeps its object', async () => {
  await allOrNothing(keeping, { key, ownerId }, async () => {
    await put(store)
    await pendingDelete(db, key)
  })
  await sweepPending({ ...keeping, nowMs: nowMs + 2 * pendingLifeMs })
  expect(await isStored()).toBe(true)
})

test('work that fails leaves neither an object nor a word of it, and its own error goes on', async () => {
  const failing = allOrNothing(keeping, { key, ownerId }, async () => {
    await put(store)
    throw new Error('the file is broken')
  })
  await expect(failing).rejects.toThrow('the file is broken')
  expect([await isStored(), await findPending(db, key)]).toEqual([false, undefined])
})

test('work that fails after its row was written takes nothing back', async () => {
  const failing = allOrNothing(keeping, { key, ownerId }, async () => {
    await put(store)
    await pendingDelete(db, key)
    throw new Error('the queue is away')
  })
  await expect(failing).rejects.toThrow('the queue is away')
  expect(await isStored()).toBe(true)
})

test('what could not be removed at once is removed by the sweep', async () => {
  const silent: MediaStore = Object.assign(Object.create(store), {
    delete: () => Promise.reject(new Error('storage is away')),
  })
  const failing = allOrNothing({ ...keeping, store: silent }, { key, ownerId }, async () => {
    await put(store)
    throw new Error('the file is broken')
  })
  await expect(failing).rejects.toThrow('the file is broken')
  expect(await isStored()).toBe(true)
  await sweepPending({ ...keeping, nowMs: nowMs + pendingLifeMs + 1 })
  expect([await isStored(), await findPending(db, key)]).toEqual([false, undefined])
})

test('an object whose request was lost is swept once no request and no signed address can be alive, not before', async () => {
  await pendingInsert(db, { key, ownerId, createdAtMs: nowMs })
  await put(store)
  expect(await sweepPending({ ...keeping, nowMs: nowMs + pendingLifeMs })).toBe(0)
  expect(await isStored()).toBe(true)
  expect(await sweepPending({ ...keeping, nowMs: nowMs + pendingLifeMs + 1 })).toBe(1)
  expect(await isStored()).toBe(false)
})

test('parts that were on their way when a request was lost are freed', async () => {
  await pendingInsert(db, { key, ownerId, createdAtMs: nowMs })
  const uploadId = await store.createMultipart(key, 'audio/wav')
  await notePendingUpload(db, key, uploadId)
  await sweepPending({ ...keeping, nowMs: nowMs + pendingLifeMs + 1 })
  await expect(store.putPart(key, uploadId, 1, bytes, bytes.length)).rejects.toThrow(MultipartGone)
})

test('the objects of a row that goes are written down in its batch, however many, and swept with their open uploads', async () => {
  const uploadId = await store.createMultipart(key, 'video/mp4')
  const objects = [
    { key, storageUploadId: uploadId },
    ...Array.from({ length: 60 }, (_, i) => ({ key: `${key}.${i}`, storageUploadId: null })),
  ]
  await givenUpInsert(db, { objects, ownerId, createdAtMs: nowMs }, foundRow)
  const later = { ...keeping, nowMs: nowMs + pendingLifeMs + 1 }
  expect((await sweepPending(later)) + (await sweepPending(later))).toBe(objects.length)
  await expect(store.putPart(key, uploadId, 1, bytes, bytes.length)).rejects.toThrow(MultipartGone)
})

test('the objects of a row that is gone already are not written down again', async () => {
  await givenUpInsert(db, { objects: [{ key, storageUploadId: null }], ownerId, createdAtMs: nowMs }, goneRow)
  expect(await findPending(db, key)).toBeUndefined()
})

test('many lost objects are swept in several turns, the oldest first', async () => {
  const keys = Array.from({ length: 60 }, (_, i) => ({ key: `${key}${i}`, ownerId, createdAtMs: nowMs + i }))
  for (const waiting of keys) await pendingInsert(db, waiting)
  const later = { ...keeping, nowMs: nowMs + pendingLifeMs + 1000 }
  const turns = [await sweepPending(later), await sweepPending(later), await sweepPending(later)]
  expect(turns).toEqual([50, 10, 0])
})
