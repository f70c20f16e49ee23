/** What a crowd is told now and then, many in one message: who came and went, reactions, and how far players are off. */
import type { RoomMessage } from '#core/rooms/message.ts'
import { Later } from './later.ts'

/** People come and go in crowds: one message tells of many. */
const presenceMs = 400
const reactionsMs = 150
const driftsMs = 2_000
const mostReactionsAtOnce = 40

/** Somebody's reaction. */
export type ReactionItem = Extract<RoomMessage, { type: 'reactions' }>['items'][number]

/** Those who are there, and the way to tell them. */
export type Audience = {
  present(): ReadonlySet<string>
  broadcast(message: RoomMessage): void
}

/** Gathers what happens in a moment; nothing of it is kept once it was told. */
export class Crowd {
  readonly #audience: Audience
  readonly #later = new Later()
  readonly #drifts = new Map<string, number>()
  #reactions: ReactionItem[] = []
  #shownPresent: ReadonlySet<string>

  constructor(audience: Audience) {
    this.#audience = audience
    this.#shownPresent = audience.present()
  }

  /** A socket of somebody has come, or gone. */
  presenceChanged(): void {
    this.#later.soon('presence', presenceMs, () => this.#tellPresence())
  }

  /** Shows a reaction to everybody, with others of the same moment. */
  react(item: ReactionItem): void {
    if (this.#reactions.length < mostReactionsAtOnce) this.#reactions.push(item)
    this.#later.soon('reactions', reactionsMs, () => {
      this.#audience.broadcast({ type: 'reactions', items: this.#reactions })
      this.#reactions = []
    })
  }

  /** Notes how far a player is off; everybody is told now and then. */
  noteDrift(memberId: string, milliseconds: number): void {
    this.#drifts.set(memberId, Math.round(milliseconds * 10) / 10)
    this.#later.soon('drifts', driftsMs, () => this.#tellDrifts())
  }

  /** Says no more of a player that has gone. */
  forgetDrift(memberId: string): void {
    this.#drifts.delete(memberId)
  }

  #tellDrifts(): void {
    const items = [...this.#drifts].map(([memberId, milliseconds]) => ({ memberId, milliseconds }))
    this.#drifts.clear()
    if (items.length > 0) this.#audience.broadcast({ type: 'drifts', items })
  }

  #tellPresence(): void {
    const present = this.#audience.present()
    const came = [...present].filter((id) => !this.#shownPresent.has(id))
    const went = [...this.#shownPresent].filter((id) => !present.has(id))
    this.#shownPresent = present
    if (came.length + went.length > 0) this.#audience.broadcast({ type: 'presence', came, went })
  }
}
