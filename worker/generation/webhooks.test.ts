import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { type Client, signIn } from '../testing/harness.ts'
import { readJob, runJob, runnerStub, stepJob } from '../testing/jobs.ts'
import { boardOf, orderClip } from '../testing/storyboards.ts'
import { useFakeReplicate } from './replicate.fake.ts'
import { MonthBudget } from './schema.ts'
import { isSigned } from './webhook-signature.ts'

useFakeComposer()
const replicate = useFakeReplicate()
const daySeconds = 86_400
const nowSeconds = () => Math.floor(Date.now() / 1000)

async function clipUnderWay(client: Client) {
  return await clipOn(client, (await boardOf(client)).path)
}

async function clipOn(client: Client, path: string) {
  const take = await orderClip(client, path)
  const before = replicate.current.predictions.length
  await runJob(take.jobId, () => replicate.current.predictions.length > before)
  await stepJob(take.jobId)
  return { ...take, prediction: replicate.current.last }
}

async function chargedTo(client: Client): Promise<number> {
  return MonthBudget.parse((await client.get('/generation/budget')).json).chargedMicroDollars
}

/** A person with a storyboard. */
async function planBoard() {
  const [ada] = await signIn('ada')
  return { ada, ...(await boardOf(ada)) }
}

/** Lets whatever a message set off happen: its alarm is due at once. */
async function settle(jobId: string): Promise<void> {
  await stepJob(jobId)
  await stepJob(jobId)
}

describe('messages of Replicate', () => {
  test('that come twice, late, and out of order deliver one clip and charge it once', async () => {
    const [ada] = await signIn('ada')
    const take = await clipUnderWay(ada)
    const fake = replicate.current
    fake.start()
    const began = await fake.message()
    fake.succeed()
    const ended = await fake.message()
    const statuses = []
    for (const message of [ended, ended, began, ended]) statuses.push((await fake.send(message)).status)
    expect(statuses).toEqual([204, 204, 204, 204])
    await settle(take.jobId)
    expect((await fake.send(await fake.message())).status).toBe(204)
    expect([(await readJob(take.jobId)).status, await chargedTo(ada)]).toEqual(['succeeded', 50_000])
  })

  test('end the pause between two looks at once', async () => {
    const [ada] = await signIn('ada')
    const take = await clipUnderWay(ada)
    const dueMs = () =>
      runInDurableObject(runnerStub(take.jobId), async (_, { storage }) => (await storage.getAlarm()) ?? 0)
    await stepJob(take.jobId)
    expect((await dueMs()) - Date.now()).toBeGreaterThan(1000)
    await replicate.current.send(await replicate.current.message())
    expect((await dueMs()) - Date.now()).toBeLessThanOrEqual(0)
  })

  test('are not needed: a clip whose messages were all lost is found by looking', async () => {
    const [ada] = await signIn('ada')
    const take = await clipUnderWay(ada)
    replicate.current.succeed()
    expect((await runJob(take.jobId)).status).toBe('succeeded')
  })

  test('are believed in nothing but the name: what they say of status and files is looked up', async () => {
    const [ada] = await signIn('ada')
    const take = await clipUnderWay(ada)
    const lie = { ...take.prediction, status: 'succeeded', output: 'https://evil.example/clip.mp4' } as const
    expect((await replicate.current.send(await replicate.current.message(lie))).status).toBe(204)
    await settle(take.jobId)
    expect([(await readJob(take.jobId)).status, await chargedTo(ada)]).toEqual(['running', 0])
  })

  test("about somebody else's clip change nothing of anybody's", async () => {
    const [ada, bo] = await signIn('ada', 'bo')
    const [hers, his] = [await clipUnderWay(ada), await clipUnderWay(bo)]
    replicate.current.succeed(his.prediction)
    const message = await replicate.current.message(his.prediction)
    const answer = await replicate.current.send(message, hers.prediction.webhook)
    expect([answer.status, replicate.current.cancelled]).toEqual([204, []])
    await settle(hers.jobId)
    expect([(await readJob(hers.jobId)).status, await chargedTo(ada)]).toEqual(['running', 0])
  })

  test('name a prediction whose answer was lost', async () => {
    const [ada] = await signIn('ada')
    const { path } = await boardOf(ada)
    const take = await orderClip(ada, path)
    replicate.current.troubleNext({ kind: 'lost-after' })
    await runJob(take.jobId, () => replicate.current.predictions.length > 0)
    replicate.current.start()
    await replicate.current.send(await replicate.current.message())
    await settle(take.jobId)
    replicate.current.succeed()
    expect((await runJob(take.jobId)).status).toBe('succeeded')
    expect(replicate.current.predictions).toHaveLength(1)
  })

  test('about what is gone, or never was, are taken and forgotten', async () => {
    const [ada] = await signIn('ada')
    const { prediction } = await clipUnderWay(ada)
    const url = (prediction.webhook ?? '').replace(/tke_\w+$/, 'tke_absent')
    expect((await replicate.current.send(await replicate.current.message(prediction), url)).status).toBe(204)
  })
})

describe('refused is a message that', () => {
  let planned: ReturnType<typeof planBoard> | undefined
  const board = () => {
    planned ??= planBoard()
    return planned
  }

  test.each([
    ['is signed with another key', { key: 'YW5vdGhlciBzZWNyZXQgb2Ygbm9ib2R5' }],
    ['is replayed a day later', { atSeconds: nowSeconds() - daySeconds }],
    ['is older than five minutes', { atSeconds: nowSeconds() - 301 }],
    ['comes from the future', { atSeconds: nowSeconds() + daySeconds }],
  ])('%s', async (_, signing) => {
    const { ada, path } = await board()
    const take = await clipOn(ada, path)
    replicate.current.succeed()
    const answer = await replicate.current.send(await replicate.current.message(undefined, signing))
    expect([answer.status, answer.headers.get('content-type')]).toEqual([401, 'application/problem+json'])
    expect((await readJob(take.jobId)).status).toBe('running')
  })

  test('was changed on its way, or has no signature', async () => {
    const { ada, path } = await board()
    await clipOn(ada, path)
    const message = await replicate.current.message()
    const changed = { ...message, body: message.body.replace('starting', 'failed') }
    const bare = { ...message, headers: {} }
    expect((await replicate.current.send(changed)).status).toBe(401)
    expect((await replicate.current.send(bare)).status).toBe(401)
    expect((await replicate.current.send(message)).status).toBe(204)
  })

  test('is longer than any of theirs', async () => {
    const { ada, path } = await board()
    await clipOn(ada, path)
    const message = await replicate.current.message()
    const long = { ...message, body: `${message.body}${' '.repeat(1024 * 1024)}` }
    expect((await replicate.current.send(long)).status).toBe(413)
  })
})

test('the signature is the one that the Standard Webhooks specification gives as its example', async () => {
  // github.com/standard-webhooks/standard-webhooks, libraries/javascript: the test vector of `sign`.
  const message = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: '1614265330',
    signatures: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    body: new TextEncoder().encode('{"test": 2432232314}'),
  }
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const sentMs = 1_614_265_330_000
  expect(await isSigned(secret, message, sentMs)).toBe(true)
  const others = `v1a,abc v1,${'A'.repeat(43)}= ${message.signatures}`
  expect(await isSigned(secret, { ...message, signatures: others }, sentMs)).toBe(true)
  expect(await isSigned(secret, message, sentMs + 300_000)).toBe(true)
  expect(await isSigned(secret, message, sentMs + 301_000)).toBe(false)
  expect(await isSigned(secret, message, sentMs - 301_000)).toBe(false)
})
