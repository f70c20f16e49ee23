import fc from 'fast-check'
import { expect, test } from 'vitest'
import { effectiveTurns } from '../queue/fair.ts'
import { isEnding } from './advance.ts'
import { anySettings, anyStep, fill, happen, playOn } from './night.fake.ts'
import type { Wish } from './operation.ts'
import { FakeRoom } from './room.fake.ts'
import type { RoomState } from './state.ts'

function roomOf(): FakeRoom {
  const room = fill(new FakeRoom({ mode: 'fair' }))
  for (const [who, songId] of [
    ['gil', 'i1'],
    ['gus', 'u1'],
    ['gil', 'i2'],
    ['ada', 'a1'],
  ] as const) {
    room.ask(who, { kind: 'add', songId })
  }
  return room
}

/** Takes back the last thing that was written. */
const undo = (room: FakeRoom, who: string, seq = room.state.seq) => room.ask(who, { kind: 'undo', seq })

/** All of a room that an undo can bring back: not what it remembers of places and songs that are gone. */
function standing(state: RoomState) {
  const { entries, playing, settings, status, name, code, round, fallbackNext } = state
  // As the rule counts them: who was more than a round behind may be written down as one behind.
  const members = [...state.members.values()].map((member) => ({
    ...member,
    turns: effectiveTurns(state, member.id),
  }))
  const song = playing && { id: playing.entry.id, rank: playing.rank }
  return {
    members,
    entries: [...entries.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    song,
    settings,
    status,
    name,
    code,
    round,
    fallbackNext,
  }
}

test('undo brings back what was there', () => {
  const undoable: readonly Wish['kind'][] = [
    'add',
    'remove',
    'move',
    'vote',
    'boost',
    'skip',
    'change-settings',
    'set-fallback',
    'name-room',
    'name-self',
    'give-role',
    'mute',
    'kick',
    'ban',
    'readmit',
  ]
  fc.assert(
    fc.property(
      anySettings,
      fc.array(anyStep, { maxLength: 40, size: 'max' }),
      anyStep,
      fc.constantFrom(...undoable),
      (settings, steps, step, kind) => {
        const room = fill(new FakeRoom(settings))
        for (const one of steps) happen(room, one)
        happen(room, { ...step, kind: 'name-self' })
        // In the last seconds of a song, a skip only brings the next one sooner: nothing to bring back.
        if (isEnding(room.state, room.nowMs)) return
        const before = structuredClone(standing(room.state))
        const { seq } = room.state
        happen(room, { ...step, kind, who: 0, passMs: 0 })
        const done = room.log.filter((event) => event.seq > seq)
        if (done.length === 0) return
        expect(undo(room, 'ada', done[0]?.seq)).toHaveProperty('facts')
        expect(standing(room.state)).toEqual(before)
      },
    ),
  )
})

test('what is undone twice is refused, and what was undone can be done again by undoing the undo', () => {
  const room = roomOf()
  room.ask('gil', { kind: 'remove', entryId: room.entryIdOf('i1') })
  const { seq } = room.state
  expect(undo(room, 'gil', seq)).toHaveProperty('facts')
  expect(room.order).toEqual(['i1', 'u1', 'a1', 'i2'])
  expect(undo(room, 'gil', seq)).toMatchObject({ refused: 'cannot-undo' })
  undo(room, 'gil')
  expect(room.order).toEqual(['u1', 'i2', 'a1'])
})

test("guests take back their own, hosts and co-hosts anybody's, as far as they may do the like", () => {
  const room = roomOf()
  room.ask('gil', { kind: 'remove', entryId: room.entryIdOf('i1') })
  expect(undo(room, 'gus')).toMatchObject({ refused: 'not-allowed' })
  expect(undo(room, 'cem')).toHaveProperty('facts')
  room.ask('ada', { kind: 'name-room', name: 'Other' })
  expect(undo(room, 'cem')).toMatchObject({ refused: 'not-allowed' })
  expect(undo(room, 'ada')).toHaveProperty('facts')
  room.ask('ada', { kind: 'give-role', memberId: 'gil', role: 'cohost' })
  room.ask('gil', { kind: 'kick', memberId: 'gus' })
  const kicked = room.state.seq
  room.ask('ada', { kind: 'give-role', memberId: 'gil', role: 'guest' })
  expect(undo(room, 'gil', kicked)).toMatchObject({ refused: 'not-allowed' })
})

test('a skip that is taken back: the song goes on where it was, its turn counts again, and the next waits where it stood', () => {
  const room = roomOf()
  room.ask('ada', { kind: 'play' })
  room.nowMs += 60_400
  const before = structuredClone(standing(room.state))
  room.ask('ada', { kind: 'skip', entryId: room.state.playing?.entry.id ?? 'never' })
  room.nowMs += 5_000
  undo(room, 'ada')
  expect(standing(room.state)).toEqual(before)
  expect(room.state.playing?.anchor).toEqual({ isPaused: false, positionSeconds: 60, atMs: room.nowMs + 400 })
})

test('a skip with nothing behind it, and the first play, can be taken back as well', () => {
  const room = fill(new FakeRoom())
  room.ask('gil', { kind: 'add', songId: 'i1' })
  room.ask('ada', { kind: 'play' })
  const played = room.state.seq
  room.nowMs += 30_400
  room.ask('ada', { kind: 'skip', entryId: room.state.playing?.entry.id ?? 'never' })
  expect(room.state.playing).toBeNull()
  expect(undo(room, 'ada', played)).toMatchObject({ refused: 'cannot-undo' })
  undo(room, 'ada')
  expect(room.state.playing?.anchor.positionSeconds).toBe(30)
  const again = fill(new FakeRoom())
  again.ask('gil', { kind: 'add', songId: 'i1' })
  again.ask('ada', { kind: 'play' })
  undo(again, 'ada')
  expect([again.state.playing, again.order]).toEqual([null, ['i1']])
})

test('a skip by votes that a host takes back leaves no votes behind', () => {
  const room = roomOf()
  room.ask('ada', { kind: 'play' })
  const entryId = room.state.playing?.entry.id ?? 'never'
  for (const who of ['gil', 'gus']) room.ask(who, { kind: 'vote-skip', entryId, isFor: true })
  expect(room.state.playing?.entry.id).not.toBe(entryId)
  expect(undo(room, 'ada')).toHaveProperty('facts')
  expect(room.state.playing?.entry.id).toBe(entryId)
  expect(room.state.skipVotes).toEqual([])
})

test('what has gone on since cannot be taken back, and neither can what happened by itself', () => {
  const room = roomOf()
  const cannot = { refused: 'cannot-undo' }
  const added = room.log.find(({ fact }) => fact.kind === 'added')?.seq ?? 0
  room.ask('ada', { kind: 'play' })
  expect(undo(room, 'gil', added)).toMatchObject(cannot)
  playOn(room)
  expect(undo(room, 'ada')).toMatchObject(cannot)
  room.ask('ada', { kind: 'rotate-code' })
  expect(undo(room, 'ada')).toMatchObject(cannot)
  room.ask('ada', { kind: 'name-room', name: 'One' })
  const named = room.state.seq
  room.ask('ada', { kind: 'name-room', name: 'Two' })
  expect(undo(room, 'ada', named)).toMatchObject(cannot)
  expect(undo(room, 'ada', 9_999)).toMatchObject(cannot)
})

test('a song that comes back to where another stands by now gets a place of its own right behind it', () => {
  const room = fill(new FakeRoom({ mode: 'first-come' }))
  for (const songId of ['one', 'two', 'three']) room.ask('ada', { kind: 'add', songId })
  room.ask('ada', { kind: 'remove', entryId: room.entryIdOf('three') })
  const { seq } = room.state
  // Added at the end, it gets the very key that the third had.
  for (const songId of ['four', 'five']) room.ask('ada', { kind: 'add', songId })
  undo(room, 'ada', seq)
  expect(room.order).toEqual(['one', 'two', 'four', 'three', 'five'])
  const positions = [...room.state.entries.values()].map(({ position }) => position)
  expect(new Set(positions).size).toBe(5)
})

test('a ban that is taken back brings the songs back to where they stood', () => {
  const room = roomOf()
  const before = room.order
  room.ask('ada', { kind: 'ban', memberId: 'gil' })
  expect(room.order).toEqual(['u1', 'a1'])
  undo(room, 'ada')
  expect(room.order).toEqual(before)
  expect(room.state.members.get('gil')?.standing).toBe('in')
})

test('a guest gets no more songs to wait by taking back that they took one out', () => {
  const room = fill(new FakeRoom({ mostWaitingPerGuest: 1 }))
  room.ask('gil', { kind: 'add', songId: 'i1' })
  room.ask('gil', { kind: 'remove', entryId: room.entryIdOf('i1') })
  const { seq } = room.state
  room.ask('gil', { kind: 'add', songId: 'i2' })
  expect(undo(room, 'gil', seq)).toMatchObject({ refused: 'cannot-undo' })
})

test('a song that came back and plays by now does not come back once more', () => {
  const room = new FakeRoom()
  for (const songId of ['a1', 'a2']) room.ask('ada', { kind: 'add', songId })
  room.ask('ada', { kind: 'remove', entryId: room.entryIdOf('a1') })
  const removedSeq = room.state.seq
  undo(room, 'ada', removedSeq)
  room.ask('ada', { kind: 'play' })
  expect(room.state.playing?.entry.song.songId).toBe('a1')
  expect(undo(room, 'ada', removedSeq)).toMatchObject({ refused: 'cannot-undo' })
  expect(room.order).toEqual(['a2'])
})

test('a song that was taken out comes back for nothing; one that has played since costs what adding it does', () => {
  const room = fill(new FakeRoom())
  room.ask('gil', { kind: 'add', songId: 'i1' })
  room.ask('gil', { kind: 'remove', entryId: room.entryIdOf('i1') })
  const removedSeq = room.state.seq
  expect(undo(room, 'gil', removedSeq)).toMatchObject({ costs: null })
  room.ask('ada', { kind: 'play' })
  for (const songId of ['a1', 'a2']) room.ask('ada', { kind: 'add', songId })
  for (let songs = 0; songs < 2; songs += 1) playOn(room)
  expect(room.answer('ada', { kind: 'undo', seq: removedSeq })).toMatchObject({ costs: null })
  expect(undo(room, 'gil', removedSeq)).toMatchObject({ costs: 'add' })
  expect(room.order).toEqual(['i1'])
})
