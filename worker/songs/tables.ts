/** The songs people brought. */
import { index, integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { MediaFormat } from '#core/media/format.ts'

/** One song. `tempo` and `key` are what its analysis says; they are empty until it is ready. */
export const songs = sqliteTable(
  'songs',
  {
    id: text('id').primaryKey(),
    ownerId: text('owner_id').notNull(),
    title: text('title').notNull(),
    artist: text('artist'),
    fileName: text('file_name').notNull(),
    format: text('format').$type<MediaFormat>().notNull(),
    bytes: integer('bytes').notNull(),
    durationMs: integer('duration_ms').notNull(),
    /** ISRC and MusicBrainz recording, where the tags of the file name them. */
    isrc: text(),
    recordingId: text('recording_id'),
    /** SHA-256 of the file in hex. */
    contentHash: text('content_hash').notNull(),
    jobId: text('job_id').notNull(),
    status: text('status', { enum: ['analysing', 'ready', 'failed'] }).notNull(),
    tempo: real('tempo'),
    key: text('key'),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [index('songs_by_owner').on(table.ownerId, table.id)],
)
