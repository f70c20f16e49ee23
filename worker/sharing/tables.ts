/** The table of shares: the links under which people who are not signed in may watch a video. */
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Visibility } from '#core/sharing/shared-video.ts'

/** One row a link. It is open while it is on, its time is not over, and its video has a finished render. */
export const shares = sqliteTable(
  'shares',
  {
    id: text().primaryKey(),
    ownerId: text('owner_id').notNull(),
    videoId: text('video_id').notNull(),
    /** What stands in the link. */
    slug: text().notNull(),
    visibility: text().$type<Visibility>().notNull(),
    /** Set while, and only while, the visibility is `password`. */
    passwordHash: text('password_hash'),
    expiresAtMs: integer('expires_at_ms'),
    allowsDownload: integer('allows_download', { mode: 'boolean' }).notNull(),
    /** The one render it plays; without one, those of the newest version of the video. */
    renderId: text('render_id'),
    isOn: integer('is_on', { mode: 'boolean' }).notNull(),
    /** The picture that was chosen for it, in storage; without one, the render's own. */
    posterKey: text('poster_key'),
    posterWidthPixels: integer('poster_width_pixels'),
    posterHeightPixels: integer('poster_height_pixels'),
    views: integer().notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (table) => [
    uniqueIndex('shares_by_slug').on(table.slug),
    index('shares_by_video').on(table.videoId, table.id),
  ],
)
