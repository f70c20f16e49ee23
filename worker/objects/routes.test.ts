import { env, SELF } from 'cloudflare:test'
import { beforeEach, expect, test } from 'vitest'
import { type Bindings, settingsOf } from '../env.ts'
import { objectKey } from '../storage/keys.ts'
import { openStore } from '../storage/open-store.ts'
import { signIn } from '../testing/harness.ts'

const bindings = env as unknown as Bindings
const store = openStore(settingsOf(bindings), bindings)
const minuteSeconds = 60
let key = ''

beforeEach(() => {
  key = objectKey('acc_TEST', 'media', crypto.randomUUID(), 'file')
})

function bytesOf(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 7) % 251)
}

/** A body that does not say how long it is. */
function unstated(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes)
      controller.close()
    },
  })
}

async function keep(bytes: Uint8Array): Promise<string> {
  await store.put(key, bytes, { contentType: 'image/png', bytes: bytes.length })
  return await store.signGet(key, minuteSeconds)
}

async function problemOf(answer: Response): Promise<readonly [number, string]> {
  const { type } = (await answer.json()) as { type: string }
  return [answer.status, type.split('/').at(-1) ?? '']
}

test('an address reads its object, whole, in ranges and by HEAD, without a session and past no cache', async () => {
  const address = await keep(bytesOf(1000))
  const whole = await SELF.fetch(address)
  expect(new Uint8Array(await whole.arrayBuffer())).toEqual(bytesOf(1000))
  expect([whole.headers.get('content-type'), whole.headers.get('cache-control')]).toEqual([
    'image/png',
    'no-store',
  ])
  const range = await SELF.fetch(address, { headers: { range: 'bytes=990-' } })
  expect([range.status, new Uint8Array(await range.arrayBuffer())]).toEqual([206, bytesOf(1000).slice(990)])
  const head = await SELF.fetch(address, { method: 'HEAD' })
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '1000'])
})

test('an address that was changed, is over or was never signed is refused, signed in or not', async () => {
  const [ada] = await signIn('ada')
  const address = await keep(bytesOf(10))
  const over = await store.signGet(key, -minuteSeconds)
  const other = address.replace('/file?', '/small.webp?')
  for (const refused of [over, other, `${address}0`, address.split('?')[0] ?? '']) {
    const answer = await SELF.fetch(refused, { headers: { cookie: ada.cookie } })
    expect(await problemOf(answer)).toEqual([403, 'address-invalid'])
  }
})

test('an address to read cannot write, and one to write cannot read', async () => {
  const [read, write] = [await keep(bytesOf(10)), await store.signPut(key, minuteSeconds)]
  expect((await SELF.fetch(read, { method: 'PUT', body: 'other' })).status).toBe(403)
  expect((await SELF.fetch(write)).status).toBe(403)
  expect((await SELF.fetch(write, { method: 'DELETE' })).status).toBe(403)
  expect(new Uint8Array(await (await SELF.fetch(read)).arrayBuffer())).toEqual(bytesOf(10))
})

test('an object that is not there yet is said to be so', async () => {
  expect(await problemOf(await SELF.fetch(await store.signGet(key, minuteSeconds)))).toEqual([
    409,
    'not-ready',
  ])
})

test('bytes are stored with their type and answered with their tag, also when no length was stated', async () => {
  const address = await store.signPut(key, minuteSeconds)
  const headers = { 'content-type': 'image/webp' }
  const stated = await SELF.fetch(address, { method: 'PUT', body: bytesOf(2000), headers })
  expect([stated.status, stated.headers.get('etag')]).toEqual([200, (await store.head(key))?.etag])
  const body = unstated(bytesOf(3000))
  expect((await SELF.fetch(address, { method: 'PUT', body, headers })).status).toBe(200)
  expect(await store.head(key)).toMatchObject({ bytes: 3000, contentType: 'image/webp' })
})

test('a part goes to its upload only, with its length, while the upload is open', async () => {
  const uploadId = await store.createMultipart(key, 'video/mp4')
  const address = await store.signPutPart(key, uploadId, 1, minuteSeconds)
  const endless = await SELF.fetch(address, { method: 'PUT', body: unstated(bytesOf(10)) })
  expect(await problemOf(endless)).toEqual([400, 'invalid-request'])
  const part = await SELF.fetch(address, { method: 'PUT', body: bytesOf(10) })
  const etag = part.headers.get('etag') ?? ''
  await store.completeMultipart(key, uploadId, [{ partNumber: 1, etag }])
  expect((await store.head(key))?.bytes).toBe(10)
  const late = await SELF.fetch(address, { method: 'PUT', body: bytesOf(10) })
  expect(await problemOf(late)).toEqual([404, 'upload-not-found'])
})
