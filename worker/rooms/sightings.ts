/** When each member was seen last: they came, left, or asked for something. Kept with the room, so that its sleep is no absence. */
import { awayBeforeForgottenMs, forgettable } from '#core/rooms/forgetting.ts'
import type { RoomState } from '#core/rooms/state.ts'
import type { Allowances } from './allowances.ts'

const prefix = 'seen:'

/** See the file. */
export class Sightings {
  readonly #kept: SyncKvStorage
  readonly #allowances: Allowances

  constructor(storage: DurableObjectStorage, allowances: Allowances) {
    this.#kept = storage.kv
    this.#allowances = allowances
  }

  /** Notes that a member is there at this moment. */
  note(memberId: string, nowMs: number): void {
    this.#kept.put(`${prefix}${memberId}`, nowMs)
  }

  /** The members who may be forgotten: they left nothing behind, and have been away for long. */
  longGone(state: RoomState, presentIds: ReadonlySet<string>, nowMs: number): readonly string[] {
    return forgettable(state)
      .map(({ id }) => id)
      .filter((id) => !presentIds.has(id) && nowMs - this.#lastMs(id) >= awayBeforeForgottenMs)
  }

  /** Forgets all that was kept about a member beside the log. */
  forget(memberId: string): void {
    this.#kept.delete(`${prefix}${memberId}`)
    this.#allowances.forget(memberId)
  }

  #lastMs(memberId: string): number {
    return Math.max(
      this.#kept.get<number>(`${prefix}${memberId}`) ?? 0,
      this.#allowances.askedAtMs(memberId) ?? 0,
    )
  }
}
