/** The photos and clips people brought. */
import { sql } from 'drizzle-orm'
import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { ClipProxy } from '#core/media/clip-proxy.ts'
import type { MediaFormat } from '#core/media/format.ts'
import type { Provenance } from '#core/media/provenance.ts'
import type { PlannerMedia } from '#core/timeline/timeline.ts'

/** One photo or clip. Sizes are upright; the place it was taken is only kept when its owner asked for it. */
export const media = sqliteTable(
  'media',
  {
    id: text('id').primaryKey(),
    ownerId: text('owner_id').notNull(),
    kind: text('kind', { enum: ['photo', 'clip'] }).notNull(),
    fileName: text('file_name').notNull(),
    format: text('format').$type<MediaFormat>().notNull(),
    bytes: integer('bytes').notNull(),
    widthPixels: integer('width_pixels').notNull(),
    heightPixels: integer('height_pixels').notNull(),
    durationMs: integer('duration_ms'),
    /** RFC 3339, UTC. */
    capturedAt: text('captured_at'),
    latitude: real('latitude'),
    longitude: real('longitude'),
    thumbhash: text('thumbhash'),
    /** What the planner needs to know of the picture. */
    planner: text('planner', { mode: 'json' }).$type<PlannerMedia>().notNull(),
    /** SHA-256 of the file in hex. */
    contentHash: text('content_hash').notNull(),
    jobId: text('job_id').notNull(),
    status: text('status', { enum: ['preparing', 'ready', 'failed'] }).notNull(),
    /** What a clip's proxy came to; it is in storage when this is here. */
    proxy: text('proxy', { mode: 'json' }).$type<ClipProxy>(),
    /** The job that makes the proxy, or made it, or tried last. */
    proxyJobId: text('proxy_job_id'),
    /** How many jobs were begun for it. */
    proxyTries: integer('proxy_tries').notNull().default(0),
    /** Where it comes from when a model made it. */
    generated: text('generated', { mode: 'json' }).$type<Provenance>(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [
    index('media_by_owner').on(table.ownerId, table.id),
    // Each minute somebody asks which clips have no proxy, and nearly all of them have one.
    index('media_without_proxy').on(table.id).where(sql`kind = 'clip' and proxy is null`),
  ],
)
