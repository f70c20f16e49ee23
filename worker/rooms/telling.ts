/** Tells everybody in a room what was written, in order and once; whom it no longer lets in hears why. */
import type { RoomEvent, RoomFact } from '#core/rooms/event.ts'
import type { Connections } from './connections.ts'
import { codeChanged } from './greeting.ts'
import { Later } from './later.ts'

/** Events that come close together leave together: in a crowd later, since each departure is a message to everybody. */
const [leastGatherMs, mostGatherMs, gatherMsPerSocket] = [15, 80, 0.06]

/** Holds what was written and not told yet. */
export class Telling {
  readonly #connections: Connections
  readonly #later = new Later()
  #untold: RoomEvent[] = []

  constructor(connections: Connections) {
    this.#connections = connections
  }

  /** Has events told that are on disk, with others of the same moment. */
  tellSoon(events: readonly RoomEvent[]): void {
    this.#untold.push(...events)
    const gatherMs = this.#connections.introducedCount * gatherMsPerSocket
    this.#later.soon('events', Math.min(mostGatherMs, Math.max(leastGatherMs, gatherMs)), () => this.tell())
  }

  /** Tells at once whatever waits to be told. */
  tell(): void {
    if (this.#untold.length === 0) return
    const events = this.#untold
    this.#untold = []
    for (const { fact } of events) this.#endScreens(fact)
    this.#connections.broadcast({ type: 'events', events })
    for (const { fact } of events) this.#sendAway(fact)
  }

  /** Tells nothing more of a room that is gone. */
  forget(): void {
    this.#untold = []
  }

  /** Screens end with the code that let them in, before they are told the new one. */
  #endScreens(fact: RoomFact): void {
    if (fact.kind !== 'code-changed') return
    for (const screen of this.#connections.screensOfOtherCodes(fact.code))
      this.#connections.dismiss(screen, codeChanged.code, codeChanged.detail)
  }

  /** Whom the room no longer lets in hears why, after everybody was told. */
  #sendAway(fact: RoomFact): void {
    if (fact.kind === 'standing-given' && fact.standing !== 'in') {
      const detail =
        fact.standing === 'kicked' ? 'The host has sent you out.' : 'The host has sent you out for good.'
      for (const socket of this.#connections.socketsOf(fact.memberId))
        this.#connections.dismiss(socket, fact.standing, detail)
    }
    if (fact.kind === 'status-changed' && fact.status === 'closed')
      this.#connections.dismissAll('room-closed', 'This room is over. Thank you for the music.')
  }
}
