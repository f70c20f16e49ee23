/** The tables of generated clips: storyboards, takes, what was asked of a provider, and the ledger. */
import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { TakeResult } from '#core/storyboard/take.ts'
import type { VisualLook } from '#core/timeline/timeline.ts'
import type { ModelId } from './model-id.ts'

/** What all parts of a video share. */
export const storyboards = sqliteTable('storyboards', {
  videoId: text('video_id').primaryKey(),
  ownerId: text('owner_id').notNull(),
  style: text().notNull(),
  seed: integer().notNull(),
  referenceMediaIds: text('reference_media_ids', { mode: 'json' }).$type<readonly string[]>().notNull(),
  /** What all takes of the video may cost together; without it, the account's month alone holds. */
  budgetMicroDollars: integer('budget_micro_dollars'),
  createdAtMs: integer('created_at_ms').notNull(),
})

/** What somebody changed of a part. */
export const storyboardParts = sqliteTable(
  'storyboard_parts',
  {
    videoId: text('video_id').notNull(),
    partId: text('part_id').notNull(),
    ownerId: text('owner_id').notNull(),
    /** Without one, the suggested wish counts. */
    prompt: text(),
    modelId: text('model_id').$type<ModelId>().notNull(),
    /** How its looks are drawn; without one, the music says it, and further takes try the others. */
    look: text().$type<VisualLook>(),
    referenceMediaIds: text('reference_media_ids', { mode: 'json' }).$type<readonly string[]>().notNull(),
    pickedTakeId: text('picked_take_id'),
  },
  (table) => [primaryKey({ columns: [table.videoId, table.partId] })],
)

/** One row a take. What it asks for is written here and never changes. */
export const takes = sqliteTable(
  'takes',
  {
    id: text().primaryKey(),
    ownerId: text('owner_id').notNull(),
    videoId: text('video_id').notNull(),
    partId: text('part_id').notNull(),
    partTitle: text('part_title').notNull(),
    modelId: text('model_id').$type<ModelId>().notNull(),
    prompt: text().notNull(),
    seed: integer().notNull(),
    isUpright: integer('is_upright', { mode: 'boolean' }).notNull(),
    referenceMediaId: text('reference_media_id'),
    priceMicroDollars: integer('price_micro_dollars').notNull(),
    jobId: text('job_id'),
    /** The id its clip or photo will have in the library, so that bringing it in twice brings in one. */
    mediaId: text('media_id'),
    result: text({ mode: 'json' }).$type<TakeResult>(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [index('takes_by_video').on(table.videoId, table.id)],
)

/**
 * What was asked of a provider for a take. The intent is written before the request, so that a request whose answer was
 * lost is looked for before it is made again.
 */
export const predictions = sqliteTable(
  'predictions',
  {
    takeId: text('take_id').primaryKey(),
    ownerId: text('owner_id').notNull(),
    model: text().notNull(),
    /** The input as it was sent; requests are told apart by it. */
    input: text({ mode: 'json' }).$type<Readonly<Record<string, unknown>>>().notNull(),
    /** When it was sent and nobody can say that it was not taken. */
    intendedAtMs: integer('intended_at_ms'),
    /** The provider's id, once it is known. */
    predictionId: text('prediction_id'),
    /** An id that a signed message named for this take, to be looked at. */
    heardPredictionId: text('heard_prediction_id'),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [
    uniqueIndex('predictions_by_prediction').on(table.predictionId),
    index('predictions_by_age').on(table.createdAtMs),
  ],
)

/** What an account may spend a month. */
export const generationBudgets = sqliteTable('generation_budgets', {
  ownerId: text('owner_id').primaryKey(),
  limitMicroDollars: integer('limit_micro_dollars').notNull(),
})

/** The ledger. Lines are only added; each take has at most one reservation, and at most one end of it. */
export const ledgerEntries = sqliteTable(
  'ledger_entries',
  {
    id: text().primaryKey(),
    ownerId: text('owner_id').notNull(),
    videoId: text('video_id').notNull(),
    takeId: text('take_id').notNull(),
    jobId: text('job_id').notNull(),
    kind: text({ enum: ['reserve', 'charge', 'release'] }).notNull(),
    amountMicroDollars: integer('amount_micro_dollars').notNull(),
    /** The month of the reservation, UTC: `2026-11`. Its end counts there, too. */
    month: text().notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [
    uniqueIndex('ledger_reservations').on(table.takeId).where(sql`kind = 'reserve'`),
    uniqueIndex('ledger_ends').on(table.takeId).where(sql`kind <> 'reserve'`),
    index('ledger_by_owner').on(table.ownerId, table.month),
    index('ledger_by_video').on(table.videoId),
    index('ledger_by_month').on(table.month),
  ],
)

/** Signed messages that were acted on, so that each is acted on once. */
export const webhookDeliveries = sqliteTable(
  'webhook_deliveries',
  { id: text().primaryKey(), receivedAtMs: integer('received_at_ms').notNull() },
  (table) => [index('webhook_deliveries_by_age').on(table.receivedAtMs)],
)
