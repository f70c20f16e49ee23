/** Every query on rooms. */
import { and, count, desc, eq, lt, ne } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import type { PageQuery } from '../http/paging.ts'
import type { Owner } from '../jobs/store.ts'
import { rooms } from './tables.ts'
import { wishesDelete } from './wish-store.ts'

/** A row as it is read. */
export type RoomRow = typeof rooms.$inferSelect

function isRoom(owner: Owner, roomId: string) {
  return and(eq(rooms.ownerId, owner.id), eq(rooms.id, roomId))
}

/** Writes a room; answers whether its code was free. */
export async function insertRoom(db: Database, row: RoomRow): Promise<boolean> {
  const written = await db
    .insert(rooms)
    .values(row)
    .onConflictDoNothing({ target: rooms.code })
    .returning({ id: rooms.id })
  return written.length > 0
}

/** How many rooms of this account are not closed. */
export async function countOpenRooms(db: Database, owner: Owner): Promise<number> {
  const row = await db
    .select({ count: count() })
    .from(rooms)
    .where(and(eq(rooms.ownerId, owner.id), ne(rooms.status, 'closed')))
    .get()
  return row?.count ?? 0
}

/** One room of this owner; `undefined` both when it does not exist and when it is somebody else's. */
export async function findRoom(db: Database, owner: Owner, roomId: string): Promise<RoomRow | undefined> {
  return await db.select().from(rooms).where(isRoom(owner, roomId)).get()
}

/** The room that a code leads to, whoever's it is: the code is what lets people in. */
export async function findRoomByCode(db: Database, code: string): Promise<RoomRow | undefined> {
  return await db.select().from(rooms).where(eq(rooms.code, code)).get()
}

/** The room of a member, whose token was checked before: the token is what lets them in. */
export async function findRoomOfMember(
  db: Database,
  pass: { readonly roomId: string },
): Promise<RoomRow | undefined> {
  return await db.select().from(rooms).where(eq(rooms.id, pass.roomId)).get()
}

/** A page of the owner's rooms, newest first, and one row more where there is a next page. */
export async function listRooms(
  db: Database,
  owner: Owner,
  { limit, cursor }: PageQuery,
): Promise<readonly RoomRow[]> {
  const isAfter = cursor === undefined ? undefined : lt(rooms.id, cursor)
  return await db
    .select()
    .from(rooms)
    .where(and(eq(rooms.ownerId, owner.id), isAfter))
    .orderBy(desc(rooms.id))
    .limit(limit + 1)
}

/** Writes what the log says now of the facts that the row repeats. */
export async function followLog(
  db: Database,
  owner: Owner,
  roomId: string,
  facts: Pick<RoomRow, 'name' | 'code' | 'status'>,
): Promise<void> {
  await db.update(rooms).set(facts).where(isRoom(owner, roomId))
}

/** Whether a code leads nowhere yet. */
export async function isCodeFree(db: Database, code: string): Promise<boolean> {
  return (await db.select({ id: rooms.id }).from(rooms).where(eq(rooms.code, code)).get()) === undefined
}

/** Removes a room's row, and its wish list with it. */
export async function deleteRoomRow(db: Database, owner: Owner, roomId: string): Promise<void> {
  await db.batch([wishesDelete(db, owner, roomId), db.delete(rooms).where(isRoom(owner, roomId))])
}
