import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextOf, orderOf } from '../queue/order.ts'
import { waitingOf } from '../queue/waiting.ts'
import { apply } from './apply.ts'
import { RoomEvent } from './event.ts'
import { anySettings, anyStep, everybody, fill, happen, pass, wishOf } from './night.fake.ts'
import { RefusedCode, type Wish } from './operation.ts'
import { FakeRoom } from './room.fake.ts'
import { defaultSettings } from './settings.ts'
import { emptyRoom, RoomSnapshot, snapshotOf, stateOf } from './state.ts'

const anyNight = fc.record({
  settings: anySettings,
  steps: fc.array(anyStep, { maxLength: 80, size: 'max' }),
})

type Night = typeof anyNight extends fc.Arbitrary<infer Value> ? Value : never

function live({ settings, steps }: Night): FakeRoom {
  const room = fill(new FakeRoom(settings))
  for (const step of steps) happen(room, step)
  return room
}

test('replaying the log gives the room that lived through it', () => {
  fc.assert(
    fc.property(anyNight, (night) => {
      const room = live(night)
      const replayed = emptyRoom(defaultSettings)
      for (const event of room.log) apply(replayed, event)
      expect(replayed).toEqual(room.state)
    }),
  )
})

test('a snapshot taken anywhere, sent as text and continued, gives the same room', () => {
  fc.assert(
    fc.property(anyNight, fc.nat(10_000), (night, at) => {
      const room = live(night)
      const until = at % (room.log.length + 1)
      const early = emptyRoom(defaultSettings)
      for (const event of room.log.slice(0, until)) apply(early, event)
      const sent: unknown = JSON.parse(JSON.stringify(snapshotOf(early)))
      const continued = stateOf(RoomSnapshot.parse(sent))
      for (const event of room.log.slice(until))
        apply(continued, RoomEvent.parse(JSON.parse(JSON.stringify(event))))
      expect(continued).toEqual(room.state)
    }),
  )
})

test('every wish of everybody is granted by facts that the schema takes, or refused by a code that it knows', () => {
  fc.assert(
    fc.property(anyNight, anyStep, (night, step) => {
      const room = live(night)
      for (const who of everybody) {
        const decision = room.answer(who, wishOf(room.state, step))
        if ('refused' in decision) {
          expect(RefusedCode.safeParse(decision.refused).success).toBe(true)
          expect(decision.detail).toMatch(/\.$/)
        } else {
          for (const fact of decision.facts) {
            const event = { seq: 1, atMs: 0, by: null, operationId: null, undoes: null, fact }
            expect(RoomEvent.parse(event)).toEqual(event)
          }
        }
      }
    }),
  )
})

/** Wishes that say how something is to be: there is nothing more to do once it is. */
const saysHow: ReadonlySet<string> = new Set<Wish['kind']>([
  'move',
  'boost',
  'vote',
  'vote-skip',
  'play',
  'pause',
  'change-settings',
  'set-fallback',
  'set-status',
  'name-room',
  'name-self',
  'give-role',
  'mute',
  'kick',
  'ban',
  'readmit',
])

test('the same wish once more makes no event', () => {
  fc.assert(
    fc.property(anyNight, anyStep, (night, step) => {
      const room = live(night)
      const wish = wishOf(room.state, step)
      fc.pre(saysHow.has(wish.kind))
      const { seq } = room.state
      room.ask('ada', wish)
      fc.pre(room.state.seq > seq)
      const again = room.answer('ada', wish)
      expect('facts' in again ? again.facts : []).toEqual([])
    }),
  )
})

test('deciding changes nothing', () => {
  fc.assert(
    fc.property(anyNight, anyStep, (night, step) => {
      const room = live(night)
      const before = structuredClone(room.state)
      for (const who of everybody) room.answer(who, wishOf(room.state, step))
      expect(room.state).toEqual(before)
    }),
  )
})

test('what is kept beside the entries is what follows from them, and the next song is the first of the order', () => {
  fc.assert(
    fc.property(anyNight, (night) => {
      const { state } = live(night)
      const fresh = waitingOf(state.entries.values())
      expect(state.waiting).toEqual(fresh)
      const order = orderOf(state)
      expect(order.toSorted()).toEqual([...state.entries.keys()].toSorted())
      expect(nextOf(state)?.id).toBe(order[0])
    }),
  )
})

test('no two places are ever the same, and no song is in the queue while it plays', () => {
  fc.assert(
    fc.property(anyNight, (night) => {
      const { state } = live(night)
      const positions = [...state.entries.values()].map(({ position }) => position)
      const pins = [...state.entries.values()].flatMap(({ pin }) => pin ?? [])
      expect(new Set(positions).size).toBe(positions.length)
      expect(new Set(pins).size).toBe(pins.length)
      expect(state.entries.has(state.playing?.entry.id ?? '')).toBe(false)
    }),
  )
})

test('a room of which nobody asks anything plays what waits to its end, and falls silent', () => {
  fc.assert(
    fc.property(anyNight, (night) => {
      const room = live(night)
      const { state } = room
      if (state.settings.fallback.length > 0 || state.playing === null || state.playing.anchor.isPaused)
        return
      if (state.status === 'closed') return
      pass(room, (state.entries.size + 2) * 200_000)
      expect([state.entries.size, state.playing]).toEqual([0, null])
    }),
  )
})
