/** Objects that are being stored and that no row names yet. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * Written before the first byte goes to storage, removed in the batch that writes the row which owns the object.
 * Whatever is left after a crash is an orphan, and the sweep removes it.
 */
export const pendingObjects = sqliteTable(
  'pending_objects',
  {
    key: text('key').primaryKey(),
    ownerId: text('owner_id').notNull(),
    /** The multipart upload in storage, while one is open. */
    storageUploadId: text('storage_upload_id'),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [index('pending_objects_by_age').on(table.createdAtMs)],
)
