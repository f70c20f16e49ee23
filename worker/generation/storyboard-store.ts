/** Every query on storyboards and what was changed of their parts. */
import { and, eq, not, type SQLWrapper } from 'drizzle-orm'
import type { Condition, Database } from '../db/client.ts'
import type { Owner } from '../jobs/store.ts'
import { storyboardParts, storyboards, takes } from './tables.ts'

/** A storyboard as it is read. */
export type StoryboardRow = typeof storyboards.$inferSelect

/** A changed part as it is read. */
export type PartRow = typeof storyboardParts.$inferSelect

/** The storyboard of a video and its changed parts; `undefined` in place of what nobody changed. */
export async function findStoryboard(
  db: Database,
  owner: Owner,
  videoId: string,
): Promise<{ readonly board: StoryboardRow | undefined; readonly parts: readonly PartRow[] }> {
  const [boards, parts] = await db.batch([
    db
      .select()
      .from(storyboards)
      .where(and(eq(storyboards.ownerId, owner.id), eq(storyboards.videoId, videoId))),
    db
      .select()
      .from(storyboardParts)
      .where(and(eq(storyboardParts.ownerId, owner.id), eq(storyboardParts.videoId, videoId))),
  ])
  return { board: boards[0], parts }
}

/** Writes a storyboard, or changes of the one that is there what `change` names. The video is the owner's. */
export async function writeStoryboard(
  db: Database,
  row: StoryboardRow,
  change: Partial<StoryboardRow>,
): Promise<void> {
  if (Object.keys(change).length === 0) return
  await db
    .insert(storyboards)
    .values({ ...row, ...change })
    .onConflictDoUpdate({ target: storyboards.videoId, set: change })
}

/** Writes a part, or changes of the one that is there what `change` names. The video is the owner's. */
export async function writePart(db: Database, row: PartRow, change: Partial<PartRow>): Promise<void> {
  if (Object.keys(change).length === 0) return
  await db
    .insert(storyboardParts)
    .values({ ...row, ...change })
    .onConflictDoUpdate({ target: [storyboardParts.videoId, storyboardParts.partId], set: change })
}

/** The statement that keeps a storyboard from now on, if nobody does yet: so that a sweep finds all that hangs on it. */
export function storyboardKept(db: Database, row: StoryboardRow) {
  return db.insert(storyboards).values(row).onConflictDoNothing()
}

/** Storyboards whose video is gone; what holds while one is there is the studio's to say. */
export async function abandonedStoryboards(
  db: Database,
  isVideo: (db: Database, videoId: SQLWrapper) => Condition,
  limit: number,
): Promise<readonly Pick<StoryboardRow, 'videoId' | 'ownerId'>[]> {
  return await db
    .select({ videoId: storyboards.videoId, ownerId: storyboards.ownerId })
    .from(storyboards)
    .where(not(isVideo(db, storyboards.videoId)))
    .limit(limit)
}

/** Removes a storyboard with its parts and takes. What was spent stays in the ledger, what was made in the library. */
export async function deleteStoryboard(db: Database, owner: Owner, videoId: string): Promise<void> {
  await db.batch([
    db.delete(takes).where(and(eq(takes.ownerId, owner.id), eq(takes.videoId, videoId))),
    db
      .delete(storyboardParts)
      .where(and(eq(storyboardParts.ownerId, owner.id), eq(storyboardParts.videoId, videoId))),
    db.delete(storyboards).where(and(eq(storyboards.ownerId, owner.id), eq(storyboards.videoId, videoId))),
  ])
}
