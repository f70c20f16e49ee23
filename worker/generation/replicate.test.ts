import { expect, test } from 'vitest'
import { NotNow } from '../jobs/work.ts'
import { useFakeReplicate } from './replicate.fake.ts'
import { openReplicate } from './replicate.ts'

const replicate = useFakeReplicate()
const apiUrl = 'http://replicate.test'
const token = 'r8_a_token_of_the_tests'
const client = openReplicate({ apiUrl, token, timeoutMs: 50 })
const wish = (prompt: string) => ({
  model: 'wan-video/wan-2.2-t2v-fast',
  input: { prompt },
  webhookUrl: undefined,
  cancelAfterSeconds: 60,
})

async function waitOf(asking: Promise<unknown>): Promise<number> {
  const thrown: unknown = await asking.catch((error: unknown) => error)
  if (thrown instanceof NotNow) return thrown.retryAfterMs
  throw new Error(`expected to be told to wait and met ${String(thrown)}`)
}

test('a throttled request says when to come back: by its header, else by its sentence', async () => {
  const throttled = { kind: 'status', status: 429 } as const
  replicate.current.troubleNext(
    { ...throttled, headers: { 'retry-after': '7' } },
    { ...throttled, detail: 'Request was throttled. Your rate limit resets in ~30s.' },
    { ...throttled, detail: 'no' },
  )
  const answers = [
    await client.create(wish('a')),
    await client.create(wish('a')),
    await client.create(wish('a')),
  ]
  expect(answers).toEqual([7000, 30_000, 2000].map((retryAfterMs) => ({ kind: 'busy', retryAfterMs })))
})

test('an answer that takes longer than anybody waits may be a prediction or not, and is not called a no', async () => {
  replicate.current.troubleNext({ kind: 'slow' })
  expect([await client.create(wish('a')), replicate.current.predictions.length]).toEqual([
    { kind: 'unknown' },
    1,
  ])
})

test.each([
  [400, 'did not take this wish'],
  [401, 'token is wrong'],
  [402, 'is empty'],
  [404, 'not there any more'],
])(
  'a no with status %i is a sentence for a person, who is told that nothing was charged',
  async (status, words) => {
    replicate.current.troubleNext({ kind: 'status', status, detail: 'because' })
    const answer = await client.create(wish('a'))
    expect(answer).toMatchObject({ kind: 'refused', reason: expect.stringContaining(words) })
    expect(answer).toMatchObject({ reason: expect.stringContaining('Nothing was charged.') })
  },
)

test('a wrong token is a no', async () => {
  const stranger = openReplicate({ apiUrl, token: 'another' })
  expect(await stranger.create(wish('a'))).toMatchObject({ kind: 'refused' })
})

test('while Replicate stumbles, looking is put off and not answered', async () => {
  replicate.current.failReads(500, 503, 429)
  for (let i = 0; i < 3; i += 1) await waitOf(client.get('x'))
  expect(await client.get('x')).toBeUndefined()
})

test('predictions are listed over all pages, the newest first, down to a moment', async () => {
  for (const prompt of ['a', 'b', 'c', 'd', 'e']) await client.create(wish(prompt))
  const since = async (sinceMs: number) => {
    const prompts: unknown[] = []
    for await (const { input } of client.listSince(sinceMs)) prompts.push(Object(input).prompt)
    return prompts
  }
  expect(await since(0)).toEqual(['e', 'd', 'c', 'b', 'a'])
  expect(await since(Date.now() + 1000)).toEqual([])
})

test('ending a prediction that has ended, or never was, is no error', async () => {
  await client.create(wish('a'))
  replicate.current.succeed()
  await client.cancel(replicate.current.last.id)
  await client.cancel('absent')
  expect(replicate.current.last.status).toBe('succeeded')
})
