import { env } from 'cloudflare:test'
import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Database, openDatabase } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import type { Bindings } from '../env.ts'
import { writeJob } from '../jobs/store.ts'
import { leftReservations, release, spendingOf, writeLimit } from './ledger-store.ts'
import { writeStoryboard } from './storyboard-store.ts'
import { sweepGeneration } from './sweep.ts'
import { ledgerEntries, takes as takesTable } from './tables.ts'
import { delivery, insertTakes, type TakeRow } from './take-store.ts'

const db = openDatabase((env as unknown as Bindings).DB)
const month = '2026-11'
const nowMs = Date.UTC(2026, 10, 21)

type EndOfTake = 'deliver' | 'fail' | 'fail-and-die' | 'cancel'

/** What can happen, at any moment and all at once: presses, ends, and Workers that die between two steps. */
type Happening =
  | { readonly kind: 'press'; readonly prices: readonly number[]; readonly video: number }
  | { readonly kind: EndOfTake; readonly take: number }
  | { readonly kind: 'budget'; readonly limit: number }
  | { readonly kind: 'video-budget'; readonly video: number; readonly limit: number | null }
  | { readonly kind: 'sweep' }

const price = fc.constantFrom(3000, 50_000, 100_000, 170_000)
const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('press' as const),
      prices: fc.array(price, { minLength: 1, maxLength: 3 }),
      video: fc.nat(1),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom<EndOfTake>('deliver', 'fail', 'fail-and-die', 'cancel'),
      take: fc.nat(8),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('budget' as const), limit: fc.nat(500_000) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('video-budget' as const),
      video: fc.nat(1),
      limit: fc.option(fc.nat(300_000)),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'sweep' as const }) },
)

/** An account of its own with two videos, and what was done on it. */
function makeWorld(ceiling: number) {
  const owner = { id: newId('acc') }
  const videos = [newId('vid'), newId('vid')] as const
  const takes: TakeRow[] = []
  const limits = { month: 0, mostEver: 0 }
  const board = (videoId: string, budgetMicroDollars: number | null = null) => ({
    videoId,
    ownerId: owner.id,
    style: '',
    seed: 1,
    referenceMediaIds: [],
    budgetMicroDollars,
    createdAtMs: nowMs,
  })

  async function press(prices: readonly number[], videoId: string): Promise<void> {
    const rows = prices.map((priceMicroDollars): TakeRow => {
      const what = { modelId: 'wan-2.2-t2v-fast', prompt: 'x', seed: 1, isUpright: false } as const
      const ids = { id: newId('tke'), jobId: newId('job'), mediaId: newId('med'), ownerId: owner.id, videoId }
      const part = { partId: 'part-0', partTitle: 'Verse', referenceMediaId: null, result: null }
      return { ...ids, ...part, ...what, priceMicroDollars, createdAtMs: nowMs }
    })
    const totalMicroDollars = prices.reduce((sum, each) => sum + each, 0)
    const wanted = {
      ownerId: owner.id,
      videoId,
      month,
      totalMicroDollars,
      operatorCeilingMicroDollars: ceiling,
    }
    if (await insertTakes(db, board(videoId), rows, wanted)) takes.push(...rows)
  }

  async function endJob(take: TakeRow, status: 'failed' | 'cancelled'): Promise<void> {
    const facts = { id: take.jobId ?? '', type: 'take', progress: 0, stage: status, attempts: 1 } as const
    await writeJob(db, { ...facts, status, error: null }, { taskId: null, nowMs })
  }

  async function happen(happening: Happening): Promise<void> {
    if ('take' in happening) return await happenTo(takes[happening.take], happening.kind)
    switch (happening.kind) {
      case 'press':
        return await press(happening.prices, videos[happening.video] ?? videos[0])
      case 'budget':
        limits.mostEver = Math.max(limits.mostEver, happening.limit)
        return await writeLimit(db, owner, happening.limit)
      case 'video-budget':
        return await writeStoryboard(db, board(videos[happening.video] ?? videos[0]), {
          budgetMicroDollars: happening.limit,
        })
      case 'sweep':
        await sweepGeneration({ db, nowMs, isVideo: everyVideo, cancelJob: async () => undefined })
    }
  }

  async function happenTo(take: TakeRow | undefined, what: EndOfTake): Promise<void> {
    if (take === undefined) return
    if (what === 'deliver') return await deliver(db, take)
    await endJob(take, what === 'cancel' ? 'cancelled' : 'failed')
    if (what !== 'fail-and-die') await release(db, take.id, nowMs)
  }

  return { owner, takes, happen, limits, videos }
}

/** A video is there as long as nobody says otherwise. */
const everyVideo: Parameters<typeof sweepGeneration>[0]['isVideo'] = () => sql`true`

/** What a delivery writes, without the file: all of it, or nothing when the reservation has ended. */
async function deliver(on: Database, take: TakeRow): Promise<void> {
  const [result, charge] = delivery(on, take, { kind: 'clip', mediaId: take.mediaId ?? '' }, nowMs)
  if (result === undefined || charge === undefined) throw new Error('a delivery is two statements')
  await on.batch([result, charge]).catch((error: unknown) => {
    const cause = String(error instanceof Error ? (error.cause ?? error) : error)
    if (!/UNIQUE constraint failed: ledger_entries/.test(`${cause} ${String(error)}`)) throw error
  })
}

/** The ledger and the takes of an account, as they lie in the tables. */
async function look(ownerId: string) {
  const lines = await db.select().from(ledgerEntries).where(eq(ledgerEntries.ownerId, ownerId))
  const rows = await db.select().from(takesTable).where(eq(takesTable.ownerId, ownerId))
  const sum = (kind: string) =>
    lines.filter((line) => line.kind === kind).reduce((total, line) => total + line.amountMicroDollars, 0)
  return { lines, rows, committed: sum('reserve') - sum('release'), charged: sum('charge') }
}

test('whatever comes at once, in whatever order, no ceiling is passed and nothing is charged that was not delivered', async () => {
  const rounds = fc.array(fc.array(anyHappening, { minLength: 1, maxLength: 5 }), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(rounds, fc.nat(500_000), async (happenings, limit) => {
      const world = makeWorld(10_000_000_000)
      await world.happen({ kind: 'budget', limit })
      for (const round of happenings) {
        await Promise.all(round.map((each) => world.happen(each)))
        const { rows, lines, committed, charged } = await look(world.owner.id)
        expect(committed).toBeLessThanOrEqual(world.limits.mostEver)
        expect(charged).toBeLessThanOrEqual(committed)
        for (const row of rows) {
          const ends = lines.filter((line) => line.takeId === row.id && line.kind !== 'reserve')
          expect(lines.filter((line) => line.takeId === row.id && line.kind === 'reserve')).toHaveLength(1)
          expect(ends.length).toBeLessThanOrEqual(1)
          expect([row.id, row.result !== null]).toEqual([row.id, ends[0]?.kind === 'charge'])
          for (const end of ends) expect(end.amountMicroDollars).toBe(row.priceMicroDollars)
        }
      }
      // What is under way ends in the end, the Workers that died included.
      await Promise.all(world.takes.map((_, take) => world.happen({ kind: 'fail-and-die', take })))
      for (let i = 0; i < 3; i += 1) await world.happen({ kind: 'sweep' })
      const spending = await spendingOf(db, world.owner, { month })
      expect([spending.reservedMicroDollars, await leftReservations(db, 100)]).toEqual([0, []])
    }),
    { numRuns: 25 },
  )
})

test("a video's ceiling holds as strictly as the month's", async () => {
  const world = makeWorld(10_000_000_000)
  await world.happen({ kind: 'budget', limit: 1_000_000 })
  await world.happen({ kind: 'video-budget', video: 0, limit: 120_000 })
  const press = { kind: 'press', prices: [50_000], video: 0 } as const
  await Promise.all(Array.from({ length: 5 }, () => world.happen(press)))
  const spending = await spendingOf(db, world.owner, { videoId: world.videos[0] })
  expect(spending.reservedMicroDollars).toBe(100_000)
})

test('what everybody spends together stays under the ceiling of the operator', async () => {
  // Other tests of this file spend in the same month: what is left is counted from there.
  const lines = await db.select().from(ledgerEntries).where(eq(ledgerEntries.month, month))
  const before = lines.reduce(
    (sum, { kind, amountMicroDollars }) =>
      sum + (kind === 'reserve' ? amountMicroDollars : kind === 'release' ? -amountMicroDollars : 0),
    0,
  )
  const worlds = [makeWorld(before + 170_000), makeWorld(before + 170_000)]
  for (const world of worlds) await world.happen({ kind: 'budget', limit: 1_000_000 })
  const press = { kind: 'press', prices: [50_000], video: 0 } as const
  await Promise.all([...worlds, ...worlds, ...worlds].map((world) => world.happen(press)))
  const committed = await Promise.all(worlds.map(async ({ owner }) => (await look(owner.id)).committed))
  expect(committed.reduce((sum, each) => sum + each, 0)).toBe(150_000)
})
