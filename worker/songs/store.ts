/** Every query on songs. The owner is always an argument. */
import { and, asc, desc, eq, exists, gt, inArray, lt, not, or, sql } from 'drizzle-orm'
import type { Condition, Database, Statement } from '../db/client.ts'
import type { PageQuery } from '../http/paging.ts'
import { type GivenUpObject, givenUpInsert, pendingDelete } from '../intake/pending.ts'
import { jobInsert } from '../jobs/enqueue.ts'
import type { Owner } from '../jobs/store.ts'
import { songs } from './tables.ts'

/** A row as it is read. */
export type SongRow = typeof songs.$inferSelect

function isSong(owner: Owner, songId: string) {
  return and(eq(songs.ownerId, owner.id), eq(songs.id, songId))
}

/** One song of this owner; `undefined` both when it does not exist and when it is somebody else's. */
export async function findSong(db: Database, owner: Owner, songId: string): Promise<SongRow | undefined> {
  return await db.select().from(songs).where(isSong(owner, songId)).get()
}

/** A page of the owner's songs, newest first, and one row more where there is a next page. */
export async function listSongs(
  db: Database,
  owner: Owner,
  { limit, cursor }: PageQuery,
): Promise<readonly SongRow[]> {
  const isAfter = cursor === undefined ? undefined : lt(songs.id, cursor)
  return await db
    .select()
    .from(songs)
    .where(and(eq(songs.ownerId, owner.id), isAfter))
    .orderBy(desc(songs.id))
    .limit(limit + 1)
}

/** Writes a song and its job, and ends its object's waiting: all of it or nothing, `alongside` included. */
export async function insertSong(
  db: Database,
  song: SongRow,
  fileKey: string,
  alongside: readonly Statement[],
): Promise<void> {
  const job = { id: song.jobId, ownerId: song.ownerId, type: 'analyse', subjectId: song.id } as const
  await db.batch([
    db.insert(songs).values(song),
    jobInsert(db, job, song.createdAtMs),
    pendingDelete(db, fileKey),
    ...alongside,
  ])
}

/** Gives a song another title; answers the song, or `undefined` when there is none. */
export async function renameSong(
  db: Database,
  owner: Owner,
  songId: string,
  title: string,
): Promise<SongRow | undefined> {
  return await db.update(songs).set({ title }).where(isSong(owner, songId)).returning().get()
}

/** Writes what the analysis found, or that there is none. */
export async function finishSong(
  db: Database,
  owner: Owner,
  songId: string,
  found: Pick<SongRow, 'status' | 'tempo' | 'key'>,
): Promise<void> {
  await db.update(songs).set(found).where(isSong(owner, songId))
}

/**
 * Removes a song's row, unless `isUsed` holds at that moment, and writes down that its objects are to go; answers
 * whether it did.
 */
export async function deleteSongRow(
  db: Database,
  song: SongRow,
  removal: {
    readonly objects: readonly GivenUpObject[]
    readonly nowMs: number
    readonly isUsed: Condition
    alongside(isThere: Condition): readonly Statement[]
  },
): Promise<boolean> {
  const isFree = and(isSong({ id: song.ownerId }, song.id), not(removal.isUsed))
  const given = { objects: removal.objects, ownerId: song.ownerId, createdAtMs: removal.nowMs }
  const free = db.select({ id: songs.id }).from(songs).where(isFree)
  const isThere = exists(db.select({ id: songs.id }).from(songs).where(eq(songs.id, song.id)))
  const [, removed] = await db.batch([
    givenUpInsert(db, given, free),
    db.delete(songs).where(isFree).returning({ id: songs.id }),
    ...removal.alongside(isThere),
  ])
  return removed.length > 0
}

/** Those of these songs that are this owner's. One parameter for any number of them, as D1 takes at most a hundred. */
export async function findSongs(
  db: Database,
  owner: Owner,
  songIds: readonly string[],
): Promise<readonly SongRow[]> {
  const among = sql`(select value from json_each(${JSON.stringify(songIds)}))`
  return await db
    .select()
    .from(songs)
    .where(and(eq(songs.ownerId, owner.id), inArray(songs.id, among)))
}

/** What says which recordings an owner has, oldest first, after a song. */
export async function findLibrary(
  db: Database,
  owner: Owner,
  { afterId, limit }: { readonly afterId: string; readonly limit: number },
) {
  const { id, title, artist, durationMs, isrc, recordingId } = songs
  return await db
    .select({ id, title, artist, durationMs, isrc, recordingId })
    .from(songs)
    .where(and(eq(songs.ownerId, owner.id), gt(songs.id, afterId)))
    .orderBy(asc(songs.id))
    .limit(limit)
}

/** A page of the owner's songs whose title or artist holds a text, newest first, and one row more where there is a next page. */
export async function searchSongs(
  db: Database,
  owner: Owner,
  { text, limit, cursor }: PageQuery & { readonly text: string },
): Promise<readonly SongRow[]> {
  // Not `like`: D1 takes patterns of at most 50 bytes.
  const holds = (column: typeof songs.title | typeof songs.artist) =>
    sql`instr(lower(${column}), lower(${text})) > 0`
  const isAfter = cursor === undefined ? undefined : lt(songs.id, cursor)
  return await db
    .select()
    .from(songs)
    .where(
      and(
        eq(songs.ownerId, owner.id),
        text === '' ? undefined : or(holds(songs.title), holds(songs.artist)),
        isAfter,
      ),
    )
    .orderBy(desc(songs.id))
    .limit(limit + 1)
}
