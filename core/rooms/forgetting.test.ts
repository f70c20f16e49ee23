import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderOf } from '../queue/order.ts'
import { whyTeller } from '../queue/why.ts'
import { apply } from './apply.ts'
import { forgettable } from './forgetting.ts'
import { anySettings, anyStep, fill, happen } from './night.fake.ts'
import { FakeRoom } from './room.fake.ts'
import { defaultSettings } from './settings.ts'
import { emptyRoom, type RoomState } from './state.ts'

function forget(room: FakeRoom): readonly string[] {
  const memberIds = forgettable(room.state).map(({ id }) => id)
  room.write([{ kind: 'forgotten', memberIds }])
  return memberIds
}

/** All that somebody can see of a room who stays in it. */
function seen(state: RoomState) {
  const { members, seq: _, ...others } = structuredClone(state)
  const whyOf = whyTeller(state)
  return { ...others, order: orderOf(state), why: [...state.entries.values()].map(whyOf) }
}

const anyNight = fc.array(anyStep, { maxLength: 60, size: 'max' })

test('whoever is forgotten leaves the room as it is: what waits, why, what plays, and all votes', () => {
  fc.assert(
    fc.property(anySettings, anyNight, (settings, steps) => {
      const room = fill(new FakeRoom(settings))
      for (const step of steps) happen(room, step)
      const before = seen(room.state)
      const gone = forget(room)
      expect(seen(room.state)).toEqual(before)
      expect(gone.filter((id) => room.state.members.has(id))).toEqual([])
    }),
  )
})

test('a night goes on after some were forgotten, and its log replays to the same room', () => {
  fc.assert(
    fc.property(anySettings, anyNight, anyNight, (settings, steps, later) => {
      const room = fill(new FakeRoom(settings))
      for (const step of steps) happen(room, step)
      const gone = forget(room)
      for (const step of later) happen(room, step)
      const replayed = emptyRoom(defaultSettings)
      for (const event of room.log) apply(replayed, event)
      expect(replayed).toEqual(room.state)
      // Nothing of them comes back, not even by an undo.
      for (const { addedBy, votes } of room.state.entries.values())
        expect(gone.filter((id) => id === addedBy || votes.includes(id))).toEqual([])
    }),
  )
})

test('who has had a turn, waits with a song or has voted is kept, and so are hosts, the muted and the banned', () => {
  const room = new FakeRoom({ mode: 'votes' })
  for (const name of ['idle', 'adds', 'votes', 'muted', 'banned']) room.join(name)
  room.join('cohost', 'cohost')
  room.ask('adds', { kind: 'add', songId: 'one' })
  room.ask('votes', { kind: 'vote', entryId: room.entryIdOf('one'), isFor: true })
  room.ask('ada', { kind: 'mute', memberId: 'muted', isMuted: true })
  room.ask('ada', { kind: 'ban', memberId: 'banned' })
  expect(forget(room)).toEqual(['idle'])
  expect(room.answer('idle', { kind: 'name-self', name: 'Idle' })).toMatchObject({ refused: 'not-allowed' })
})
