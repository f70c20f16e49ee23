import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { openDatabase } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import { settingsOf } from '../env.ts'
import { Refusal } from '../http/refusal.ts'
import { openComposer } from '../jobs/composer.ts'
import type { JobContext } from '../jobs/handler.ts'
import { findJobToRun } from '../jobs/store.ts'
import { findMedia } from '../media/store.ts'
import { openStore } from '../storage/open-store.ts'
import { isVideo } from '../studio/video-store.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { signIn } from '../testing/harness.ts'
import { bindings } from '../testing/jobs.ts'
import { accountIdOf, planVideo } from '../testing/material.ts'
import { spendingOf, writeLimit } from './ledger-store.ts'
import { useFakeReplicate } from './replicate.fake.ts'
import { sweepGeneration } from './sweep.ts'
import { takeJob } from './take-job.ts'
import { findTakeToRun, insertTakes, type TakeRow } from './take-store.ts'

useFakeComposer()
const replicate = useFakeReplicate()
const settings = settingsOf(bindings)
const db = openDatabase(bindings.DB)
const month = new Date().toISOString().slice(0, 7)
const price = 50_000

afterEach(() => {
  vi.useRealTimers()
})

/** When a Worker dies: at which of its writes and reads of the database, and whether that one was still done. */
type Death = { at: number; readonly isDone: boolean }

/** A database whose Worker dies: from then on nothing of it is done any more. */
function dying(real: D1Database, death: Death): D1Database {
  const attempt = async <T>(operation: () => Promise<T>): Promise<T> => {
    death.at -= 1
    if (death.at === 0 && death.isDone) await operation()
    if (death.at <= 0) throw new Error('the Worker died')
    return await operation()
  }
  type Wrapped = { readonly real: D1PreparedStatement }
  const wrap = (statement: D1PreparedStatement) => ({
    real: statement,
    bind: (...values: unknown[]) => wrap(statement.bind(...values)),
    run: () => attempt(() => statement.run()),
    all: () => attempt(() => statement.all()),
    raw: () => attempt(() => statement.raw()),
  })
  const database = {
    prepare: (query: string) => wrap(real.prepare(query)),
    batch: (statements: readonly Wrapped[]) => attempt(() => real.batch(statements.map((each) => each.real))),
  }
  // What drizzle calls of a D1 database is what is here.
  return database as unknown as D1Database
}

function contextOf(death?: Death): JobContext {
  return {
    db: death === undefined ? db : openDatabase(dying(bindings.DB, death)),
    store: openStore(settings, bindings),
    settings,
    ai: undefined,
    composer: openComposer(settings, bindings),
    nowMs: Date.now(),
    wake: async () => undefined,
  }
}

type Step = 'submit' | 'follow' | 'settle'
/** What comes of a step: the next one, or how the job ends. */
type Next = { readonly step: Step } | { readonly end: string }

/** Takes a job through its steps as its runner does: a step that broke is taken again, by a Worker that may die as well. */
async function runTo(jobId: string, deaths: readonly Death[], outcome: Outcome): Promise<string> {
  const waiting = deaths.map((death) => ({ ...death }))
  for (let step: Step = 'submit'; ; vi.setSystemTime(Date.now() + 61_000)) {
    const next: Next = await take(step, jobId, contextOf(waiting.shift()), outcome).catch(
      (error: unknown) => {
        const isNo = error instanceof Refusal && error.code !== 'service-unavailable'
        return isNo ? { end: error.detail } : { step }
      },
    )
    if ('end' in next) return next.end
    step = next.step
  }
}

async function take(step: Step, jobId: string, context: JobContext, outcome: Outcome): Promise<Next> {
  const job = await findJobToRun(db, jobId)
  if (job === undefined) throw new Error('the job is gone')
  if (step === 'settle') {
    await takeJob.succeeded(job, context)
    return { end: 'succeeded' }
  }
  const work = await takeJob.work(job, context)
  if (step === 'submit') {
    await work.submit(1)
    return { step: 'follow' }
  }
  endPredictions(outcome)
  const found = (await work.follow(1, -1))?.outcome
  if (found?.kind === 'failed') return { end: found.complaint.detail }
  return { step: found?.kind === 'succeeded' ? 'settle' : 'follow' }
}

type Outcome = 'clip' | 'html' | 'failed'

function endPredictions(outcome: Outcome): void {
  for (const prediction of replicate.current.predictions) {
    if (prediction.status !== 'starting') continue
    if (outcome === 'failed') replicate.current.fail(prediction)
    else if (outcome === 'clip') replicate.current.succeed(prediction)
    else replicate.current.succeed(prediction, new TextEncoder().encode('<html>'), 'text/html')
  }
}

const anyDeath = fc.record({ at: fc.integer({ min: 1, max: 12 }), isDone: fc.boolean() })
const anyTrouble = fc.constantFrom(
  { kind: 'lost-after' as const },
  { kind: 'broken-after' as const },
  { kind: 'lost-before' as const },
  { kind: 'status' as const, status: 429 },
)

test('wherever Workers die and answers are lost: one prediction, and a charge if and only if the clip is in the library', async () => {
  const [ada] = await signIn('ada')
  const owner = { id: await accountIdOf(ada) }
  const { id: videoId } = await planVideo(ada)
  await writeLimit(db, owner, 1_000_000_000)
  const board = {
    videoId,
    ownerId: owner.id,
    style: '',
    seed: 1,
    referenceMediaIds: [],
    budgetMicroDollars: null,
  }
  vi.useFakeTimers({ toFake: ['Date'] })
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyDeath, { maxLength: 8 }),
      fc.array(anyTrouble, { maxLength: 2 }),
      fc.constantFrom<Outcome>('clip', 'clip', 'html', 'failed'),
      fc.boolean(),
      async (deaths, troubles, outcome, diesWhileReleasing) => {
        const createdAtMs = Date.now()
        const ids = { id: newId('tke'), jobId: newId('job'), mediaId: newId('med') }
        const row: TakeRow & { readonly jobId: string } = {
          ...ids,
          ownerId: owner.id,
          videoId,
          partId: 'part-0',
          partTitle: 'Verse',
          modelId: 'wan-2.2-t2v-fast',
          prompt: `wish ${ids.id}`,
          seed: 1,
          isUpright: false,
          referenceMediaId: null,
          priceMicroDollars: price,
          result: null,
          createdAtMs,
        }
        const wanted = {
          ownerId: owner.id,
          videoId,
          month,
          totalMicroDollars: price,
          operatorCeilingMicroDollars: 1e9,
        }
        expect(await insertTakes(db, { ...board, createdAtMs }, [row], wanted)).toBe(true)
        const chargedBefore = (await spendingOf(db, owner, { month })).chargedMicroDollars
        replicate.current.predictions.splice(0)
        replicate.current.troubleNext(...troubles)

        const end = await runTo(row.jobId, deaths, outcome)
        if (end !== 'succeeded') await endAsRunnerDoes(row, diesWhileReleasing)

        const delivered = await findTakeToRun(db, owner, row.id)
        const clip = await findMedia(db, owner, ids.mediaId)
        const spending = await spendingOf(db, owner, { month })
        expect(replicate.current.predictions.length).toBe(1)
        expect([end === 'succeeded', outcome]).toEqual([outcome === 'clip', outcome])
        expect([delivered?.result !== null, clip !== undefined]).toEqual([
          end === 'succeeded',
          end === 'succeeded',
        ])
        expect(spending).toEqual({
          chargedMicroDollars: chargedBefore + (clip === undefined ? 0 : price),
          reservedMicroDollars: 0,
        })
        replicate.current.clearTroubles()
      },
    ),
    { numRuns: 40 },
  )
})

/** A failed job is written down, and then its reservation released; a Worker that dies between leaves that to the sweep. */
async function endAsRunnerDoes({ jobId }: { readonly jobId: string }, dies: boolean): Promise<void> {
  const row = await findJobToRun(db, jobId)
  if (row === undefined) throw new Error('the job is gone')
  await bindings.DB.prepare("update jobs set status = 'failed' where id = ?").bind(jobId).run()
  if (!dies) await takeJob.failed(row, 'It failed.', contextOf())
  else await sweepGeneration({ db, nowMs: Date.now(), isVideo, cancelJob: async () => undefined })
}
