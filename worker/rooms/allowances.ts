/** How much of what a member may do in a while is left: one bucket a member and kind, kept in the room's own storage. */
import { operationRates, spend } from '#core/rooms/allowance.ts'
import type { RoomSettings } from '#core/rooms/settings.ts'
import type { RoomState } from '#core/rooms/state.ts'
import { type BucketLevel, takeToken } from '#core/token-bucket.ts'

/** What is counted. */
export type AllowanceKind = keyof RoomSettings['allowances']

/** Keeps the buckets of a room. */
export class Allowances {
  readonly #kept: SyncKvStorage

  constructor(storage: DurableObjectStorage) {
    this.#kept = storage.kv
  }

  /** Takes one of all that a member may ask for, and answers the seconds to wait: 0 when there was one. Whoever is not in has none, and waits for nothing. */
  spendOperation(
    state: RoomState,
    { memberId, nowMs }: { readonly memberId: string; readonly nowMs: number },
  ): number {
    const member = state.members.get(memberId)
    if (member?.standing !== 'in') return 0
    const name = `allowance:operation:${memberId}`
    const taken = takeToken(this.#kept.get<BucketLevel>(name), operationRates[member.role], nowMs)
    // What is refused is not written: a flood costs no writes.
    if (taken.waitSeconds === 0) this.#kept.put(name, taken.level)
    return taken.waitSeconds
  }

  /** When a member asked for something last, in milliseconds; undefined where they have asked for nothing. */
  askedAtMs(memberId: string): number | undefined {
    return this.#kept.get<BucketLevel>(`allowance:operation:${memberId}`)?.atMs
  }

  /** Forgets what a member has used. */
  forget(memberId: string): void {
    for (const kind of ['operation', 'add', 'boost', 'skip'])
      this.#kept.delete(`allowance:${kind}:${memberId}`)
  }

  /** Takes one where there is one, and answers the seconds to wait: 0 when it did. Hosts and co-hosts are not limited. */
  spend(
    state: RoomState,
    {
      memberId,
      kind,
      nowMs,
    }: { readonly memberId: string; readonly kind: AllowanceKind; readonly nowMs: number },
  ): number {
    if (state.members.get(memberId)?.role !== 'guest') return 0
    const name = `allowance:${kind}:${memberId}`
    const taken = spend(this.#kept.get<BucketLevel>(name), state.settings.allowances[kind], nowMs)
    this.#kept.put(name, taken.level)
    return taken.waitSeconds
  }
}
