/** A room for tests: it keeps its log, and answers wishes as the real one does. */
import { orderOf } from '../queue/order.ts'
import { apply } from './apply.ts'
import { decide } from './decide.ts'
import type { DecideContext, Decision } from './decision.ts'
import type { RoomEvent, RoomFact } from './event.ts'
import type { Wish } from './operation.ts'
import { defaultSettings, type RoomSettings } from './settings.ts'
import { emptyRoom, type RoomState } from './state.ts'

/** A song as a room shows it, named by its id. */
export function fakeSong(songId: string, durationSeconds = 180) {
  return { songId, title: `Song ${songId}`, artist: null, durationSeconds }
}

/** A room and what happened in it. `ada` is the host; others join by being named. */
export class FakeRoom {
  readonly state: RoomState
  readonly log: RoomEvent[] = []
  nowMs = 1_000_000
  readonly present = new Set<string>()
  #entries = 0

  constructor(settings: Partial<RoomSettings> = {}) {
    this.state = emptyRoom(defaultSettings)
    this.write([
      {
        kind: 'created',
        name: 'Night',
        code: 'ABC234',
        settings: { ...defaultSettings, duplicateWindowMinutes: 0, ...settings },
      },
    ])
    this.join('ada', 'host')
  }

  join(memberId: string, role: 'host' | 'cohost' | 'guest' = 'guest'): void {
    this.present.add(memberId)
    this.write([{ kind: 'joined', memberId, name: memberId, role }], { by: memberId })
  }

  /** What the room would answer. */
  answer(memberId: string, wish: Wish, more: Partial<DecideContext> = {}): Decision {
    return this.answerIn(this.state, memberId, wish, more)
  }

  /** What the room would answer if it stood like this. */
  answerIn(state: RoomState, memberId: string, wish: Wish, more: Partial<DecideContext> = {}): Decision {
    return decide(state, wish, {
      memberId,
      nowMs: this.nowMs,
      nextSeq: state.seq + 1,
      presentIds: this.present,
      newEntryId: `e${this.#entries}`,
      newCode: 'XYZ789',
      song: wish.kind === 'add' ? fakeSong(wish.songId) : null,
      fallback: wish.kind === 'set-fallback' ? wish.songIds.map((id) => fakeSong(id)) : null,
      past: wish.kind === 'undo' ? this.operationOf(wish.seq) : [],
      ...more,
    })
  }

  /** Asks, and writes what is granted. */
  ask(memberId: string, wish: Wish, more: Partial<DecideContext> = {}): Decision {
    const decision = this.answer(memberId, wish, more)
    this.#entries += 1
    if ('facts' in decision) {
      const undoes = wish.kind === 'undo' ? wish.seq : null
      this.write(decision.facts, { by: memberId, operationId: `o${this.#entries}`, undoes })
    }
    return decision
  }

  write(
    facts: readonly RoomFact[],
    told: Partial<Pick<RoomEvent, 'by' | 'operationId' | 'undoes'>> = {},
  ): void {
    for (const fact of facts) {
      const event = {
        seq: this.state.seq + 1,
        atMs: this.nowMs,
        by: null,
        operationId: null,
        undoes: null,
        ...told,
        fact,
      }
      this.log.push(event)
      apply(this.state, event)
    }
  }

  /** An id that no entry has had. */
  takeEntryId(): string {
    this.#entries += 1
    return `e${this.#entries - 1}`
  }

  /** The songs that wait, in the order in which they will play. */
  get order(): string[] {
    return orderOf(this.state).map((id) => this.state.entries.get(id)?.song.songId ?? '')
  }

  /** The entry of a song that waits or plays. */
  entryIdOf(songId: string): string {
    const entries = [
      ...this.state.entries.values(),
      ...(this.state.playing === null ? [] : [this.state.playing.entry]),
    ]
    return entries.find(({ song }) => song.songId === songId)?.id ?? 'never'
  }

  private operationOf(seq: number): RoomEvent[] {
    const named = this.log.find((event) => event.seq === seq)
    if (named === undefined) return []
    return named.operationId === null
      ? [named]
      : this.log.filter(({ operationId }) => operationId === named.operationId)
  }
}
