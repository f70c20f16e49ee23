/** What a room answers to a wish: what is to be written, or why not. */
import type { QueuedSong } from '../queue/entry.ts'
import type { RoomEvent, RoomFact } from './event.ts'
import type { RefusedCode, Wish } from './operation.ts'
import type { Member, RoomState } from './state.ts'

/** An allowance that a wish is counted against; whoever keeps the buckets refuses where it is used up. */
export type Cost = 'add' | 'boost' | 'skip'

/** Facts to be written in this order (none where nothing has to change), or a refusal that says what to do now. */
export type Decision =
  | { readonly facts: readonly RoomFact[]; readonly costs: Cost | null }
  | { readonly refused: RefusedCode; readonly detail: string }

/** What a decision needs to know beside the room. */
export type DecideContext = {
  readonly memberId: string
  readonly nowMs: number
  /** The number of the first event that is written for it. */
  readonly nextSeq: number
  /** The members who have the room open. */
  readonly presentIds: ReadonlySet<string>
  readonly newEntryId: string
  readonly newCode: string
  /** The song that an `add` names, in the host's library; null for every other wish. */
  readonly song: QueuedSong | 'not-found' | null
  /** The songs that a `set-fallback` names, those that there are; null for every other wish. */
  readonly fallback: readonly QueuedSong[] | null
  /** For an `undo`: the event that it names and all others of the same operation, oldest first; else none. */
  readonly past: readonly RoomEvent[]
}

/** One kind of wish. */
export type WishOf<Kind extends Wish['kind']> = Extract<Wish, { kind: Kind }>

/** Everything that a decision is made from. */
export type Asked<Kind extends Wish['kind'] = Wish['kind']> = {
  readonly state: RoomState
  readonly wish: WishOf<Kind>
  readonly context: DecideContext
  /** Who asks. They are in, and may ask for such a thing. */
  readonly member: Member
}

/** Yes, by these facts. */
export function accept(facts: readonly RoomFact[], costs: Cost | null = null): Decision {
  return { facts, costs }
}

/** No, and why. */
export function refuse(refused: RefusedCode, detail: string): Decision {
  return { refused, detail }
}

/** The same, counted against an allowance where a guest asks: hosts and co-hosts are not limited. */
export function costsOf(member: Member, cost: Cost): Cost | null {
  return member.role === 'guest' ? cost : null
}
