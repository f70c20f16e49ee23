/** The table of answers kept for clients that ask twice. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** One key of one account on one address. `status` 0 means that its first request is under way. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    ownerId: text('owner_id').notNull(),
    key: text('key').notNull(),
    path: text('path').notNull(),
    /** What the request asked for, as a digest. */
    fingerprint: text('fingerprint').notNull().default(''),
    status: integer('status').notNull(),
    body: text('body').notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ownerId, table.key, table.path] }),
    index('idempotency_keys_by_age').on(table.createdAtMs),
  ],
)
