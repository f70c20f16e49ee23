import { expect, test } from 'vitest'
import { readAnswer, signIn } from '../testing/harness.ts'
import { bindings } from '../testing/jobs.ts'

const wish = { kind: 'song', fileName: 'night drive.wav', bytes: 60_000_000 }

test('a create sent again with its key gives the first answer and makes nothing new', async () => {
  const [ada] = await signIn('ada')
  const key = { 'idempotency-key': 'once-please' }
  const [first, second] = [await ada.post('/uploads', wish, key), await ada.post('/uploads', wish, key)]
  expect([second.status, second.json]).toEqual([201, first.json])
})

test("another person's key is another key", async () => {
  const [ada, bo] = await signIn('ada', 'bo')
  const key = { 'idempotency-key': 'shared-words' }
  const [hers, his] = [await ada.post('/uploads', wish, key), await bo.post('/uploads', wish, key)]
  expect(his.text).not.toBe(hers.text)
})

test('two at once with one key make one thing', async () => {
  const [ada] = await signIn('ada')
  const key = { 'idempotency-key': 'at-once' }
  const answers = await Promise.all([ada.post('/uploads', wish, key), ada.post('/uploads', wish, key)])
  const made = new Set(answers.filter((answer) => answer.status === 201).map((answer) => answer.text))
  expect(made.size).toBe(1)
  expect(answers.every((answer) => answer.status === 201 || answer.status === 409)).toBe(true)
})

test('the same key with another wish is refused, and the first answer stays', async () => {
  const [ada] = await signIn('ada')
  const key = { 'idempotency-key': 'for-one-thing' }
  const first = await ada.post('/uploads', wish, key)
  const other = await ada.post('/uploads', { ...wish, bytes: 1_000 }, key)
  expect([other.status, other.problem?.type]).toEqual([
    422,
    expect.stringContaining('idempotency-key-reused'),
  ])
  expect((await ada.post('/uploads', wish, key)).text).toBe(first.text)
})

test('a file that comes with a key is streamed past it, however its type is spelt', async () => {
  const [ada] = await signIn('ada')
  const name = 'content-disposition: form-data; name="file"; filename="notes.txt"'
  const sent = await ada.raw('/songs', {
    method: 'POST',
    headers: { 'idempotency-key': 'a-file', 'content-type': 'Multipart/Form-Data; boundary=XX' },
    body: `--XX\r\n${name}\r\n\r\nno song\r\n--XX--\r\n`,
  })
  // It was read as a file, and is none that we know.
  expect((await readAnswer(sent)).problem?.type).toContain('unsupported-format')
})

test('a first answer that was kept before fingerprints were is given again', async () => {
  const [ada] = await signIn('ada')
  const key = { 'idempotency-key': 'of-yesterday' }
  const first = await ada.post('/uploads', wish, key)
  await bindings.DB.prepare("update idempotency_keys set fingerprint = '' where key = 'of-yesterday'").run()
  expect((await ada.post('/uploads', wish, key)).text).toBe(first.text)
})

test('a refused create leaves its key free', async () => {
  const [ada] = await signIn('ada')
  const key = { 'idempotency-key': 'second-try' }
  expect((await ada.post('/uploads', { kind: 'song' }, key)).status).toBe(400)
  expect((await ada.post('/uploads', wish, key)).status).toBe(201)
})

test('a key of the wrong form is refused', async () => {
  const [ada] = await signIn('ada')
  expect((await ada.post('/uploads', wish, { 'idempotency-key': 'x'.repeat(201) })).status).toBe(400)
})

test("a token's secret is not kept for a second telling", async () => {
  const [ada] = await signIn('ada')
  const key = { 'idempotency-key': 'secret' }
  const make = async () => (await ada.post('/tokens', { name: 'nightly', scopes: ['read'] }, key)).text
  expect(await make()).not.toBe(await make())
})
