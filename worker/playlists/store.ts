/** Every query on playlists and their revisions. The owner is always an argument. */
import { and, count, desc, eq, lt, ne, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { PlaylistFormat } from '#core/playlists/formats.ts'
import type { Database, Statement } from '../db/client.ts'
import type { PageQuery } from '../http/paging.ts'
import type { Owner } from '../jobs/store.ts'
import { playlistRevisions, playlists } from './tables.ts'

/** A playlist as it is read: itself, the songs it shows, and those that come in, if any. */
export type PlaylistRow = {
  readonly playlist: typeof playlists.$inferSelect
  readonly current: RevisionRow
  readonly filling: RevisionRow | null
}

/** A revision as it is read. */
export type RevisionRow = typeof playlistRevisions.$inferSelect

const current = alias(playlistRevisions, 'current')
const filling = alias(playlistRevisions, 'filling')

function isPlaylist(owner: Owner, playlistId: string) {
  return and(eq(playlists.ownerId, owner.id), eq(playlists.id, playlistId))
}

function selectPlaylists(db: Database) {
  return db
    .select({ playlist: playlists, current, filling })
    .from(playlists)
    .innerJoin(current, and(eq(current.playlistId, playlists.id), eq(current.status, 'current')))
    .leftJoin(filling, and(eq(filling.playlistId, playlists.id), eq(filling.status, 'filling')))
}

/** A revision without songs. */
function emptyRevision(owner: Owner, playlistId: string, nowMs: number) {
  return {
    playlistId,
    ownerId: owner.id,
    itemCount: 0,
    foundCount: 0,
    unsureCount: 0,
    missingCount: 0,
    chosenCount: 0,
    leftOutCount: 0,
    touchedAtMs: nowMs,
  }
}

/** What makes a revision one to go: from now on, since somebody may still be reading its songs. */
function givenUp(nowMs: number) {
  return { status: 'given-up', touchedAtMs: nowMs } as const
}

/** Writes a playlist without songs. */
export async function insertPlaylist(db: Database, row: PlaylistRow['playlist']): Promise<void> {
  const revision = emptyRevision({ id: row.ownerId }, row.id, row.createdAtMs)
  await db.batch([
    db.insert(playlists).values(row),
    db.insert(playlistRevisions).values({ ...revision, status: 'current' }),
  ])
}

/** How many playlists this owner has. */
export async function countPlaylists(db: Database, owner: Owner): Promise<number> {
  const row = await db.select({ count: count() }).from(playlists).where(eq(playlists.ownerId, owner.id)).get()
  return row?.count ?? 0
}

/** One playlist of this owner; `undefined` both when it does not exist and when it is somebody else's. */
export async function findPlaylist(
  db: Database,
  owner: Owner,
  playlistId: string,
): Promise<PlaylistRow | undefined> {
  return await selectPlaylists(db).where(isPlaylist(owner, playlistId)).get()
}

/** A page of the owner's playlists, newest first, and one row more where there is a next page. */
export async function listPlaylists(
  db: Database,
  owner: Owner,
  { limit, cursor }: PageQuery,
): Promise<readonly PlaylistRow[]> {
  const isAfter = cursor === undefined ? undefined : lt(playlists.id, cursor)
  return await selectPlaylists(db)
    .where(and(eq(playlists.ownerId, owner.id), isAfter))
    .orderBy(desc(playlists.id))
    .limit(limit + 1)
}

/** Changes what is said of a playlist; what is not named stays. */
export async function updatePlaylist(
  db: Database,
  owner: Owner,
  playlistId: string,
  change: Partial<Pick<PlaylistRow['playlist'], 'title' | 'description'>> & { readonly updatedAtMs: number },
): Promise<void> {
  await db.update(playlists).set(change).where(isPlaylist(owner, playlistId))
}

/** The statement that says a playlist has changed now. */
export function playlistTouch(db: Database, owner: Owner, playlistId: string, nowMs: number): Statement {
  return db.update(playlists).set({ updatedAtMs: nowMs }).where(isPlaylist(owner, playlistId))
}

/** Removes a playlist at once; the sweep takes its songs. */
export async function deletePlaylist(
  db: Database,
  owner: Owner,
  playlistId: string,
  nowMs: number,
): Promise<void> {
  const isItsOwn = and(eq(playlistRevisions.ownerId, owner.id), eq(playlistRevisions.playlistId, playlistId))
  await db.batch([
    db
      .update(playlistRevisions)
      .set(givenUp(nowMs))
      .where(and(isItsOwn, ne(playlistRevisions.status, 'given-up'))),
    db.delete(playlists).where(isPlaylist(owner, playlistId)),
  ])
}

/** Begins to fill a playlist with other songs; `undefined` while somebody else does. A filling that was silent since a moment gives way. */
export async function beginFilling(
  db: Database,
  owner: Owner,
  playlistId: string,
  { nowMs, silentSinceMs }: { readonly nowMs: number; readonly silentSinceMs: number },
): Promise<number | undefined> {
  const isSilent = and(
    eq(playlistRevisions.ownerId, owner.id),
    eq(playlistRevisions.playlistId, playlistId),
    eq(playlistRevisions.status, 'filling'),
    lt(playlistRevisions.touchedAtMs, silentSinceMs),
  )
  const [, begun] = await db.batch([
    db.update(playlistRevisions).set(givenUp(nowMs)).where(isSilent),
    db
      .insert(playlistRevisions)
      .values({ ...emptyRevision(owner, playlistId, nowMs), status: 'filling' })
      .onConflictDoNothing()
      .returning({ id: playlistRevisions.id }),
  ])
  return begun[0]?.id
}

/** Says which file fills a playlist, and of what form it is. */
export async function noteFile(
  db: Database,
  owner: Owner,
  revisionId: number,
  file: { readonly format: PlaylistFormat; readonly fileName: string },
): Promise<void> {
  await db.update(playlistRevisions).set(file).where(isFilling(owner, revisionId))
}

function isFilling(owner: Owner, revisionId: number) {
  return and(
    eq(playlistRevisions.ownerId, owner.id),
    eq(playlistRevisions.id, revisionId),
    eq(playlistRevisions.status, 'filling'),
  )
}

/** Lets the new songs take the place of the old ones, in one moment; answers whether they were still wanted. */
export async function switchRevision(
  db: Database,
  owner: Owner,
  playlistId: string,
  { revisionId, nowMs }: { readonly revisionId: number; readonly nowMs: number },
): Promise<boolean> {
  const isStill = sql`exists (select 1 from ${playlistRevisions} as f where f.id = ${revisionId} and f.status = 'filling' and f.owner_id = ${owner.id})`
  const isOld = and(
    eq(playlistRevisions.ownerId, owner.id),
    eq(playlistRevisions.playlistId, playlistId),
    eq(playlistRevisions.status, 'current'),
    isStill,
  )
  const [, switched] = await db.batch([
    db.update(playlistRevisions).set(givenUp(nowMs)).where(isOld),
    db
      .update(playlistRevisions)
      .set({ status: 'current' })
      .where(isFilling(owner, revisionId))
      .returning({ id: playlistRevisions.id }),
    playlistTouch(db, owner, playlistId, nowMs),
  ])
  return switched.length > 0
}

/** Nobody wants the songs of a filling any more. */
export async function giveUpFilling(
  db: Database,
  owner: Owner,
  revisionId: number,
  nowMs: number,
): Promise<void> {
  await db.update(playlistRevisions).set(givenUp(nowMs)).where(isFilling(owner, revisionId))
}
