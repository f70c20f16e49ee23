/** Every query on takes. */
import { and, desc, eq, inArray, isNotNull, notExists, sql } from 'drizzle-orm'
import type { TakeResult } from '#core/storyboard/take.ts'
import type { Database, Statement } from '../db/client.ts'
import { insertIf } from '../db/insert-if.ts'
import { jobInsertIf } from '../jobs/enqueue.ts'
import type { Owner } from '../jobs/store.ts'
import { jobs } from '../jobs/tables.ts'
import { charge, fitsCeilings, isReserved, reservationIf, type Wanted } from './ledger-store.ts'
import { type StoryboardRow, storyboardKept } from './storyboard-store.ts'
import { storyboardParts, takes } from './tables.ts'

/** A take as its job sees it. */
export type TakeRow = typeof takes.$inferSelect

/** A take as it is read, with how its job stands. */
export type FoundTake = {
  readonly take: TakeRow
  readonly job: Pick<typeof jobs.$inferSelect, 'status' | 'error'> | null
}

/** A take that is paid for: it has a job, and a place in the library for what it comes to. */
export type PaidTake = TakeRow & { readonly jobId: string; readonly mediaId: string }

/**
 * Writes takes with their reservations and jobs, all of them or none; answers false, having written nothing, when a ceiling
 * is in the way. What costs nothing has neither reservation nor job.
 */
export async function insertTakes(
  db: Database,
  board: StoryboardRow,
  rows: readonly TakeRow[],
  wanted: Wanted,
): Promise<boolean> {
  const paid = rows.filter(isPaid)
  const first = paid[0]
  const isTaken = first === undefined ? sql`true` : isReserved(db, first.id)
  const reservations = paid.map((take, i) =>
    reservationIf(db, reservationOf(take, wanted.month), i === 0 ? fitsCeilings(db, wanted) : isTaken),
  )
  const others: Statement[] = [
    ...rows.map((row) => insertIf(db, takes, row, isTaken)),
    ...paid.map(({ id, ownerId, jobId, createdAtMs }) =>
      jobInsertIf(db, { id: jobId, ownerId, type: 'take', subjectId: id }, createdAtMs, isTaken),
    ),
  ]
  await db.batch([storyboardKept(db, board), ...reservations, ...others])
  const written = await db
    .select({ id: takes.id })
    .from(takes)
    .where(eq(takes.id, rows[0]?.id ?? ''))
  return written.length > 0
}

function isPaid(take: TakeRow): take is PaidTake {
  return take.jobId !== null && take.mediaId !== null
}

function reservationOf(take: PaidTake, month: string) {
  const { id: takeId, ownerId, videoId, jobId, priceMicroDollars, createdAtMs } = take
  return { takeId, ownerId, videoId, jobId, amountMicroDollars: priceMicroDollars, month, createdAtMs }
}

/** The takes of a video, newest first. */
export async function listTakes(db: Database, owner: Owner, videoId: string): Promise<readonly FoundTake[]> {
  return await takesWithJob(db)
    .where(and(eq(takes.ownerId, owner.id), eq(takes.videoId, videoId)))
    .orderBy(desc(takes.id))
}

/** One take of a video of this account. */
export async function findTake(
  db: Database,
  owner: Owner,
  videoId: string,
  takeId: string,
): Promise<FoundTake | undefined> {
  return await takesWithJob(db)
    .where(and(eq(takes.ownerId, owner.id), eq(takes.videoId, videoId), eq(takes.id, takeId)))
    .get()
}

function takesWithJob(db: Database) {
  return db
    .select({ take: takes, job: { status: jobs.status, error: jobs.error } })
    .from(takes)
    .leftJoin(jobs, eq(jobs.id, takes.jobId))
    .$dynamic()
}

/** A take for the job that makes it. */
export async function findTakeToRun(
  db: Database,
  owner: Owner,
  takeId: string,
): Promise<TakeRow | undefined> {
  return await db
    .select()
    .from(takes)
    .where(and(eq(takes.ownerId, owner.id), eq(takes.id, takeId)))
    .get()
}

/** A take that a message names; whoever it belongs to, the message was signed. */
export async function findTakeOfMessage(db: Database, takeId: string): Promise<TakeRow | undefined> {
  return await db.select().from(takes).where(eq(takes.id, takeId)).get()
}

/** The statements that deliver a take: its result is written and its reservation charged, or neither. */
export function delivery(
  db: Database,
  take: Pick<TakeRow, 'id' | 'ownerId'>,
  result: TakeResult,
  nowMs: number,
): readonly Statement[] {
  return [
    db
      .update(takes)
      .set({ result })
      .where(and(eq(takes.ownerId, take.ownerId), eq(takes.id, take.id))),
    charge(db, take.id, nowMs),
  ]
}

/** Removes a take that is not under way, and its pick; answers whether it did. What it came to stays in the library. */
export async function deleteTake(db: Database, owner: Owner, takeId: string): Promise<boolean> {
  const underWay = db
    .select({ id: jobs.id })
    .from(jobs)
    .where(and(eq(jobs.id, takes.jobId), inArray(jobs.status, ['queued', 'running'])))
  const [removed] = await db.batch([
    db
      .delete(takes)
      .where(and(eq(takes.ownerId, owner.id), eq(takes.id, takeId), notExists(underWay)))
      .returning({ id: takes.id }),
    db
      .update(storyboardParts)
      .set({ pickedTakeId: null })
      .where(
        and(
          eq(storyboardParts.ownerId, owner.id),
          eq(storyboardParts.pickedTakeId, takeId),
          notExists(db.select({ id: takes.id }).from(takes).where(eq(takes.id, takeId))),
        ),
      ),
  ])
  return removed.length > 0
}

/** The jobs of a video's takes that have not ended. */
export async function openTakeJobs(db: Database, owner: Owner, videoId: string): Promise<readonly string[]> {
  const rows = await db
    .select({ jobId: jobs.id })
    .from(takes)
    .innerJoin(jobs, eq(jobs.id, takes.jobId))
    .where(
      and(
        eq(takes.ownerId, owner.id),
        eq(takes.videoId, videoId),
        isNotNull(takes.jobId),
        inArray(jobs.status, ['queued', 'running']),
      ),
    )
  return rows.map(({ jobId }) => jobId)
}
