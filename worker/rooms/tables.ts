/** The rooms there are: whose they are and by which code they are found. What happens in one lives in its own object. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { RoomStatus } from '#core/rooms/event.ts'

/** One room. `code`, `name` and `status` follow its log. */
export const rooms = sqliteTable(
  'rooms',
  {
    id: text('id').primaryKey(),
    ownerId: text('owner_id').notNull(),
    /** The member that is the owner, in the log. */
    hostMemberId: text('host_member_id').notNull(),
    name: text('name').notNull(),
    code: text('code').notNull().unique(),
    status: text('status').$type<RoomStatus>().notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    expiresAtMs: integer('expires_at_ms').notNull(),
  },
  (table) => [index('rooms_by_owner').on(table.ownerId, table.id)],
)
