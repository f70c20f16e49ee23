/** Files that arrive in parts. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One resumable upload. The id of what it will become is fixed at its start, and with it the place in storage. */
export const uploads = sqliteTable(
  'uploads',
  {
    id: text('id').primaryKey(),
    ownerId: text('owner_id').notNull(),
    kind: text('kind', { enum: ['song', 'media'] }).notNull(),
    fileName: text('file_name').notNull(),
    bytes: integer('bytes').notNull(),
    partBytes: integer('part_bytes').notNull(),
    keepLocation: integer('keep_location', { mode: 'boolean' }).notNull(),
    /** The song or media this becomes. */
    subjectId: text('subject_id').notNull(),
    /** The multipart upload in storage. */
    storageUploadId: text('storage_upload_id').notNull(),
    status: text('status', { enum: ['open', 'completed'] }).notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [
    index('uploads_by_owner').on(table.ownerId, table.id),
    index('uploads_by_age').on(table.status, table.createdAtMs),
  ],
)

/** A part that storage acknowledged. Sent again, it replaces what was there. */
export const uploadParts = sqliteTable(
  'upload_parts',
  {
    uploadId: text('upload_id')
      .notNull()
      .references(() => uploads.id, { onDelete: 'cascade' }),
    partNumber: integer('part_number').notNull(),
    ownerId: text('owner_id').notNull(),
    etag: text('etag').notNull(),
  },
  (table) => [primaryKey({ columns: [table.uploadId, table.partNumber] })],
)
