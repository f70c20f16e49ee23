/** Every query of the Spotify lane. Each names the account it is for. */
import { and, eq, gt, lt } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { spotifyAuthorizations, spotifyConnections } from './tables.ts'

/** A row of `spotify_connections`. */
export type ConnectionRow = typeof spotifyConnections.$inferSelect

/** The connection of an account, whatever became of it. */
export async function findConnection(db: Database, ownerId: string): Promise<ConnectionRow | undefined> {
  return await db.select().from(spotifyConnections).where(eq(spotifyConnections.ownerId, ownerId)).get()
}

/** Keeps a connection in the place of the one before it. */
export async function putConnection(db: Database, row: ConnectionRow): Promise<void> {
  const { ownerId: _owner, ...set } = row
  await db
    .insert(spotifyConnections)
    .values(row)
    .onConflictDoUpdate({ target: spotifyConnections.ownerId, set })
}

/** Changes what is said of a connection that is still there. */
export async function changeConnection(
  db: Database,
  ownerId: string,
  change: Partial<Omit<ConnectionRow, 'ownerId'>>,
): Promise<void> {
  await db.update(spotifyConnections).set(change).where(eq(spotifyConnections.ownerId, ownerId))
}

/** Forgets a connection. */
export async function removeConnection(db: Database, ownerId: string): Promise<void> {
  await db.delete(spotifyConnections).where(eq(spotifyConnections.ownerId, ownerId))
}

/** Keeps a way back, and forgets those that are over. */
export async function addAuthorization(
  db: Database,
  row: typeof spotifyAuthorizations.$inferInsert,
  nowMs: number,
): Promise<void> {
  await db.batch([
    db.delete(spotifyAuthorizations).where(lt(spotifyAuthorizations.expiresAtMs, nowMs)),
    db.insert(spotifyAuthorizations).values(row),
  ])
}

/** Uses a way back up, once: where the app goes on, or `undefined` when it is used, over, unknown or somebody else's. */
export async function useAuthorization(
  db: Database,
  way: { readonly ownerId: string; readonly nonceHash: string },
  nowMs: number,
): Promise<string | undefined> {
  const used = await db
    .delete(spotifyAuthorizations)
    .where(
      and(
        eq(spotifyAuthorizations.nonceHash, way.nonceHash),
        eq(spotifyAuthorizations.ownerId, way.ownerId),
        gt(spotifyAuthorizations.expiresAtMs, nowMs),
      ),
    )
    .returning({ returnTo: spotifyAuthorizations.returnTo })
  return used[0]?.returnTo
}
