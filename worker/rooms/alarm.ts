/** The alarm that wakes a room that sleeps: for its next song, and for its end. */
import { advanceDueMs } from '#core/rooms/advance.ts'
import type { RoomState } from '#core/rooms/state.ts'
import type { About } from './about.ts'

/** Remembers when it is set for, so that only another time is written. */
export class Alarm {
  readonly #storage: DurableObjectStorage
  #dueMs: number | undefined

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage
  }

  /** Sets it for what comes first; a room that is over or gone needs none. */
  async set(about: About | undefined, state: RoomState | undefined): Promise<void> {
    if (state === undefined || about === undefined || state.status === 'closed') return
    const dueMs = Math.min(advanceDueMs(state) ?? about.expiresAtMs, about.expiresAtMs)
    if (dueMs === this.#dueMs) return
    await this.#storage.setAlarm(dueMs)
    this.#dueMs = dueMs
  }

  /** It has rung: none is set any more. */
  rang(): void {
    this.#dueMs = undefined
  }
}
