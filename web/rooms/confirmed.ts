/** What the room has said, as a state: a snapshot, and events in order on top of it. */
import { apply } from '#core/rooms/apply.ts'
import type { RoomEvent } from '#core/rooms/event.ts'
import type { RoomMessage } from '#core/rooms/message.ts'
import { type RoomSnapshot, type RoomState, stateOf } from '#core/rooms/state.ts'

/** The state as far as the room has confirmed it; undefined until it has said anything. */
export type Confirmed = { state: RoomState | undefined }

/** What a message changed: `fresh` are the events that were not known, and a hole means that some are missing. */
export type Taken = { readonly fresh: readonly RoomEvent[]; readonly hasHole: boolean }

/** Takes what a welcome says: the whole room, or what was missed. */
export function takeWelcome(confirmed: Confirmed, welcome: Extract<RoomMessage, { type: 'welcome' }>): Taken {
  if (welcome.snapshot !== null) takeSnapshot(confirmed, welcome.snapshot)
  return takeEvents(confirmed, welcome.events)
}

/** Takes a whole room. */
export function takeSnapshot(confirmed: Confirmed, snapshot: RoomSnapshot): void {
  confirmed.state = stateOf(snapshot)
}

/** Takes events. Those that are known already count once; behind a hole nothing is taken. */
export function takeEvents(confirmed: Confirmed, events: readonly RoomEvent[]): Taken {
  const fresh: RoomEvent[] = []
  for (const event of events) {
    const { state } = confirmed
    if (state === undefined || event.seq > state.seq + 1) return { fresh, hasHole: true }
    if (event.seq <= state.seq) continue
    apply(state, event)
    fresh.push(event)
  }
  return { fresh, hasHole: false }
}
