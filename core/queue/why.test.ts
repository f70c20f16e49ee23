import { expect, test } from 'vitest'
import { FakeRoom } from '../rooms/room.fake.ts'
import { whyTeller } from './why.ts'

const people = [
  ['ann', 'Ann'],
  ['ben', 'Ben'],
  ['cem', 'Cem'],
] as const

function roomOf(mode: 'fair' | 'votes' | 'first-come' | 'host-only', songs: readonly string[]): FakeRoom {
  const room = new FakeRoom({ mode: 'first-come' })
  for (const [id, name] of people) {
    room.join(id)
    room.ask(id, { kind: 'name-self', name })
  }
  for (const songId of songs) {
    const [id] = people.find(([known]) => songId.startsWith(known)) ?? ['ada']
    room.ask(id, { kind: 'add', songId })
  }
  room.write([{ kind: 'settings-changed', settings: { mode }, was: {} }])
  return room
}

/** Why each song comes when it comes, in their order. */
function told(room: FakeRoom): string[] {
  const tell = whyTeller(room.state)
  return room.order.map((songId) => {
    const entry = room.state.entries.get(room.entryIdOf(songId))
    return entry === undefined ? '' : tell(entry)
  })
}

test('turns: who waited longest, whose first turn it is, and how many turns it takes', () => {
  const room = roomOf('fair', ['ann1', 'ann2', 'ann3', 'ben1'])
  expect(told(room)).toEqual([
    "Ann's first turn: of those with as few, Ann has waited longest.",
    "Ben's first turn.",
    "Ann's second turn from now; others have theirs in between.",
    "Ann's third turn from now; others have theirs in between.",
  ])
  room.ask('ada', { kind: 'play' })
  expect(told(room).slice(0, 2)).toEqual(["Ben's first turn: Ben has had the fewest.", "Ann's next turn."])
  room.ask('ada', { kind: 'remove', entryId: room.entryIdOf('ben1') })
  expect(told(room)[0]).toBe('Only songs of Ann are waiting.')
})

test('what was placed by hand says by whom, in every mode', () => {
  for (const mode of ['fair', 'votes', 'first-come', 'host-only'] as const) {
    const room = roomOf(mode, ['ann1', 'ben1', 'ann2'])
    room.ask('ada', { kind: 'name-self', name: 'Ada' })
    room.ask('ada', { kind: 'boost', entryId: room.entryIdOf('ann2') })
    expect(told(room)[0]).toBe('Placed by Ada.')
  }
  const room = roomOf('fair', ['ann1', 'ben1'])
  room.ask('ben', { kind: 'boost', entryId: room.entryIdOf('ben1') })
  expect(told(room)[0]).toBe('Ben sent their own song ahead.')
})

test('votes are counted; other queues say whose order it is', () => {
  const room = roomOf('votes', ['ann1', 'ben1', 'cem1'])
  for (const who of ['ann', 'ben'])
    room.ask(who, { kind: 'vote', entryId: room.entryIdOf('cem1'), isFor: true })
  room.ask('ann', { kind: 'vote', entryId: room.entryIdOf('ben1'), isFor: true })
  expect(told(room)).toEqual([
    '2 votes; added by Cem.',
    '1 vote; added by Ben.',
    'No votes yet; added by Ann.',
  ])
  expect(told(roomOf('first-come', ['ann1']))).toEqual(['In the order of the queue; added by Ann.'])
  expect(told(roomOf('host-only', ['ann1']))).toEqual(['In the order that the host chose.'])
})
