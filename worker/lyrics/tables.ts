/** The words of songs, and who listens to one at the moment. */
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** One row a song that has words. They are one document, which is read and written as a whole. */
export const lyrics = sqliteTable('lyrics', {
  songId: text('song_id').primaryKey(),
  ownerId: text('owner_id').notNull(),
  /** The document as JSON. */
  body: text().notNull(),
  /** SHA-256 of the body in hex: the version that an ETag names. */
  hash: text().notNull(),
  updatedAtMs: integer('updated_at_ms').notNull(),
})

/** One row a song that is being listened to; it goes when its job has ended. */
export const transcriptions = sqliteTable(
  'transcriptions',
  {
    jobId: text('job_id').primaryKey(),
    songId: text('song_id').notNull(),
    ownerId: text('owner_id').notNull(),
    /** The version of the words when it was asked for: somebody who changes them meanwhile keeps theirs. */
    fromHash: text('from_hash').notNull(),
    /** What the singer sings in, if anybody said: the first part of a BCP 47 tag. */
    language: text(),
    /** Whether the pieces of the song are in storage. */
    isCut: integer('is_cut', { mode: 'boolean' }).notNull(),
    /** What was heard so far, one entry a piece, as JSON. */
    heard: text().notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [uniqueIndex('transcriptions_by_song').on(table.songId)],
)
