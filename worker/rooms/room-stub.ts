/** Reaches the object of a room from requests. */
import type { Bindings } from '../env.ts'
import type { Room } from './room.ts'

/** What a room can be asked. */
export type RoomStub = Pick<
  Room,
  'begin' | 'join' | 'view' | 'isHeard' | 'eventsAfter' | 'operate' | 'pastState' | 'remove' | 'fetch'
>

/** The object of a room: the same one for everybody who asks. */
export function roomOf(bindings: Bindings, roomId: string): RoomStub {
  // The binding is untyped so that settings need not know classes; the name in wrangler.toml is this class.
  return bindings.ROOMS.getByName(roomId) as unknown as RoomStub
}
