/** What a room keeps in step outside its log: the row by which it is found and listed, and the alarm that wakes it. */
import { advanceDueMs } from '#core/rooms/advance.ts'
import type { RoomState } from '#core/rooms/state.ts'
import { openDatabase } from '../db/client.ts'
import type { Bindings } from '../env.ts'
import type { About } from './about.ts'
import { followLog } from './store.ts'

/** Remembers what it wrote last, so that it writes only what is new. */
export class Upkeep {
  readonly #storage: DurableObjectStorage
  readonly #bindings: Bindings
  #mirrored: string | undefined
  #alarmMs: number | undefined

  constructor(storage: DurableObjectStorage, bindings: Bindings) {
    this.#storage = storage
    this.#bindings = bindings
    this.#mirrored = storage.kv.get<string>('mirrored')
  }

  /** Has the row repeat three facts of the log. */
  async mirror(about: About | undefined, { name, code, status }: RoomState): Promise<void> {
    const mirrored = JSON.stringify([name, code, status])
    if (about === undefined || this.#mirrored === mirrored) return
    const db = openDatabase(this.#bindings.DB)
    await followLog(db, { id: about.ownerId }, about.roomId, { name, code, status })
    this.#mirrored = mirrored
    this.#storage.kv.put('mirrored', mirrored)
  }

  /** Has the room woken for its next song, and for its end. */
  async setAlarm(about: About | undefined, state: RoomState | undefined): Promise<void> {
    if (state === undefined || about === undefined || state.status === 'closed') return
    const dueMs = Math.min(advanceDueMs(state) ?? about.expiresAtMs, about.expiresAtMs)
    if (dueMs === this.#alarmMs) return
    await this.#storage.setAlarm(dueMs)
    this.#alarmMs = dueMs
  }

  /** The alarm has rung: none is set any more. */
  alarmRang(): void {
    this.#alarmMs = undefined
  }
}
