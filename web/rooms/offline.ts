/** What a device keeps of a room for when there is no network: the queue as it was last seen, and wishes not answered yet. */
import { z } from 'zod'
import { QueuedSong } from '#core/queue/entry.ts'
import { Operation } from '#core/rooms/operation.ts'
import { RoomSnapshot } from '#core/rooms/state.ts'

/** A wish that the room has not answered yet, with what a page needs to show it and to say what became of it. */
export const KeptWish = z.object({
  operation: Operation,
  /** The song that it is about. */
  song: QueuedSong.nullable(),
  /** Made while there was no line to the room: its maker is told what became of it. */
  isFromOffline: z.boolean(),
})

/** See the schema `KeptWish`. */
export type KeptWish = z.output<typeof KeptWish>

const wishesKey = (roomId: string, memberId: string) => `cuecraft-wishes-${roomId}-${memberId}`

/** The wishes that were kept. Storage that is written at once: a phone that is put away in this moment keeps them. */
export function keptWishes(roomId: string, memberId: string): readonly KeptWish[] {
  try {
    return z.array(KeptWish).parse(JSON.parse(localStorage.getItem(wishesKey(roomId, memberId)) ?? '[]'))
  } catch {
    return []
  }
}

/** Keeps these wishes and no others. */
export function keepWishes(roomId: string, memberId: string, wishes: readonly KeptWish[]): void {
  try {
    if (wishes.length === 0) localStorage.removeItem(wishesKey(roomId, memberId))
    else localStorage.setItem(wishesKey(roomId, memberId), JSON.stringify(wishes))
  } catch {
    // A browser that keeps nothing still sends them when the line is back, as long as the page is open.
  }
}

const databaseName = 'cuecraft-rooms'
const storeName = 'queues'

/** The queue of a room as it was last seen here; undefined when there is none, or none that can be read. */
export async function keptQueue(roomId: string): Promise<RoomSnapshot | undefined> {
  try {
    return RoomSnapshot.safeParse(await inStore('readonly', (store) => store.get(roomId))).data
  } catch {
    return undefined
  }
}

/** Keeps the queue of a room, in the place of the one before. */
export async function keepQueue(roomId: string, snapshot: RoomSnapshot): Promise<void> {
  try {
    await inStore('readwrite', (store) => store.put(snapshot, roomId))
  } catch {
    // Without storage the queue is fetched again.
  }
}

/** Forgets the queue of a room. */
export async function forgetQueue(roomId: string): Promise<void> {
  try {
    await inStore('readwrite', (store) => store.delete(roomId))
  } catch {
    // There was nothing to forget.
  }
}

async function inStore(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  const opening = indexedDB.open(databaseName, 1)
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(storeName))
  const database = (await answerOf(opening)) as IDBDatabase
  try {
    return await answerOf(work(database.transaction(storeName, mode).objectStore(storeName)))
  } finally {
    database.close()
  }
}

function answerOf(request: IDBRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
}
