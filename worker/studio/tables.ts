/** The tables of the studio: videos, their renders, and the pieces renders are made of. */
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Destination, Variant } from '#core/timeline/destinations.ts'
import type { Preset } from '#core/timeline/preset.ts'
import type { Aspect, Style } from '#core/timeline/timeline.ts'
import type { LoudnessMode } from '#core/work/order.ts'

/** One row a video. Its timeline is an immutable object in storage, named by `timelineHash`; the row points at one. */
export const videos = sqliteTable(
  'videos',
  {
    id: text().primaryKey(),
    ownerId: text('owner_id').notNull(),
    songId: text('song_id').notNull(),
    title: text().notNull(),
    mediaIds: text('media_ids', { mode: 'json' }).$type<readonly string[]>().notNull(),
    aspect: text().$type<Aspect>().notNull(),
    style: text().$type<Style>().notNull(),
    seed: integer().notNull(),
    durationMs: integer('duration_ms').notNull(),
    timelineHash: text('timeline_hash').notNull(),
    latestRenderId: text('latest_render_id'),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [index('videos_by_owner').on(table.ownerId, table.id)],
)

/**
 * One row a version of a timeline that is in storage, so that none is ever left there without an owner. `usedAtMs` is when it
 * was last saved, gone back to, or shown.
 */
export const timelines = sqliteTable(
  'timelines',
  {
    videoId: text('video_id').notNull(),
    hash: text().notNull(),
    ownerId: text('owner_id').notNull(),
    usedAtMs: integer('used_at_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.videoId, table.hash] }),
    index('timelines_by_use').on(table.usedAtMs),
  ],
)

/** One row a render: one timeline in one size, made by one job. */
export const renders = sqliteTable(
  'renders',
  {
    id: text().primaryKey(),
    ownerId: text('owner_id').notNull(),
    videoId: text('video_id').notNull(),
    jobId: text('job_id').notNull(),
    preset: text().$type<Preset>().notNull(),
    loudness: text().$type<LoudnessMode>().notNull(),
    /** The format it is framed for; without one, the timeline's own. */
    aspect: text().$type<Aspect>(),
    variant: text().$type<Variant>().notNull().default('plain'),
    /** The stretch of the video that it shows; both or neither, and then all of it. */
    rangeStartFrame: integer('range_start_frame'),
    rangeLengthFrames: integer('range_length_frames'),
    /** The order of several files that it was first asked for by, whose renders take turns. */
    orderId: text('order_id'),
    /** The timeline as it was when the render was asked for; later edits do not reach it. */
    timelineHash: text('timeline_hash').notNull(),
    /** What makes two renders the same while one is under way; freed when its job has ended. */
    activeKey: text('active_key'),
    /** The multipart upload the video is being sent to. */
    uploadId: text('upload_id'),
    proofFrames: integer('proof_frames'),
    proofMaxCutErrorFrames: real('proof_max_cut_error_frames'),
    proofLufs: real('proof_lufs'),
    proofTruePeak: real('proof_true_peak'),
    videoBytes: integer('video_bytes'),
    segmentsReused: integer('segments_reused'),
    segmentsEncoded: integer('segments_encoded'),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [
    index('renders_by_video').on(table.videoId, table.id),
    uniqueIndex('renders_active').on(table.activeKey),
  ],
)

/** One destination of an order and the render that makes its file; several may share one. */
export type OrderedFile = { readonly destination: Destination; readonly renderId: string }

/** One row an order of several files of one video. */
export const fileOrders = sqliteTable(
  'file_orders',
  {
    id: text().primaryKey(),
    ownerId: text('owner_id').notNull(),
    videoId: text('video_id').notNull(),
    files: text({ mode: 'json' }).$type<readonly OrderedFile[]>().notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [index('file_orders_by_video').on(table.videoId, table.id)],
)

/** One row a stored piece of picture. Keyed by owner too: nobody is served a piece that somebody else made. */
export const segments = sqliteTable(
  'segments',
  {
    ownerId: text('owner_id').notNull(),
    hash: text().notNull(),
    bytes: integer().notNull(),
    provedFrames: integer('proved_frames').notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    lastUsedAtMs: integer('last_used_at_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ownerId, table.hash] }),
    index('segments_by_use').on(table.lastUsedAtMs),
  ],
)

/** One row a stored piece of sound. */
export const audioPieces = sqliteTable(
  'audio_pieces',
  {
    ownerId: text('owner_id').notNull(),
    hash: text().notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    lastUsedAtMs: integer('last_used_at_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ownerId, table.hash] }),
    index('audio_pieces_by_use').on(table.lastUsedAtMs),
  ],
)
