import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderOf } from '../queue/order.ts'
import { anyStep, fill, happen, playOn, wishOf } from './night.fake.ts'
import { FakeRoom } from './room.fake.ts'

type Mode = 'fair' | 'votes' | 'first-come' | 'host-only'

/** A room in which songs of the host, of Gil and of Gus wait in turn. */
function roomOf(mode: Mode, count = 6): FakeRoom {
  const room = fill(new FakeRoom({ mode: 'first-come' }))
  for (let at = 0; at < count; at += 1)
    room.ask(['ada', 'gil', 'gus'][at % 3] ?? 'ada', { kind: 'add', songId: `s${at}` })
  room.write([{ kind: 'settings-changed', settings: { mode }, was: {} }])
  return room
}

function move(room: FakeRoom, who: string, songId: string, after: string | null) {
  const afterId = after === null ? null : room.entryIdOf(after)
  return room.ask(who, { kind: 'move', entryId: room.entryIdOf(songId), afterId })
}

const modes = ['fair', 'votes', 'first-come', 'host-only'] as const

test.each(modes)(
  '%s: what a host moves comes to stand right behind where it was put, and no other changes places ahead of it',
  (mode) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(6), fc.nat(7)), { maxLength: 30, size: 'max' }), (moves) => {
        const room = roomOf(mode, 7)
        for (const [one, other] of moves) {
          const before = room.order
          const songId = `s${one}`
          const after = other === 7 ? null : `s${other}`
          if (after === songId) continue
          move(room, 'ada', songId, after)
          const rest = before.filter((id) => id !== songId)
          rest.splice(after === null ? 0 : rest.indexOf(after) + 1, 0, songId)
          // In a room of turns a song that is placed takes one, so that others of its member come later, but none ahead of it does.
          const settled = mode === 'fair' ? rest.indexOf(songId) + 1 : rest.length
          expect(room.order.slice(0, settled)).toEqual(rest.slice(0, settled))
        }
      }),
    )
  },
)

test.each(modes)('%s: a song put where it stands already changes nothing', (mode) => {
  const room = roomOf(mode)
  for (const [at, songId] of room.order.entries()) {
    const after = room.order[at - 1] ?? null
    const before = room.order
    move(room, 'ada', songId, after)
    expect(room.order).toEqual(before)
  }
  expect(move(room, 'ada', room.order[2] ?? '', room.order[1] ?? '')).toMatchObject({ facts: [] })
})

test.each(modes)('%s: behind a song that was taken out meanwhile is still a place', (mode) => {
  const room = roomOf(mode)
  const gone = room.entryIdOf('s2')
  room.ask('ada', { kind: 'remove', entryId: gone })
  expect(room.ask('ada', { kind: 'move', entryId: room.entryIdOf('s5'), afterId: gone })).toHaveProperty(
    'facts',
  )
  const isByHand = mode === 'first-come' || mode === 'host-only'
  expect(room.order).toEqual(isByHand ? ['s0', 's1', 's5', 's3', 's4'] : ['s5', 's0', 's1', 's3', 's4'])
  expect(room.ask('ada', { kind: 'move', entryId: gone, afterId: null })).toMatchObject({
    refused: 'entry-gone',
  })
  expect(room.ask('ada', { kind: 'move', entryId: room.entryIdOf('s1'), afterId: 'never' })).toMatchObject({
    refused: 'entry-gone',
  })
})

test.each(modes)('%s: behind the song that plays by now is the front', (mode) => {
  const room = roomOf(mode)
  const first = room.entryIdOf(room.order[0] ?? '')
  room.ask('ada', { kind: 'play' })
  room.ask('ada', { kind: 'move', entryId: room.entryIdOf('s4'), afterId: first })
  expect(room.order[0]).toBe('s4')
  playOn(room)
  room.ask('ada', { kind: 'move', entryId: room.entryIdOf('s5'), afterId: first })
  expect(room.order[0]).toBe('s5')
})

test('behind a song that was pinned and is gone means between those around it', () => {
  const room = roomOf('fair')
  for (const songId of ['s5', 's4', 's3']) move(room, 'ada', songId, null)
  const gone = room.entryIdOf('s4')
  room.ask('ada', { kind: 'remove', entryId: gone })
  room.ask('ada', { kind: 'move', entryId: room.entryIdOf('s0'), afterId: gone })
  expect(room.order.slice(0, 3)).toEqual(['s3', 's0', 's5'])
})

test('in a room with a rule only the first twenty places can be arranged by hand', () => {
  const room = roomOf('fair', 40)
  expect(move(room, 'ada', 's39', room.order[18] ?? '')).toHaveProperty('facts')
  expect(room.order.indexOf('s39')).toBe(19)
  expect(move(room, 'ada', 's38', room.order[25] ?? '')).toMatchObject({ refused: 'not-allowed' })
  expect(move(room, 'ada', 's38', null)).toHaveProperty('facts')
})

test('votes: a guest changes only which of their own songs with as many votes comes first', () => {
  const room = new FakeRoom({ mode: 'votes' })
  for (const guest of ['gil', 'gus']) room.join(guest)
  for (const songId of ['i1', 'u1', 'i2', 'u2', 'i3']) {
    room.ask(songId.startsWith('i') ? 'gil' : 'gus', { kind: 'add', songId })
  }
  move(room, 'gil', 'i3', null)
  expect(room.order).toEqual(['i3', 'u1', 'i1', 'u2', 'i2'])
  room.ask('gus', { kind: 'vote', entryId: room.entryIdOf('i2'), isFor: true })
  expect(room.order).toEqual(['i2', 'i3', 'u1', 'u2', 'i1'])
  move(room, 'gil', 'i1', 'i2')
  expect(room.order).toEqual(['i2', 'i1', 'u1', 'u2', 'i3'])
  expect(move(room, 'gil', 'u2', null)).toMatchObject({ refused: 'not-allowed' })
})

test('keys stay short and the order right, however often songs are moved to one place', () => {
  for (const mode of ['first-come', 'fair'] as const) {
    const room = roomOf(mode, 12)
    for (let at = 0; at < 2_000; at += 1) {
      const [first = '', second = '', ...rest] = room.order
      const moved = rest[at % 3] ?? ''
      move(room, 'ada', moved, at % 2 === 0 ? first : second)
      expect(room.order.indexOf(moved)).toBe(at % 2 === 0 ? 1 : 2)
    }
    for (const { position, pin } of room.state.entries.values()) {
      expect(Math.max(position.length, pin?.length ?? 0)).toBeLessThanOrEqual(41)
    }
  }
})

test('two who move the same song at once both get an answer, and the later one is where it stands', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 30, size: 'max' }), anyStep, anyStep, (steps, one, other) => {
      const room = fill(new FakeRoom({ mode: 'first-come' }))
      for (const step of steps) happen(room, step)
      if (room.state.status === 'closed') return
      const wishes = [one, other].map((step) => wishOf(room.state, { ...step, kind: 'move' }))
      const answers = wishes.map((wish) => room.ask('ada', wish))
      expect(answers.every((answer) => 'facts' in answer || answer.refused !== undefined)).toBe(true)
      expect(orderOf(room.state).length).toBe(room.state.entries.size)
    }),
  )
})
