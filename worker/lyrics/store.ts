/** Every query on the words of songs. The owner is always an argument. */
import { and, eq, not } from 'drizzle-orm'
import type { Condition, Database, Statement } from '../db/client.ts'
import type { Owner } from '../jobs/store.ts'
import { lyrics, transcriptions } from './tables.ts'

/** The words of a song as they are stored, and the version they are. */
export type LyricsRow = Pick<typeof lyrics.$inferSelect, 'body' | 'hash'>

function isOfSong(owner: Owner, songId: string) {
  return and(eq(lyrics.ownerId, owner.id), eq(lyrics.songId, songId))
}

/** The words of a song of this owner; `undefined` when it has none. */
export async function findLyrics(db: Database, owner: Owner, songId: string): Promise<LyricsRow | undefined> {
  const { body, hash } = lyrics
  return await db.select({ body, hash }).from(lyrics).where(isOfSong(owner, songId)).get()
}

/** The words that a song is to have, and the version it must have until now; without one, it must have none. */
export type LyricsSwap = LyricsRow & {
  readonly songId: string
  readonly fromHash: string | undefined
  readonly nowMs: number
}

/**
 * Puts words in the place of the version they were made from, and runs `alongside` with it; answers whether that still
 * was the present one.
 */
export async function swapLyrics(
  db: Database,
  owner: Owner,
  swap: LyricsSwap,
  alongside: readonly Statement[] = [],
): Promise<boolean> {
  const { songId, fromHash, body, hash, nowMs } = swap
  const row = { songId, ownerId: owner.id, body, hash, updatedAtMs: nowMs }
  const id = { songId: lyrics.songId }
  const isFrom = and(isOfSong(owner, songId), eq(lyrics.hash, fromHash ?? ''))
  const swapped =
    fromHash === undefined
      ? db.insert(lyrics).values(row).onConflictDoNothing().returning(id)
      : db.update(lyrics).set(row).where(isFrom).returning(id)
  const [found] = await db.batch([swapped, ...alongside])
  return found.length > 0
}

/** Removes the words of a song; there being none is no error. */
export async function deleteLyrics(db: Database, owner: Owner, songId: string): Promise<void> {
  await db.delete(lyrics).where(isOfSong(owner, songId))
}

/** The statements that let everything of this domain go with a song, for its batch: they wait for `isThere` to be false. */
export function lyricsOfRemovedSong(
  db: Database,
  owner: Owner,
  songId: string,
  isThere: Condition,
): readonly Statement[] {
  const isTranscription = and(eq(transcriptions.ownerId, owner.id), eq(transcriptions.songId, songId))
  return [
    db.delete(lyrics).where(and(isOfSong(owner, songId), not(isThere))),
    db.delete(transcriptions).where(and(isTranscription, not(isThere))),
  ]
}
