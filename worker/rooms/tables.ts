/** The rooms there are: whose they are and by which code they are found. What happens in one lives in its own object. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { FoundState } from '#core/playlists/matching.ts'
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

/** One song that somebody wants in a room and that its host's library may not have. */
export const roomWishes = sqliteTable(
  'room_wishes',
  {
    id: text().primaryKey(),
    roomId: text('room_id').notNull(),
    ownerId: text('owner_id').notNull(),
    state: text().$type<FoundState>().notNull(),
    /** What it may be in the library, best first, as JSON. */
    candidates: text().notNull(),
    /** The song as it travels, as JSON. */
    body: text().notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [index('room_wishes_by_room').on(table.roomId, table.id)],
)
