import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderOf } from '../queue/order.ts'
import { apply } from './apply.ts'
import type { RoomEvent } from './event.ts'
import { anySettings, anyStep, askerOf, fill, happen, pass, type Step, wishOf } from './night.fake.ts'
import type { Operation } from './operation.ts'
import { overlay, type Pending } from './overlay.ts'
import { FakeRoom, fakeSong } from './room.fake.ts'
import { copyOfState, type RoomState } from './state.ts'

/** A phone: what it has heard of the room, and what it has asked for without an answer. */
class Phone {
  readonly confirmed: RoomState
  readonly memberId: string
  readonly toRoom: Operation[] = []
  readonly toPhone: ({ event: RoomEvent } | { answered: string })[] = []
  pending: Pending[] = []

  constructor(memberId: string, room: FakeRoom) {
    this.memberId = memberId
    this.confirmed = copyOfState(room.state)
  }

  get shown(): RoomState {
    return overlay(this.confirmed, this.pending, { memberId: this.memberId, nowMs: 0, presentIds: new Set() })
  }

  ask(step: Step, id: string): void {
    const wish = wishOf(this.shown, step)
    const operation = { id, wish }
    this.toRoom.push(operation)
    this.pending.push({ operation, song: wish.kind === 'add' ? fakeSong(wish.songId) : null })
  }

  hear(): void {
    const message = this.toPhone.shift()
    if (message === undefined) return
    if ('event' in message) apply(this.confirmed, message.event)
    else this.pending = this.pending.filter(({ operation }) => operation.id !== message.answered)
  }
}

/** The room takes what a phone sent first, and tells everybody. */
function deliver(room: FakeRoom, from: Phone, phones: readonly Phone[]): void {
  const operation = from.toRoom.shift()
  if (operation === undefined) return
  const heardSeq = room.state.seq
  room.ask(from.memberId, operation.wish)
  for (const event of room.log.filter(({ seq }) => seq > heardSeq)) {
    for (const phone of phones) phone.toPhone.push({ event })
  }
  from.toPhone.push({ answered: operation.id })
}

const anyTurn = fc.record({
  what: fc.constantFrom('ask', 'deliver', 'hear', 'hear', 'hear'),
  phone: fc.nat(3),
  step: anyStep,
})

type Turn = { readonly what: string; readonly phone: number; readonly step: Step }

function takeTurn(room: FakeRoom, phones: readonly Phone[], turn: Turn, id: string): void {
  const phone = phones[turn.phone]
  if (turn.what === 'ask') phone?.ask(turn.step, id)
  else if (turn.what === 'hear') phone?.hear()
  else if (phone !== undefined) deliver(room, phone, phones)
}

/** Everything that is on its way arrives. */
function settle(room: FakeRoom, phones: readonly Phone[]): void {
  for (const phone of phones) while (phone.toRoom.length > 0) deliver(room, phone, phones)
  for (const phone of phones) while (phone.toPhone.length > 0) phone.hear()
}

test('all phones come to the same room, in whatever order messages arrive, with anything pending meanwhile', () => {
  const anySteps = fc.array(anyStep, { maxLength: 20, size: 'max' })
  const anyTurns = fc.array(anyTurn, { maxLength: 120, size: 'max' })
  fc.assert(
    fc.property(anySettings, anySteps, anyTurns, (settings, steps, turns) => {
      const room = fill(new FakeRoom(settings))
      for (const step of steps) happen(room, step)
      const phones = ['ada', 'cem', 'gil', 'gus'].map((memberId) => new Phone(memberId, room))
      for (const [at, turn] of turns.entries()) takeTurn(room, phones, turn, `o${at}`)
      settle(room, phones)
      for (const phone of phones) {
        expect(phone.pending).toEqual([])
        expect(phone.shown).toEqual(room.state)
        expect(orderOf(phone.shown)).toEqual(orderOf(room.state))
      }
    }),
  )
})

test('what is pending is shown, and changes nothing of what is confirmed', () => {
  fc.assert(
    fc.property(
      anySettings,
      fc.array(anyStep, { maxLength: 40, size: 'max' }),
      fc.array(anyStep, { maxLength: 5 }),
      (settings, steps, wishes) => {
        const room = fill(new FakeRoom(settings))
        for (const step of steps) happen(room, step)
        const before = structuredClone(room.state)
        const phone = new Phone('ada', room)
        for (const [at, step] of wishes.entries()) phone.ask(step, `o${at}`)
        const { shown } = phone
        expect(phone.confirmed).toEqual(before)
        expect(shown.seq).toBe(before.seq)
      },
    ),
  )
})

test('a phone guesses right what the room will say, where nobody else asks for anything', () => {
  fc.assert(
    fc.property(
      anySettings,
      fc.array(anyStep, { maxLength: 40, size: 'max' }),
      anyStep,
      (settings, steps, step) => {
        const room = fill(new FakeRoom(settings))
        for (const one of steps) happen(room, one)
        pass(room, step.passMs)
        const memberId = askerOf(step)
        const wish = wishOf(room.state, step)
        // Only the room knows its history, its library and its next code.
        if (['undo', 'set-fallback', 'rotate-code'].includes(wish.kind)) return
        const song = wish.kind === 'add' ? fakeSong(wish.songId) : null
        const shown = overlay(room.state, [{ operation: { id: 'o', wish }, song }], {
          ...{ memberId, nowMs: room.nowMs, presentIds: room.present },
        })
        const expected = copyOfState(shown)
        room.ask(memberId, wish, { newEntryId: 'pending:o' })
        expect({ ...expected, seq: 0 }).toEqual({ ...room.state, seq: 0 })
      },
    ),
  )
})
