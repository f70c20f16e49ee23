/** Every query on the pieces that renders are made of. */
import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import type { StoredSegment } from '#core/work/report.ts'
import type { Database } from '../db/client.ts'
import type { Owner } from '../jobs/store.ts'
import { audioPieces, segments } from './tables.ts'

/** D1 binds at most a hundred parameters a statement; the rest of them is left to the other conditions. */
const mostParameters = 90

/**
 * Which of these pieces of picture are stored, and how many frames each was proved to have. Those found count as used
 * now: the sweep leaves them alone for the render that asked.
 */
export async function useSegments(
  db: Database,
  owner: Owner,
  hashes: readonly string[],
  nowMs: number,
): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>()
  for (const some of chunksOf(hashes, mostParameters)) {
    const rows = await db
      .update(segments)
      .set({ lastUsedAtMs: nowMs })
      .where(and(eq(segments.ownerId, owner.id), inArray(segments.hash, [...some])))
      .returning({ hash: segments.hash, provedFrames: segments.provedFrames })
    for (const { hash, provedFrames } of rows) found.set(hash, provedFrames)
  }
  return found
}

/** Whether this piece of sound is stored; if so, it counts as used now. */
export async function useAudio(db: Database, owner: Owner, hash: string, nowMs: number): Promise<boolean> {
  const rows = await db
    .update(audioPieces)
    .set({ lastUsedAtMs: nowMs })
    .where(and(eq(audioPieces.ownerId, owner.id), eq(audioPieces.hash, hash)))
    .returning({ hash: audioPieces.hash })
  return rows.length > 0
}

/** Notes pieces that are in storage now. Told twice, they are noted once. */
export async function insertPieces(
  db: Database,
  owner: Owner,
  pieces: { readonly segments: readonly StoredSegment[]; readonly audioHash: string | undefined },
  nowMs: number,
): Promise<void> {
  const common = { ownerId: owner.id, createdAtMs: nowMs, lastUsedAtMs: nowMs }
  const columns = 6
  for (const some of chunksOf(pieces.segments, Math.floor(mostParameters / columns))) {
    const rows = some.map(({ hash, bytes, provedFrames }) => ({ ...common, hash, bytes, provedFrames }))
    await db.insert(segments).values(rows).onConflictDoNothing()
  }
  if (pieces.audioHash !== undefined) {
    await db
      .insert(audioPieces)
      .values({ ...common, hash: pieces.audioHash })
      .onConflictDoNothing()
  }
}

/** Takes rows of pieces that nobody used since a moment out of the table, and answers whose objects are free to go. */
export async function takeUnusedPieces(db: Database, sinceMs: number) {
  const oldSegments = db
    .select({ id: sql`rowid` })
    .from(segments)
    .where(lt(segments.lastUsedAtMs, sinceMs))
    .limit(mostSwept)
  const oldAudio = db
    .select({ id: sql`rowid` })
    .from(audioPieces)
    .where(lt(audioPieces.lastUsedAtMs, sinceMs))
    .limit(mostSwept)
  const [takenSegments, takenAudio] = await db.batch([
    db
      .delete(segments)
      .where(inArray(sql`rowid`, oldSegments))
      .returning({ ownerId: segments.ownerId, hash: segments.hash }),
    db
      .delete(audioPieces)
      .where(inArray(sql`rowid`, oldAudio))
      .returning({ ownerId: audioPieces.ownerId, hash: audioPieces.hash }),
  ])
  return { segments: takenSegments, audio: takenAudio }
}

/** Pieces of each kind that one sweep removes. */
const mostSwept = 500

function* chunksOf<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size)
}
