/** The playlists people brought. A playlist's songs belong to a revision of it, so that a new file takes the place of the old songs in one moment. */
import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { PlaylistFormat } from '#core/playlists/formats.ts'
import type { MatchState } from '#core/playlists/matching.ts'

/** One row a playlist. */
export const playlists = sqliteTable(
  'playlists',
  {
    id: text().primaryKey(),
    ownerId: text('owner_id').notNull(),
    title: text().notNull(),
    description: text().notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
    updatedAtMs: integer('updated_at_ms').notNull(),
  },
  (table) => [index('playlists_by_owner').on(table.ownerId, table.id)],
)

/**
 * One row for all the songs that a playlist has at one time: those it shows (`current`), those that a file is filling in
 * (`filling`), or those that nobody sees any more and the sweep removes (`given-up`).
 */
export const playlistRevisions = sqliteTable(
  'playlist_revisions',
  {
    /** Never given twice, since songs left behind of one that is gone would show up in the next. */
    id: integer().primaryKey({ autoIncrement: true }),
    playlistId: text('playlist_id').notNull(),
    ownerId: text('owner_id').notNull(),
    status: text({ enum: ['current', 'filling', 'given-up'] }).notNull(),
    format: text().$type<PlaylistFormat>(),
    fileName: text('file_name'),
    itemCount: integer('item_count').notNull(),
    foundCount: integer('found_count').notNull(),
    unsureCount: integer('unsure_count').notNull(),
    missingCount: integer('missing_count').notNull(),
    chosenCount: integer('chosen_count').notNull(),
    leftOutCount: integer('left_out_count').notNull(),
    /** When songs last came in: a filling that is silent for long was lost with its request. */
    touchedAtMs: integer('touched_at_ms').notNull(),
  },
  (table) => [
    uniqueIndex('playlist_revisions_in_use')
      .on(table.playlistId, table.status)
      .where(sql`status <> 'given-up'`),
    index('playlist_revisions_by_status').on(table.status, table.touchedAtMs),
  ],
)

/**
 * One row a song of a revision. The id holds the revision and the position (see `item-store.ts`), so that a revision lies
 * together in the table without an index beside it: an import of 50,000 songs writes 100,000 rows, not 150,000.
 */
export const playlistItems = sqliteTable(
  'playlist_items',
  {
    id: integer().primaryKey(),
    revisionId: integer('revision_id').notNull(),
    state: text().$type<MatchState>().notNull(),
    /** What was chosen by hand, while it is. */
    chosenSongId: text('chosen_song_id'),
    /** What it may be in the library, best first, as JSON. */
    candidates: text().notNull(),
    /** The song as it travels, as JSON; what nobody gave is left out. */
    body: text().notNull(),
  },
  (table) => [index('playlist_items_by_state').on(table.revisionId, table.state)],
)
