/**
 * Every query on budgets and the ledger. A reservation is written if the ceilings hold at that very moment, so that however
 * many presses come at once none passes them; it ends once, as a charge or a release, which the table itself holds to.
 */
import { and, desc, eq, exists, inArray, isNull, lt, notExists, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Condition, Database } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import { insertIf } from '../db/insert-if.ts'
import type { PageQuery } from '../http/paging.ts'
import type { Owner } from '../jobs/store.ts'
import { jobs } from '../jobs/tables.ts'
import { generationBudgets, ledgerEntries, storyboards } from './tables.ts'

/** A line as it is read. */
export type LedgerRow = typeof ledgerEntries.$inferSelect

/** What is charged, and what is reserved for takes under way. */
export type Spending = { readonly chargedMicroDollars: number; readonly reservedMicroDollars: number }

/** What counts against a ceiling: reservations, less what was released. A charge ends its reservation at the same amount. */
const committed = sql<number>`coalesce(sum(case ${ledgerEntries.kind} when 'reserve' then ${ledgerEntries.amountMicroDollars} when 'release' then -${ledgerEntries.amountMicroDollars} else 0 end), 0)`
const charged = sql<number>`coalesce(sum(case ${ledgerEntries.kind} when 'charge' then ${ledgerEntries.amountMicroDollars} else 0 end), 0)`

/** What a press asks of the ceilings. */
export type Wanted = {
  readonly ownerId: string
  readonly videoId: string
  readonly month: string
  readonly totalMicroDollars: number
  /** What everybody together may spend a month. */
  readonly operatorCeilingMicroDollars: number
}

/** Holds while all ceilings leave room for what is wanted: the account's month, the video's, and everybody's. */
export function fitsCeilings(db: Database, wanted: Wanted): Condition {
  const { ownerId, videoId, month, totalMicroDollars, operatorCeilingMicroDollars } = wanted
  const spent = (where: SQL | undefined) => db.select({ committed }).from(ledgerEntries).where(where)
  const ofAccount = spent(and(eq(ledgerEntries.ownerId, ownerId), eq(ledgerEntries.month, month)))
  const ofVideo = spent(and(eq(ledgerEntries.ownerId, ownerId), eq(ledgerEntries.videoId, videoId)))
  const ofAll = spent(eq(ledgerEntries.month, month))
  const accountLimit = db
    .select({ limit: generationBudgets.limitMicroDollars })
    .from(generationBudgets)
    .where(eq(generationBudgets.ownerId, ownerId))
  const videoLimit = db
    .select({ limit: storyboards.budgetMicroDollars })
    .from(storyboards)
    .where(and(eq(storyboards.ownerId, ownerId), eq(storyboards.videoId, videoId)))
  const total = sql`${totalMicroDollars}`
  return sql`(${ofAccount} + ${total} <= coalesce(${accountLimit}, 0) and (${videoLimit} is null or ${ofVideo} + ${total} <= ${videoLimit}) and ${ofAll} + ${total} <= ${operatorCeilingMicroDollars})`
}

/** The statement that writes a reservation if `condition` holds. */
export function reservationIf(db: Database, row: Omit<LedgerRow, 'kind' | 'id'>, condition: Condition) {
  return insertIf(
    db,
    ledgerEntries,
    { ...row, id: newId('led', row.createdAtMs), kind: 'reserve' },
    condition,
  )
}

/** Holds once a take has its reservation. */
export function isReserved(db: Database, takeId: string): Condition {
  return exists(
    db
      .select({ id: ledgerEntries.id })
      .from(ledgerEntries)
      .where(and(eq(ledgerEntries.takeId, takeId), eq(ledgerEntries.kind, 'reserve'))),
  )
}

/**
 * The statement that ends a take's reservation as a charge, at the reserved amount. In a batch with what is delivered: where
 * the reservation was ended already the whole batch fails, and nothing is delivered either.
 */
export function charge(db: Database, takeId: string, nowMs: number) {
  return endOf(db, takeId, 'charge', nowMs)
}

/** Ends a take's reservation as a release, unless it has ended. */
export async function release(db: Database, takeId: string, nowMs: number): Promise<void> {
  await endOf(db, takeId, 'release', nowMs).onConflictDoNothing()
}

function endOf(db: Database, takeId: string, kind: 'charge' | 'release', nowMs: number) {
  const { ownerId, videoId, jobId, amountMicroDollars, month } = ledgerEntries
  const isReservation = and(eq(ledgerEntries.takeId, takeId), eq(ledgerEntries.kind, 'reserve'))
  return db.insert(ledgerEntries).select(
    db
      .select({
        id: sql<string>`${newId('led', nowMs)}`.as('id'),
        ownerId,
        videoId,
        takeId: ledgerEntries.takeId,
        jobId,
        kind: sql<'charge' | 'release'>`${kind}`.as('kind'),
        amountMicroDollars,
        month,
        createdAtMs: sql<number>`${nowMs}`.as('created_at_ms'),
      })
      .from(ledgerEntries)
      .where(isReservation),
  )
}

const ends = alias(ledgerEntries, 'ends')

/** Whether a take's reservation has ended. */
export async function hasEnded(db: Database, takeId: string): Promise<boolean> {
  const end = await db
    .select({ id: ends.id })
    .from(ends)
    .where(and(eq(ends.takeId, takeId), inArray(ends.kind, ['charge', 'release'])))
    .get()
  return end !== undefined
}

/** Takes whose reservation goes on though their job has ended, or is not there: what a crash left. */
export async function leftReservations(db: Database, limit: number): Promise<readonly string[]> {
  const end = db
    .select({ id: ends.id })
    .from(ends)
    .where(and(eq(ends.takeId, ledgerEntries.takeId), inArray(ends.kind, ['charge', 'release'])))
  const rows = await db
    .select({ takeId: ledgerEntries.takeId })
    .from(ledgerEntries)
    .leftJoin(jobs, eq(jobs.id, ledgerEntries.jobId))
    .where(
      and(
        eq(ledgerEntries.kind, 'reserve'),
        notExists(end),
        or(isNull(jobs.id), inArray(jobs.status, ['succeeded', 'failed', 'cancelled'])),
      ),
    )
    .limit(limit)
  return rows.map(({ takeId }) => takeId)
}

/** What an account has spent in a month, or on one video in all months. */
export async function spendingOf(
  db: Database,
  owner: Owner,
  of: { readonly month: string } | { readonly videoId: string },
): Promise<Spending> {
  const where = 'month' in of ? eq(ledgerEntries.month, of.month) : eq(ledgerEntries.videoId, of.videoId)
  const [sums] = await db
    .select({ committed, charged })
    .from(ledgerEntries)
    .where(and(eq(ledgerEntries.ownerId, owner.id), where))
  const chargedMicroDollars = sums?.charged ?? 0
  return { chargedMicroDollars, reservedMicroDollars: (sums?.committed ?? 0) - chargedMicroDollars }
}

/** What an account may spend a month; nothing, until somebody says how much. */
export async function findLimit(db: Database, owner: Owner): Promise<number> {
  const row = await db
    .select({ limit: generationBudgets.limitMicroDollars })
    .from(generationBudgets)
    .where(eq(generationBudgets.ownerId, owner.id))
    .get()
  return row?.limit ?? 0
}

/** Sets what an account may spend a month. */
export async function writeLimit(db: Database, owner: Owner, limitMicroDollars: number): Promise<void> {
  await db
    .insert(generationBudgets)
    .values({ ownerId: owner.id, limitMicroDollars })
    .onConflictDoUpdate({ target: generationBudgets.ownerId, set: { limitMicroDollars } })
}

/** A page of an account's ledger, newest first, and one line more where there is a next page. */
export async function listLedger(db: Database, owner: Owner, page: PageQuery): Promise<readonly LedgerRow[]> {
  const before = page.cursor === undefined ? undefined : lt(ledgerEntries.id, page.cursor)
  return await db
    .select()
    .from(ledgerEntries)
    .where(and(eq(ledgerEntries.ownerId, owner.id), before))
    .orderBy(desc(ledgerEntries.id))
    .limit(page.limit + 1)
}
