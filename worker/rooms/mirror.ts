/** The row by which a room is found and listed: it repeats three facts of the log, and follows it. */
import type { RoomState } from '#core/rooms/state.ts'
import type { Database } from '../db/client.ts'
import { followLog } from './store.ts'

/** Where the row is, and what it is to repeat; no state where the room is gone. */
export type Mirrored = {
  readonly db: Database
  readonly ownerId: string
  readonly roomId: string
  state(): RoomState | undefined
}

/** Writes the row where it is behind. What was written last is kept with the room. */
export class Mirror {
  readonly #kept: SyncKvStorage
  #written: string | undefined
  #turn: Promise<void> = Promise.resolve()

  constructor(storage: DurableObjectStorage) {
    this.#kept = storage.kv
    this.#written = this.#kept.get<string>('mirrored')
  }

  /** One after the other: of two writes under way at once, the older one could arrive last and stay. */
  async follow(room: Mirrored): Promise<void> {
    const turn = this.#turn.then(() => this.#write(room))
    this.#turn = turn.catch(() => undefined)
    await turn
  }

  async #write({ db, ownerId, roomId, state }: Mirrored): Promise<void> {
    const now = state()
    if (now === undefined) return
    const { name, code, status } = now
    const written = JSON.stringify([name, code, status])
    if (this.#written === written) return
    await followLog(db, { id: ownerId }, roomId, { name, code, status })
    // Deleted meanwhile: nothing is kept of it.
    if (state() === undefined) return
    this.#written = written
    this.#kept.put('mirrored', written)
  }
}
