import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeFixtureFolder } from '../testing/fixtures.ts'
import { ObjectStore } from '../testing/object-store.ts'
import { Refused } from './complaint.ts'
import { download, upload, uploadFile, uploadParts } from './transfer.ts'

const folder = makeFixtureFolder()
const { signal } = new AbortController()
const mostBytes = 1_000_000
let store: ObjectStore

beforeAll(async () => {
  store = await ObjectStore.start()
})
afterAll(async () => {
  await store.stop()
  folder.remove()
})

function bytesOf(length: number): Buffer {
  return Buffer.from(Uint8Array.from({ length }, (_, i) => (i * 31) % 251))
}

async function complaintOf(work: Promise<unknown>) {
  const error = await work.catch((thrown: unknown) => thrown)
  if (error instanceof Refused) return error.complaint
  throw new Error(`expected a complaint and met ${String(error)}`)
}

test('a file arrives as it is, with its size and hash, though the source stumbles on the way', async () => {
  const bytes = bytesOf(300_000)
  const url = store.put('stumbling', bytes)
  const path = join(folder.path, 'arrived')
  store.failNext(2)
  expect(await download(url, path, { signal, mostBytes })).toEqual({
    bytes: bytes.length,
    contentHash: createHash('sha256').update(bytes).digest('hex'),
  })
  expect(await readFile(path)).toEqual(bytes)
})

test('a source that stays away, or is gone, is a complaint that may pass', async () => {
  const path = join(folder.path, 'nothing')
  const gone = { code: 'source-unavailable', retryable: true }
  expect(await complaintOf(download(store.url('never put'), path, { signal, mostBytes }))).toMatchObject(gone)
  store.failNext(4)
  expect(
    await complaintOf(download(store.put('away', bytesOf(1)), path, { signal, mostBytes })),
  ).toMatchObject(gone)
  expect((await download(store.url('away'), path, { signal, mostBytes })).bytes).toBe(1)
})

test('a file larger than may be is refused while it arrives', async () => {
  const url = store.put('large', bytesOf(mostBytes + 1))
  const complaint = await complaintOf(download(url, join(folder.path, 'large'), { signal, mostBytes }))
  expect(complaint).toMatchObject({ code: 'too-long', retryable: false })
})

test('what is sent is stored with its type, though the store stumbles, and answered with its tag', async () => {
  store.failNext(1)
  const etag = await upload(store.url('sent'), bytesOf(10), { contentType: 'image/webp', signal })
  expect(store.get('sent')).toMatchObject({ bytes: bytesOf(10), contentType: 'image/webp', etag })
})

test('a file is sent as it lies, with its length, though the store stumbles', async () => {
  const path = join(folder.path, 'sent whole')
  await writeFile(path, bytesOf(200_000))
  store.failNext(1)
  const etag = await uploadFile(store.url('whole'), path, { contentType: 'video/mp4', signal })
  expect(store.get('whole')).toMatchObject({ bytes: bytesOf(200_000), contentType: 'video/mp4', etag })
})

test.each([0, 1, 999, 1000, 1001, 3000, 3500])(
  'a file of %i bytes goes out in parts that join to it',
  async (length) => {
    const path = join(folder.path, `whole-${length}`)
    await writeFile(path, bytesOf(length))
    const key = `parts-${length}`
    const etags = await uploadParts(path, store.parts(key, 1000, 5), signal)
    const parts = etags.map((_, i) => store.get(`${key}#${i + 1}`))
    expect(parts.map(({ etag }) => etag)).toEqual(etags)
    expect(Buffer.concat(parts.map(({ bytes }) => bytes))).toEqual(bytesOf(length))
    expect(parts.slice(0, -1).every(({ bytes }) => bytes.length === 1000)).toBe(true)
  },
)

test('a file that needs more parts than there are addresses is refused before anything is sent', async () => {
  const path = join(folder.path, 'too much')
  await writeFile(path, bytesOf(2001))
  expect(await complaintOf(uploadParts(path, store.parts('too-much', 1000, 2), signal))).toMatchObject({
    code: 'too-long',
  })
  expect([...store.objects.keys()].filter((key) => key.startsWith('too-much'))).toEqual([])
})

test('whoever gives up is not kept waiting for a source that never ends', async () => {
  const url = store.put('endless', bytesOf(10))
  store.stallReadsOf('endless')
  const giving = new AbortController()
  const arriving = download(url, join(folder.path, 'endless'), { signal: giving.signal, mostBytes })
  giving.abort(new Error('gave up'))
  await expect(arriving).rejects.toThrow('gave up')
})
