/** What every storage promises, held on the R2 binding and on a real S3 server alike. */
import { env, SELF } from 'cloudflare:test'
import fc from 'fast-check'
import { describe, expect, inject, test } from 'vitest'
import { settingsOf } from '../env.ts'
import { type MediaStore, MultipartGone } from './media-store.ts'
import { openStore } from './open-store.ts'
import { bufferedPartBytes, storeChunks } from './store-chunks.ts'

const s3 = {
  STORAGE: 's3',
  S3_ENDPOINT: inject('s3Endpoint'),
  S3_BUCKET: 'cuecraft-media',
  S3_REGION: 'us-east-1',
  // The one pair of keys that s3rver knows.
  S3_ACCESS_KEY_ID: 'S3RVER',
  S3_SECRET_ACCESS_KEY: 'S3RVER',
}

const kinds = [
  {
    name: 'R2 by binding',
    bindings: { ...env },
    /** The Worker itself serves the signed addresses of R2. */
    send: (url: string, init?: RequestInit) => SELF.fetch(url, init),
  },
  {
    name: 'S3',
    bindings: { ...env, ...s3 },
    send: (url: string, init?: RequestInit) => fetch(url, init),
  },
]

const partBytes = 5 * 1024 * 1024
let keys = 0

/** Storage outlives a test, so each test writes under keys nobody used. */
function newKey(): string {
  keys += 1
  return `acc_TEST/media/med_${crypto.randomUUID()}/file${keys}`
}

/** Bytes that differ from place to place, so that a shifted or swapped piece is seen. */
function pattern(length: number, seed = 1): Uint8Array {
  const bytes = new Uint8Array(length)
  for (let i = 0, state = seed; i < length; i += 1) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0
    bytes[i] = state >>> 24
  }
  return bytes
}

async function hashOf(bytes: Uint8Array): Promise<string> {
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))].join()
}

async function bytesAt(store: MediaStore, key: string): Promise<Uint8Array | undefined> {
  const found = await store.get(key)
  return found === undefined ? undefined : new Uint8Array(await new Response(found.body).arrayBuffer())
}

function streamOf(...chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  const rest = [...chunks]
  return new ReadableStream({
    pull(controller) {
      const chunk = rest.shift()
      if (chunk === undefined) controller.close()
      else controller.enqueue(chunk)
    },
  })
}

describe.each(kinds)('$name', ({ bindings, send }) => {
  const store = openStore(settingsOf(bindings as never), bindings as never)

  test('what was put is read again, with its type and size', async () => {
    const key = newKey()
    const bytes = pattern(70_000)
    const put = await store.put(key, bytes, { contentType: 'audio/flac', bytes: bytes.length })
    const head = await store.head(key)
    expect(head).toEqual({ key, bytes: 70_000, contentType: 'audio/flac', etag: put.etag })
    expect(put.etag).toMatch(/^"[^"]+"$/)
    expect(await bytesAt(store, key)).toEqual(bytes)
  })

  test('a stream of known length is stored as it came', async () => {
    const key = newKey()
    const bytes = pattern(300_000)
    const body = streamOf(bytes.subarray(0, 1), bytes.subarray(1, 200_001), bytes.subarray(200_001))
    await store.put(key, body, { contentType: 'image/png', bytes: bytes.length })
    expect(await bytesAt(store, key)).toEqual(bytes)
  })

  test('a stream that is shorter than was said leaves no object', async () => {
    const key = newKey()
    const sending = store.put(key, streamOf(pattern(10)), { contentType: 'image/png', bytes: 11 })
    await expect(sending).rejects.toThrow()
    expect(await store.head(key)).toBeUndefined()
  })

  test('a stream that breaks leaves no object', async () => {
    const key = newKey()
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(pattern(5))
        controller.error(new Error('the caller left'))
      },
    })
    await expect(store.put(key, broken, { contentType: 'image/png', bytes: 10 })).rejects.toThrow()
    expect(await store.head(key)).toBeUndefined()
  })

  test('any range inside an object answers exactly its bytes and the size of the whole', async () => {
    const key = newKey()
    const bytes = pattern(1000)
    await store.put(key, bytes, { contentType: 'audio/mpeg', bytes: bytes.length })
    const range = fc
      .nat(999)
      .chain((offset) =>
        fc.record({ offset: fc.constant(offset), length: fc.integer({ min: 1, max: 1000 - offset }) }),
      )
    await fc.assert(
      fc.asyncProperty(range, async ({ offset, length }) => {
        const found = await store.get(key, { offset, length })
        const body = new Uint8Array(await new Response(found?.body).arrayBuffer())
        expect([...body]).toEqual([...bytes.subarray(offset, offset + length)])
        expect(found?.object.bytes).toBe(1000)
      }),
      { numRuns: 25 },
    )
  })

  test('an object that is not there answers nothing, and removing it is no error', async () => {
    const key = newKey()
    expect(await store.head(key)).toBeUndefined()
    expect(await store.get(key)).toBeUndefined()
    await store.delete([key, newKey()])
  })

  test('removed objects are gone, and only those', async () => {
    const [kept, ...gone] = Array.from({ length: 9 }, newKey)
    for (const key of [kept ?? '', ...gone])
      await store.put(key, pattern(3), { contentType: 'text/plain', bytes: 3 })
    await store.delete(gone)
    expect(await Promise.all(gone.map((key) => store.head(key)))).toEqual(gone.map(() => undefined))
    expect(await store.head(kept ?? '')).toBeDefined()
  })

  test('parts sent in any order, one of them twice, join into the whole', async () => {
    const key = newKey()
    const whole = pattern(partBytes * 2 + 1234)
    const part = (n: number) => whole.subarray((n - 1) * partBytes, n * partBytes)
    const uploadId = await store.createMultipart(key, 'video/mp4')
    await store.putPart(key, uploadId, 2, pattern(partBytes, 99), partBytes)
    const three = await store.putPart(key, uploadId, 3, streamOf(part(3)), 1234)
    const two = await store.putPart(key, uploadId, 2, streamOf(part(2)), partBytes)
    const one = await store.putPart(key, uploadId, 1, part(1), partBytes)
    const joined = await store.completeMultipart(key, uploadId, [one, two, three])
    expect(joined).toMatchObject({ key, bytes: whole.length, contentType: 'video/mp4' })
    expect(await hashOf((await bytesAt(store, key)) ?? new Uint8Array())).toBe(await hashOf(whole))
    // Asked again, the answer is the same object.
    expect(await store.completeMultipart(key, uploadId, [one, two, three])).toEqual(joined)
  })

  test('an aborted upload takes no parts, cannot be completed and leaves nothing', async () => {
    const key = newKey()
    const uploadId = await store.createMultipart(key, 'video/mp4')
    const part = await store.putPart(key, uploadId, 1, pattern(10), 10)
    await store.abortMultipart(key, uploadId)
    await store.abortMultipart(key, uploadId)
    await expect(store.putPart(key, uploadId, 2, pattern(10), 10)).rejects.toThrow(MultipartGone)
    await expect(store.completeMultipart(key, uploadId, [part])).rejects.toThrow(MultipartGone)
    expect(await store.head(key)).toBeUndefined()
  })

  test('signed addresses read, write, and write parts, without credentials', async () => {
    const [written, parted] = [newKey(), newKey()]
    const put = await send(await store.signPut(written, 60), {
      method: 'PUT',
      body: pattern(2000),
      headers: { 'content-type': 'image/webp' },
    })
    expect(put.status).toBe(200)
    const get = await send(await store.signGet(written, 60), { headers: { range: 'bytes=10-19' } })
    expect(get.status).toBe(206)
    expect(new Uint8Array(await get.arrayBuffer())).toEqual(pattern(2000).subarray(10, 20))
    expect((await store.head(written))?.contentType).toBe('image/webp')

    const uploadId = await store.createMultipart(parted, 'video/mp4')
    const part = await send(await store.signPutPart(parted, uploadId, 1, 60), {
      method: 'PUT',
      body: pattern(40),
    })
    const etag = part.headers.get('etag') ?? ''
    await store.completeMultipart(parted, uploadId, [{ partNumber: 1, etag }])
    expect(await bytesAt(store, parted)).toEqual(pattern(40))
  })

  test('a signed address says under which name it is saved, where it is for a person', async () => {
    const key = newKey()
    await store.put(key, pattern(20), { contentType: 'application/json', bytes: 20 })
    const named = await send(await store.signGet(key, 60, 'Sång & Tanz/1.json'))
    expect(new Uint8Array(await named.arrayBuffer())).toEqual(pattern(20))
    expect(named.headers.get('content-disposition')).toBe(
      `attachment; filename="S_ng _ Tanz_1.json"; filename*=UTF-8''S%C3%A5ng%20%26%20Tanz_1.json`,
    )
    const unnamed = await send(await store.signGet(key, 60))
    await unnamed.arrayBuffer()
    expect(unnamed.headers.get('content-disposition')).toBeNull()
  })

  test('bytes of unknown length are stored whole, whatever pieces they come in', async () => {
    const lengths = [
      0,
      1,
      bufferedPartBytes - 1,
      bufferedPartBytes,
      bufferedPartBytes + 1,
      bufferedPartBytes * 2,
    ]
    for (const length of lengths) {
      const key = newKey()
      const bytes = pattern(length)
      const cut = Math.floor(length / 3)
      const chunks = streamOf(bytes.subarray(0, cut), bytes.subarray(cut, cut), bytes.subarray(cut))
      const stored = await storeChunks(store, { key, contentType: 'video/webm' }, chunks)
      expect(stored.bytes).toBe(length)
      expect(await hashOf((await bytesAt(store, key)) ?? new Uint8Array())).toBe(await hashOf(bytes))
    }
  })

  test('bytes that break off after the first part leave neither an object nor an open upload', async () => {
    const key = newKey()
    let opened = ''
    async function* breaking() {
      yield pattern(bufferedPartBytes + 5)
      throw new Error('the caller left')
    }
    const target = {
      key,
      contentType: 'video/webm',
      opened: async (storageUploadId: string) => {
        opened = storageUploadId
      },
    }
    await expect(storeChunks(store, target, breaking())).rejects.toThrow('the caller left')
    expect(await store.head(key)).toBeUndefined()
    await expect(store.putPart(key, opened, 2, pattern(1), 1)).rejects.toThrow(MultipartGone)
  })
})
