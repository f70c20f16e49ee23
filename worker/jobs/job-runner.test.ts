import { createExecutionContext, createMessageBatch, env, getQueueResult } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openDatabase } from '../db/client.ts'
import type { Bindings } from '../env.ts'
import { Song } from '../songs/schema.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { type Client, signIn } from '../testing/harness.ts'
import { readJob, runJob, stepJob } from '../testing/jobs.ts'
import { planVideo, wav } from '../testing/material.ts'
import { consumeJobs } from './consumer.ts'
import { sweepJobs } from './sweeper.ts'

const composer = useFakeComposer()
const bindings = env as unknown as Bindings

async function queuedJob(client: Client): Promise<string> {
  return Song.parse((await client.upload('/songs', wav(2), 'song.wav')).json).jobId
}

async function renderJob(client: Client): Promise<string> {
  const { id } = await planVideo(client)
  const render = (await client.post(`/videos/${id}/renders`, { preset: '360p30' })).json
  return z.object({ jobId: z.string() }).parse(render).jobId
}

async function deliver(...jobIds: readonly string[]) {
  const messages = jobIds.map((jobId, i) => ({
    id: `m${i}`,
    timestamp: new Date(),
    attempts: 1,
    body: { jobId },
  }))
  const batch = createMessageBatch('cuecraft-jobs-local', messages)
  await consumeJobs(batch, bindings)
  return await getQueueResult(batch, createExecutionContext())
}

test('a message delivered twice is one run of the job', async () => {
  const [ada] = await signIn('ada')
  const jobId = await queuedJob(ada)
  const result = await deliver(jobId, jobId)
  expect(result.explicitAcks).toHaveLength(2)
  await runJob(jobId)
  await deliver(jobId)
  expect(await readJob(jobId)).toMatchObject({ status: 'succeeded', attempts: 1 })
  expect(composer.current.ordersOf(jobId)).toHaveLength(1)
})

test('a job whose message was lost is found by the sweep, and only then', async () => {
  const [ada] = await signIn('ada')
  const jobId = await queuedJob(ada)
  const db = openDatabase(bindings.DB)
  const before = await readJob(jobId)
  const tooSoon = before.createdAtMs + 30_000
  await sweepJobs(db, bindings, tooSoon)
  expect(await readJob(jobId)).toEqual(before)
  expect(await sweepJobs(db, bindings, tooSoon + 1)).toBeGreaterThan(0)
  expect((await readJob(jobId)).updatedAtMs).toBe(tooSoon + 1)
  expect((await runJob(jobId)).status).toBe('succeeded')
})

test('a dead letter changes nothing: its job still waits, and the sweep sends it again', async () => {
  const [ada] = await signIn('ada')
  const jobId = await queuedJob(ada)
  const before = await readJob(jobId)
  const dead = createMessageBatch('cuecraft-jobs-dead-local', [
    { id: 'm', timestamp: new Date(), attempts: 6, body: { jobId } },
  ])
  await consumeJobs(dead, bindings)
  expect((await getQueueResult(dead, createExecutionContext())).explicitAcks).toEqual(['m'])
  expect(await readJob(jobId)).toEqual(before)
  const later = before.createdAtMs + 60_000
  await sweepJobs(openDatabase(bindings.DB), bindings, later)
  expect((await readJob(jobId)).updatedAtMs).toBe(later)
})

test('a media service killed in the middle is asked again, with every piece that it stored', async () => {
  const [ada] = await signIn('ada')
  const jobId = await renderJob(ada)
  await runJob(jobId, (row) => row.progress > 0.3)
  composer.current.hold()
  composer.current.kill()
  await stepJob(jobId)
  composer.current.revive()
  composer.current.release()
  expect((await runJob(jobId)).status).toBe('succeeded')
  const [first, second] = composer.current.ordersOf(jobId)
  const storedIn = (order: typeof first) =>
    order?.kind === 'render' ? order.segments.filter(({ getUrl }) => getUrl !== undefined).length : 0
  expect(storedIn(first)).toBe(0)
  expect(storedIn(second)).toBeGreaterThan(0)
})

describe('a poison job', () => {
  test('fails after five attempts with its reason, and the next one goes on', async () => {
    const [ada] = await signIn('ada')
    const jobId = await queuedJob(ada)
    const detail = 'The disk is full.'
    for (let i = 0; i < 5; i++) composer.current.failNext({ code: 'internal', detail, retryable: true })
    expect(await runJob(jobId)).toMatchObject({
      status: 'failed',
      attempts: 5,
      error: expect.stringContaining(detail),
    })
    const other = await queuedJob(ada)
    expect((await runJob(other)).status).toBe('succeeded')
  })

  test('of a bad file fails at once: trying again would change nothing', async () => {
    const [ada] = await signIn('ada')
    const jobId = await queuedJob(ada)
    const detail = 'The song cannot be read.'
    composer.current.failNext({ code: 'unreadable-file', detail, retryable: false })
    expect(await runJob(jobId)).toMatchObject({ status: 'failed', attempts: 1, error: detail })
  })
})

test('whoever watches hears every change, the end last, and then the stream ends', async () => {
  const [ada] = await signIn('ada')
  const jobId = await queuedJob(ada)
  const events = await ada.raw(`/jobs/${jobId}/events`)
  expect(events.headers.get('content-type')).toContain('text/event-stream')
  const heard = events.text()
  await runJob(jobId)
  const changes = [...(await heard).matchAll(/event: job\ndata: (.+)\n/g)].map(([, json]) =>
    z.object({ status: z.string(), progress: z.number() }).parse(JSON.parse(json ?? '')),
  )
  expect(changes.at(-1)).toEqual({ status: 'succeeded', progress: 1 })
  const progress = changes.map((change) => change.progress)
  expect(progress).toEqual(progress.toSorted((a, b) => a - b))
})

test('what is no message of ours is let go', async () => {
  const batch = createMessageBatch('cuecraft-jobs-local', [
    { id: 'm', timestamp: new Date(), attempts: 1, body: { jobId: '../../etc' } },
  ])
  await consumeJobs(batch, bindings)
  expect((await getQueueResult(batch, createExecutionContext())).explicitAcks).toEqual(['m'])
})
