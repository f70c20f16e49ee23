import { createScheduledController, env } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { openDatabase } from './db/client.ts'
import type { Bindings } from './env.ts'
import worker from './index.ts'
import { pendingLifeMs } from './intake/intake.ts'
import { findPending, pendingInsert } from './intake/pending.ts'

const bindings = env as unknown as Bindings
const db = openDatabase(bindings.DB)

async function losePendingObject(): Promise<string> {
  const key = `acc_TEST/songs/${crypto.randomUUID()}/file`
  await pendingInsert(db, { key, ownerId: 'acc_TEST', createdAtMs: Date.now() - pendingLifeMs - 1000 })
  return key
}

test('the clock sweeps what was lost', async () => {
  const key = await losePendingObject()
  await worker.scheduled(createScheduledController(), bindings)
  expect(await findPending(db, key)).toBeUndefined()
})

test('a sweep that cannot be done does not keep the others from theirs', async () => {
  const key = await losePendingObject()
  const away = () => Promise.reject(new Error('the queue is away'))
  const withoutQueue = { ...bindings, JOB_QUEUE: { send: away, sendBatch: away } }
  const job = ['job_LOST', 'acc_TEST', 'analyse', 'sng_LOST', 'queued', 0, 'waiting', 0, 0, 0]
  await bindings.DB.prepare(
    `insert into jobs (id, owner_id, type, subject_id, status, progress, stage, attempts, created_at_ms, updated_at_ms)
     values (${job.map(() => '?').join()})`,
  )
    .bind(...job)
    .run()
  await worker.scheduled(createScheduledController(), withoutQueue as unknown as Bindings)
  expect(await findPending(db, key)).toBeUndefined()
})

test('a setting that cannot be used is a 500 without a word of it, and its name is not told to the caller', async () => {
  const request = new Request('http://localhost:8787/healthz')
  const context = { waitUntil: () => undefined, passThroughOnException: () => undefined, props: {} }
  const answer = await worker.fetch(
    request as never,
    { ...bindings, SIGNING_SECRET: 'short' } as unknown as Bindings,
    context as never,
  )
  const text = await answer.text()
  expect(answer.status).toBe(500)
  expect(text).not.toContain('SIGNING_SECRET')
})
