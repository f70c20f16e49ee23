import fc from 'fast-check'
import { expect, test } from 'vitest'
import { playOn } from './night.fake.ts'
import type { Wish } from './operation.ts'
import { FakeRoom } from './room.fake.ts'
import type { RoomSettings } from './settings.ts'

function roomOf(settings: Partial<RoomSettings>): FakeRoom {
  const room = new FakeRoom(settings)
  for (const guest of ['gil', 'gus', 'gia']) room.join(guest)
  return room
}

const add = (songId: string): Wish => ({ kind: 'add', songId })

test('of one guest only so many songs wait; hosts add what they like', () => {
  const room = roomOf({ mostWaitingPerGuest: 2 })
  for (const songId of ['one', 'two']) expect(room.ask('gil', add(songId))).toMatchObject({ costs: 'add' })
  expect(room.ask('gil', add('three'))).toMatchObject({ refused: 'too-many-waiting' })
  expect(room.ask('gus', add('three'))).toHaveProperty('facts')
  for (const songId of ['four', 'five', 'six'])
    expect(room.ask('ada', add(songId))).toMatchObject({ costs: null })
  room.ask('ada', { kind: 'boost', entryId: room.entryIdOf('one') })
  expect(room.ask('gil', add('seven'))).toMatchObject({ refused: 'too-many-waiting' })
  room.ask('ada', { kind: 'play' })
  expect(room.ask('gil', add('seven'))).toHaveProperty('facts')
})

test('a song is taken once while it waits, while it plays, and for so many minutes after it began', () => {
  const room = roomOf({ duplicateWindowMinutes: 10 })
  room.ask('gil', add('one'))
  expect(room.ask('gus', add('one'))).toMatchObject({ refused: 'duplicate-song' })
  room.ask('ada', { kind: 'play' })
  expect(room.ask('gus', add('one'))).toMatchObject({ refused: 'duplicate-song' })
  playOn(room)
  const beganMs = room.state.playedAtMs.get('one') ?? 0
  room.nowMs = beganMs + 599_999
  expect(room.ask('gus', add('one'))).toMatchObject({ refused: 'duplicate-song' })
  room.nowMs = beganMs + 600_000
  expect(room.ask('gus', add('one'))).toHaveProperty('facts')
})

test('a song that was taken out again may be added again, and a window of nothing takes every song', () => {
  const room = roomOf({ duplicateWindowMinutes: 10 })
  room.ask('gil', add('one'))
  room.ask('gil', { kind: 'remove', entryId: room.entryIdOf('one') })
  expect(room.ask('gus', add('one'))).toHaveProperty('facts')
  room.ask('ada', { kind: 'change-settings', patch: { duplicateWindowMinutes: 0 } })
  expect(room.ask('gus', add('one'))).toHaveProperty('facts')
})

test('a song that is not in the library is refused', () => {
  expect(roomOf({}).ask('gil', add('one'), { song: 'not-found' })).toMatchObject({
    refused: 'song-not-found',
  })
})

test('whoever is muted only takes their own songs out, until they are heard again', () => {
  const room = roomOf({ mode: 'votes' })
  room.ask('gil', add('one'))
  room.ask('gus', add('two'))
  room.ask('ada', { kind: 'mute', memberId: 'gil', isMuted: true })
  const asked: Wish[] = [
    add('three'),
    { kind: 'vote', entryId: room.entryIdOf('two'), isFor: true },
    { kind: 'name-self', name: 'Rude' },
  ]
  for (const wish of asked) expect(room.ask('gil', wish)).toMatchObject({ refused: 'muted' })
  expect(room.ask('gil', { kind: 'remove', entryId: room.entryIdOf('one') })).toHaveProperty('facts')
  room.ask('ada', { kind: 'mute', memberId: 'gil', isMuted: false })
  expect(room.ask('gil', add('three'))).toHaveProperty('facts')
})

test('whoever was kicked asks for nothing more, and their songs stay; with whoever is banned they go', () => {
  const room = roomOf({})
  for (const songId of ['one', 'two']) room.ask('gil', add(songId))
  room.ask('gus', add('three'))
  room.ask('ada', { kind: 'boost', entryId: room.entryIdOf('two') })
  room.ask('ada', { kind: 'kick', memberId: 'gil' })
  expect(room.ask('gil', add('four'))).toMatchObject({ refused: 'sent-away' })
  expect(room.order.toSorted()).toEqual(['one', 'three', 'two'])
  room.join('gil')
  expect(room.ask('gil', add('four'))).toHaveProperty('facts')
  room.ask('ada', { kind: 'ban', memberId: 'gil' })
  expect(room.order).toEqual(['three'])
  expect(room.ask('gil', add('five'))).toMatchObject({ refused: 'sent-away' })
})

test('a name has turns: whoever leaves and comes back does not begin anew', () => {
  const room = roomOf({})
  room.ask('gil', add('one'))
  room.ask('ada', { kind: 'play' })
  room.join('gil')
  expect(room.state.members.get('gil')?.turns).toBe(1)
})

test('a vote is one a person, and can be taken back', () => {
  const room = roomOf({ mode: 'votes' })
  for (const songId of ['one', 'two', 'three']) room.ask('gil', add(songId))
  const vote = (who: string, songId: string, isFor = true) =>
    room.ask(who, { kind: 'vote', entryId: room.entryIdOf(songId), isFor })
  for (const who of ['gus', 'gus', 'gia']) vote(who, 'three')
  vote('gus', 'two')
  expect(room.order).toEqual(['three', 'two', 'one'])
  vote('gus', 'three', false)
  vote('gus', 'three', false)
  expect(room.order).toEqual(['two', 'three', 'one'])
  vote('gia', 'three', false)
  vote('gus', 'two', false)
  expect(room.order).toEqual(['one', 'two', 'three'])
})

test('songs with as many votes play as they were added, whatever was voted and taken back meanwhile', () => {
  const anyVote = fc.record({
    who: fc.constantFrom('ada', 'gil', 'gus', 'gia'),
    at: fc.nat(5),
    isFor: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(anyVote, { maxLength: 40, size: 'max' }), (votes) => {
      const room = roomOf({ mode: 'votes' })
      const songs = ['s0', 's1', 's2', 's3', 's4', 's5']
      for (const [at, songId] of songs.entries())
        room.ask(['ada', 'gil', 'gus'][at % 3] ?? 'ada', add(songId))
      const votesFor = new Map(songs.map((songId) => [songId, new Set<string>()]))
      for (const { who, at, isFor } of votes) {
        room.ask(who, { kind: 'vote', entryId: room.entryIdOf(`s${at}`), isFor })
        if (isFor) votesFor.get(`s${at}`)?.add(who)
        else votesFor.get(`s${at}`)?.delete(who)
      }
      const count = (songId: string) => votesFor.get(songId)?.size ?? 0
      expect(room.order).toEqual(songs.toSorted((one, other) => count(other) - count(one)))
    }),
  )
})

test('first come plays in the order of adding, and the host alone fills a queue of theirs', () => {
  const room = roomOf({ mode: 'first-come' })
  for (const [who, songId] of [
    ['gil', 'one'],
    ['gil', 'two'],
    ['gus', 'three'],
  ] as const)
    room.ask(who, add(songId))
  expect(room.order).toEqual(['one', 'two', 'three'])
  room.ask('ada', { kind: 'change-settings', patch: { mode: 'host-only' } })
  expect(room.ask('gil', add('four'))).toMatchObject({ refused: 'not-allowed' })
  room.ask('ada', add('four'))
  expect(room.order).toEqual(['one', 'two', 'three', 'four'])
})

test('a boost goes ahead of the rule behind earlier ones, costs an allowance, and the turn of whoever added it', () => {
  const room = roomOf({ mode: 'fair' })
  for (const [who, songId] of [
    ['gil', 'i1'],
    ['gil', 'i2'],
    ['gus', 'u1'],
    ['gus', 'u2'],
  ] as const)
    room.ask(who, add(songId))
  expect(room.ask('gil', { kind: 'boost', entryId: room.entryIdOf('i2') })).toMatchObject({ costs: 'boost' })
  expect(room.ask('gil', { kind: 'boost', entryId: room.entryIdOf('i2') })).toEqual({
    facts: [],
    costs: null,
  })
  expect(room.order).toEqual(['i2', 'u1', 'i1', 'u2'])
  room.ask('ada', { kind: 'play' })
  expect(room.state.members.get('gil')?.turns).toBe(1)
  expect(room.order).toEqual(['u1', 'i1', 'u2'])
})
