/** The table of snapshots: queues and playlists as they were at a moment. */
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { SnapshotSourceKind } from './schema.ts'

/** One row a snapshot. Its songs are an object in storage, which is never written again. */
export const snapshots = sqliteTable(
  'snapshots',
  {
    id: text().primaryKey(),
    ownerId: text('owner_id').notNull(),
    sourceKind: text('source_kind').$type<SnapshotSourceKind>().notNull(),
    /** What it was taken of; that may be gone by now. */
    sourceId: text('source_id').notNull(),
    title: text().notNull(),
    /** 1 for the first of its source. */
    version: integer().notNull(),
    itemCount: integer('item_count').notNull(),
    bytes: integer().notNull(),
    /** Where in the object every hundredth song begins, in bytes, as JSON: a page is read without what comes before it. */
    offsets: text().notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [
    index('snapshots_by_owner').on(table.ownerId, table.id),
    uniqueIndex('snapshots_by_source').on(table.ownerId, table.sourceKind, table.sourceId, table.version),
  ],
)
