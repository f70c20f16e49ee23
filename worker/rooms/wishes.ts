/** The wish list of a room: songs that somebody wants to hear and that the library may not have. Only what they are called: no sound, no picture. */
import type { PlaylistItem } from '#core/playlists/playlist.ts'
import type { Database } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import { type PageQuery, pageOfRows } from '../http/paging.ts'
import { Refusal } from '../http/refusal.ts'
import type { Owner } from '../jobs/store.ts'
import { inBatches } from '../playlists/batches.ts'
import { foundRowOf, itemOf, matchOf, readMatcher, songsOfRows } from '../playlists/library.ts'
import { getRoom, type RoomKeeping } from './rooms.ts'
import type { RoomWish } from './wish-schema.ts'
import { deleteWish, insertWishes, listWishes, type WishRow, wishedBodies } from './wish-store.ts'

const mostWishes = 1_000

/** Puts songs on the list, those left out that are on it already. Answers the new ones, in their order. */
export async function addWishes(
  { db, nowMs }: Pick<RoomKeeping, 'db' | 'nowMs'>,
  owner: Owner,
  roomId: string,
  items: readonly PlaylistItem[],
): Promise<RoomWish[]> {
  const room = await getRoom(db, owner, roomId)
  if (items.length === 0) return []
  const wished = new Set(await wishedBodies(db, owner, room.id))
  const matcher = await readMatcher(db, owner)
  const rows: WishRow[] = []
  for (const item of items) {
    const { state, candidates, body } = foundRowOf(matcher, item)
    if (wished.has(body)) continue
    wished.add(body)
    // Wishes that come together keep their order.
    const id = newId('wsh', nowMs + rows.length)
    rows.push({ id, roomId: room.id, ownerId: owner.id, state, candidates, body, createdAtMs: nowMs })
  }
  if (wished.size > mostWishes)
    throw new Refusal('limit-exceeded', `A wish list has at most ${mostWishes} songs. Take some off first.`)
  const batches: WishRow[][] = []
  for await (const batch of inBatches(rows)) batches.push(batch)
  await insertWishes(db, batches)
  return await wishesOf(db, owner, rows)
}

/** A page of the wishes of a room, newest first. */
export async function readWishes(
  db: Database,
  owner: Owner,
  roomId: string,
  query: PageQuery,
): Promise<{ readonly items: RoomWish[]; readonly nextCursor: string | null }> {
  const room = await getRoom(db, owner, roomId)
  const page = pageOfRows(await listWishes(db, owner, room.id, query), query.limit)
  return { items: await wishesOf(db, owner, page.rows), nextCursor: page.nextCursor }
}

/** Takes a wish off the list. */
export async function removeWish(db: Database, owner: Owner, roomId: string, wishId: string): Promise<void> {
  const room = await getRoom(db, owner, roomId)
  if (!(await deleteWish(db, owner, room.id, wishId)))
    throw new Refusal('wish-not-found', `No wish ${wishId.slice(0, 60)} is on the list of this room.`)
}

async function wishesOf(db: Database, owner: Owner, rows: readonly WishRow[]): Promise<RoomWish[]> {
  const found = rows.map((row) => ({ ...row, chosenSongId: null }))
  const songs = await songsOfRows(db, owner, found)
  return found.map((row) => ({
    id: row.id,
    item: itemOf(row),
    match: matchOf(row, songs),
    createdAt: new Date(row.createdAtMs).toISOString(),
  }))
}
