/** The alarm that wakes a room that sleeps: for its next song, for its end, and for what could not be done at once. */
import { advanceDueMs } from '#core/rooms/advance.ts'
import type { RoomState } from '#core/rooms/state.ts'
import type { About } from './about.ts'

/** What could not be done is tried again after so long, and by the platform if that fails, too. */
const againMs = 5_000

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

  /** Sets it for soon, also where a room is over: something that follows from what happened could not be done. */
  async setAgain(nowMs: number): Promise<void> {
    const dueMs = Math.min(this.#dueMs ?? Number.POSITIVE_INFINITY, nowMs + againMs)
    await this.#storage.setAlarm(dueMs)
    this.#dueMs = dueMs
  }

  /** It has rung: none is set any more. */
  rang(): void {
    this.#dueMs = undefined
  }
}
