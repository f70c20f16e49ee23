/** The rules of rooms outside their objects: making one, finding one, letting people in. */
import type { RoomFact } from '#core/rooms/event.ts'
import { defaultSettings, withSettings } from '#core/rooms/settings.ts'
import { msOfHours } from '#core/units.ts'
import type { Database } from '../db/client.ts'
import { newId } from '../db/ids.ts'
import type { Bindings } from '../env.ts'
import { Refusal } from '../http/refusal.ts'
import type { Owner } from '../jobs/store.ts'
import { newRoomCode } from './code.ts'
import { factsOfFork } from './fork.ts'
import { roomOf as objectOf } from './room-stub.ts'
import { type Fork, type NewRoom, type Room, usualHours, type WayIn } from './schema.ts'
import {
  countOpenRooms,
  deleteRoomRow,
  findRoom,
  findRoomByCode,
  findRoomOfMember,
  insertRoom,
  type RoomRow,
} from './store.ts'
import { type Pass, signPass } from './token.ts'

/** More rooms at once than a host can be in. */
const mostOpenRooms = 50
/** A token outlives its room by a day, so that whoever comes late is told that it is over. */
const afterwardsMs = msOfHours(24)

/** What making and finding rooms needs. */
export type RoomKeeping = {
  readonly db: Database
  readonly bindings: Bindings
  readonly secret: string
  readonly nowMs: number
}

/** A row as its owner sees it. */
export function seenByHost(row: RoomRow): Room {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    status: row.status,
    createdAt: new Date(row.createdAtMs).toISOString(),
    expiresAt: new Date(row.expiresAtMs).toISOString(),
  }
}

/** Makes a room. Refuses `limit-exceeded` when this account has as many open as it may. */
export async function createRoom(keeping: RoomKeeping, owner: Owner, wish: NewRoom): Promise<RoomRow> {
  const settings = withSettings(defaultSettings, wish.settings)
  return await beginRoom(keeping, owner, wish, ({ code, hostMemberId }) => [
    { kind: 'created', name: wish.name, code, settings },
    { kind: 'joined', memberId: hostMemberId, name: wish.hostName, role: 'host' },
  ])
}

/** Makes a room with what waited in another of this owner. Turns and votes begin anew. */
export async function forkRoom(
  keeping: RoomKeeping,
  owner: Owner,
  roomId: string,
  wish: Fork,
): Promise<RoomRow> {
  const from = await getRoom(keeping.db, owner, roomId)
  const past = await objectOf(keeping.bindings, from.id).pastState(wish.afterSeq ?? null)
  if (past === undefined) throw new Refusal('room-not-found', 'This room has no such moment.')
  return await beginRoom(keeping, owner, { name: wish.name, lastsHours: usualHours }, (made) =>
    factsOfFork(past, { ...made, name: wish.name, oldHostId: from.hostMemberId }),
  )
}

async function beginRoom(
  { db, bindings, nowMs }: RoomKeeping,
  owner: Owner,
  wish: { readonly name: string; readonly lastsHours: number },
  factsOf: (made: { readonly code: string; readonly hostMemberId: string }) => readonly RoomFact[],
): Promise<RoomRow> {
  if ((await countOpenRooms(db, owner)) >= mostOpenRooms)
    throw new Refusal('limit-exceeded', `You have ${mostOpenRooms} open rooms. Close one first.`)
  const row: RoomRow = {
    id: newId('rom', nowMs),
    ownerId: owner.id,
    hostMemberId: newId('mem', nowMs),
    name: wish.name,
    code: newRoomCode(),
    status: 'open',
    createdAtMs: nowMs,
    expiresAtMs: nowMs + msOfHours(wish.lastsHours),
  }
  while (!(await insertRoom(db, row))) row.code = newRoomCode()
  const about = { roomId: row.id, ownerId: owner.id, expiresAtMs: row.expiresAtMs }
  try {
    await objectOf(bindings, row.id).begin(about, [...factsOf(row)], nowMs)
  } catch (error) {
    // A room whose object never began would be a door to nowhere.
    await deleteRoomRow(db, owner, row.id)
    throw error
  }
  return row
}

/** One room of this owner. */
export async function getRoom(db: Database, owner: Owner, roomId: string): Promise<RoomRow> {
  const row = await findRoom(db, owner, roomId)
  if (row === undefined) throw new Refusal('room-not-found', `No room ${roomId.slice(0, 60)} is yours.`)
  return row
}

/** Deletes a room with its log, and sends everybody home. */
export async function removeRoom({ db, bindings }: RoomKeeping, owner: Owner, roomId: string): Promise<void> {
  const row = await getRoom(db, owner, roomId)
  await objectOf(bindings, row.id).remove()
  await deleteRoomRow(db, owner, row.id)
}

/** The owner's own way in, as host. */
export async function enterAsHost(keeping: RoomKeeping, owner: Owner, roomId: string): Promise<WayIn> {
  const row = await getRoom(keeping.db, owner, roomId)
  return await wayInto(keeping, row, { memberId: row.hostMemberId, role: 'host' })
}

/** The room behind a code, also one that is over. Refuses a code that no room has now. */
export async function getRoomByCode(db: Database, code: string): Promise<RoomRow> {
  const row = await findRoomByCode(db, code)
  if (row === undefined) throw new Refusal('room-not-found', noSuchCode)
  return row
}

/** Lets a guest in by the code. */
export async function enterAsGuest(keeping: RoomKeeping, code: string, name: string): Promise<WayIn> {
  const row = await getRoomByCode(keeping.db, code)
  const joined = await objectOf(keeping.bindings, row.id).join({ name, code, nowMs: keeping.nowMs })
  if ('memberId' in joined) return await wayInto(keeping, row, { memberId: joined.memberId, role: 'guest' })
  throw new Refusal(joined.refused, closedDoors[joined.refused])
}

const noSuchCode = 'No room has this code now. Look at the screen again: codes change.'

const closedDoors = {
  'room-not-found': noSuchCode,
  'room-closed': 'This room is over.',
  'room-locked': 'The host lets nobody new in at the moment.',
  'room-full': 'This room is full.',
} as const

/** Lets a screen watch by the code, for as long as the room has it. It is nobody, and asks for nothing. */
export async function enterAsScreen(keeping: RoomKeeping, code: string): Promise<WayIn> {
  const row = await getRoomByCode(keeping.db, code)
  if (row.status === 'closed') throw new Refusal('room-closed', closedDoors['room-closed'])
  return await wayInto(keeping, row, { code })
}

/** Opens a screen of the owner's own: it stays when the code changes. */
export async function openHostScreen(keeping: RoomKeeping, owner: Owner, roomId: string): Promise<WayIn> {
  return await wayInto(keeping, await getRoom(keeping.db, owner, roomId), {})
}

/** The room that a pass is for. */
export async function getRoomOfMember(db: Database, pass: Pass): Promise<RoomRow> {
  const row = await findRoomOfMember(db, pass)
  if (row === undefined) throw new Refusal('room-not-found', 'There is no such room, or not any more.')
  return row
}

/** A member, or a screen and the code that it ends with. */
type Newcomer =
  | { readonly memberId: string; readonly role: 'host' | 'guest' }
  | { readonly memberId?: never; readonly code?: string }

async function wayInto({ secret }: RoomKeeping, row: RoomRow, who: Newcomer): Promise<WayIn> {
  const untilMs = row.expiresAtMs + afterwardsMs
  const common = { roomId: row.id, untilMs }
  const pass: Pass =
    who.memberId === undefined
      ? { ...common, memberId: newId('scr'), isScreen: true, code: who.code }
      : { ...common, memberId: who.memberId, isScreen: false }
  return {
    roomId: row.id,
    token: await signPass(secret, pass),
    memberId: who.memberId ?? null,
    role: who.memberId === undefined ? null : who.role,
    expiresAt: new Date(untilMs).toISOString(),
  }
}
