/** What may be spent: a ceiling a month that a person sets, one a video if they like, and the operator's for everybody. */
import type { z } from 'zod'
import { dollarsText, parseDollars } from '#core/storyboard/money.ts'
import type { Database } from '../db/client.ts'
import type { Settings } from '../env.ts'
import type { Owner } from '../jobs/store.ts'
import { findLimit, type LedgerRow, spendingOf, type Wanted, writeLimit } from './ledger-store.ts'
import type { Budget, LedgerEntry, MonthBudget } from './schema.ts'
import type { StoryboardRow } from './storyboard-store.ts'

/** The month of a moment, UTC: `2026-11`. */
export function monthOf(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 7)
}

/** What everybody together may spend a month. */
export function operatorCeiling({ GENERATION_CEILING_DOLLARS }: Settings): number {
  return parseDollars(GENERATION_CEILING_DOLLARS) ?? 0
}

/** An account's month. */
export async function getMonthBudget(db: Database, owner: Owner, nowMs: number): Promise<MonthBudget> {
  const month = monthOf(nowMs)
  const limitMicroDollars = await findLimit(db, owner)
  const spending = await spendingOf(db, owner, { month })
  const spent = spending.chargedMicroDollars + spending.reservedMicroDollars
  return {
    month,
    limitMicroDollars,
    ...spending,
    remainingMicroDollars: Math.max(0, limitMicroDollars - spent),
  }
}

/** Sets an account's month. One below what is spent already stops what comes, and takes back nothing. */
export async function setMonthBudget(
  db: Database,
  owner: Owner,
  limitMicroDollars: number,
  nowMs: number,
): Promise<MonthBudget> {
  await writeLimit(db, owner, limitMicroDollars)
  return await getMonthBudget(db, owner, nowMs)
}

/** What one video has spent, of what it may if that is bounded. */
export async function budgetOfVideo(
  db: Database,
  owner: Owner,
  board: Pick<StoryboardRow, 'videoId' | 'budgetMicroDollars'>,
): Promise<Budget> {
  const limitMicroDollars = board.budgetMicroDollars
  const spending = await spendingOf(db, owner, { videoId: board.videoId })
  const spent = spending.chargedMicroDollars + spending.reservedMicroDollars
  const remainingMicroDollars = limitMicroDollars === null ? null : Math.max(0, limitMicroDollars - spent)
  return { limitMicroDollars, ...spending, remainingMicroDollars }
}

/** What both budgets of a video leave. */
export async function remainingFor(
  db: Database,
  owner: Owner,
  board: Pick<StoryboardRow, 'videoId' | 'budgetMicroDollars'>,
  nowMs: number,
): Promise<number> {
  const ofMonth = (await getMonthBudget(db, owner, nowMs)).remainingMicroDollars ?? 0
  const ofVideo = (await budgetOfVideo(db, owner, board)).remainingMicroDollars
  return ofVideo === null ? ofMonth : Math.min(ofMonth, ofVideo)
}

/** Which ceiling is in the way of what is wanted, and what to do about it. */
export function budgetSentence(wanted: Pick<Wanted, 'totalMicroDollars'>, remaining: number): string {
  const price = dollarsText(wanted.totalMicroDollars)
  if (wanted.totalMicroDollars <= remaining)
    return `This would cost ${price}, and this installation has spent what its operator allows in a month.`
  return `This would cost ${price}, and your budget leaves ${dollarsText(remaining)}. Raise the budget of the month or of this video, or choose fewer parts.`
}

/** A line of the ledger as its owner sees it. */
export function entryOf(row: LedgerRow): z.output<typeof LedgerEntry> {
  const { ownerId: _owner, jobId: _job, createdAtMs, ...entry } = row
  return { ...entry, createdAt: new Date(createdAtMs).toISOString() }
}
