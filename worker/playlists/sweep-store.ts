/** Queries on songs of playlists that nobody sees any more; whose they are does not matter. */
import { and, asc, between, eq, inArray, lt } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { idsOfRevision } from './item-store.ts'
import { playlistItems, playlistRevisions } from './tables.ts'

/** Revisions that are to go: given up, or filling, and silent since a moment. */
export async function revisionsToGo(
  db: Database,
  query: { readonly silentSinceMs: number; readonly limit: number },
): Promise<readonly number[]> {
  const rows = await db
    .select({ id: playlistRevisions.id })
    .from(playlistRevisions)
    .where(
      and(
        inArray(playlistRevisions.status, ['filling', 'given-up']),
        lt(playlistRevisions.touchedAtMs, query.silentSinceMs),
      ),
    )
    .limit(query.limit)
  const ids = rows.map(({ id }) => id)
  // Whoever fills one of these after all finds it given up, and stops.
  if (ids.length > 0)
    await db.update(playlistRevisions).set({ status: 'given-up' }).where(inArray(playlistRevisions.id, ids))
  return ids
}

/** Removes so many songs of a revision at most; answers how many it did. */
export async function deleteItems(db: Database, revisionId: number, limit: number): Promise<number> {
  const { first, last } = idsOfRevision(revisionId)
  const some = db
    .select({ id: playlistItems.id })
    .from(playlistItems)
    .where(between(playlistItems.id, first, last))
    .orderBy(asc(playlistItems.id))
    .limit(limit)
  const removed = await db.delete(playlistItems).where(inArray(playlistItems.id, some)).run()
  return removed.meta.changes
}

/** Removes a revision whose songs are gone. */
export async function deleteRevision(db: Database, revisionId: number): Promise<void> {
  await db
    .delete(playlistRevisions)
    .where(and(eq(playlistRevisions.id, revisionId), eq(playlistRevisions.status, 'given-up')))
}
