import { expect, test } from 'vitest'
import { advance, advanceDueMs } from './advance.ts'
import { endMsOf, positionSecondsAt } from './anchor.ts'
import { playOn } from './night.fake.ts'
import type { Wish } from './operation.ts'
import { FakeRoom, fakeSong } from './room.fake.ts'
import type { RoomSettings } from './settings.ts'

/** A room in which Gil's and Gus's songs wait, of three minutes each, and nothing plays yet. */
function roomOf(songs: readonly string[], settings: Partial<RoomSettings> = {}): FakeRoom {
  const room = new FakeRoom(settings)
  for (const guest of ['gil', 'gus', 'gia']) room.join(guest)
  for (const [at, songId] of songs.entries()) room.ask(at % 2 === 0 ? 'gil' : 'gus', { kind: 'add', songId })
  return room
}

/** The same, with its first song playing for some seconds. */
function playingRoom(songs: readonly string[], settings: Partial<RoomSettings> = {}, seconds = 10): FakeRoom {
  const room = roomOf(songs, settings)
  room.ask('ada', { kind: 'play' })
  room.nowMs = (room.state.playing?.anchor.atMs ?? 0) + seconds * 1000
  return room
}

/** What plays, and what ends, by their songs. */
function heard(room: FakeRoom) {
  const { playing, before } = room.state
  return { playing: playing?.entry.song.songId, before: before?.entry.song.songId }
}

const playingId = (room: FakeRoom) => room.state.playing?.entry.id ?? 'never'

test('whatever somebody presses happens 400 ms later, so that every phone can do it at once', () => {
  const room = roomOf(['one', 'two'])
  room.ask('ada', { kind: 'play' })
  expect(room.state.playing?.anchor).toEqual({ isPaused: false, positionSeconds: 0, atMs: room.nowMs + 400 })
  room.nowMs += 20_400
  room.ask('ada', { kind: 'seek', entryId: playingId(room), positionSeconds: 100 })
  expect(room.state.playing?.anchor).toEqual({
    isPaused: false,
    positionSeconds: 100,
    atMs: room.nowMs + 400,
  })
  room.ask('ada', { kind: 'skip', entryId: playingId(room) })
  expect(room.state.playing?.anchor.atMs).toBe(room.nowMs + 400)
})

test('a pause stops where the song is, and it goes on from there', () => {
  const room = playingRoom(['one'], {}, 30)
  room.ask('ada', { kind: 'pause' })
  expect(room.state.playing?.anchor).toEqual({ isPaused: true, positionSeconds: 30, atMs: room.nowMs })
  expect(advanceDueMs(room.state)).toBeNull()
  room.nowMs += 1_000_000
  room.ask('ada', { kind: 'play' })
  expect(room.state.playing?.anchor).toEqual({ isPaused: false, positionSeconds: 30, atMs: room.nowMs + 400 })
})

test('the next song begins in the very moment in which the one before ends, and is settled seconds ahead', () => {
  const room = playingRoom(['one', 'two'])
  const endMs = room.state.playing === null ? 0 : endMsOf(room.state.playing)
  room.nowMs = advanceDueMs(room.state) ?? 0
  expect(endMs - room.nowMs).toBe(5_000)
  playOn(room)
  expect(heard(room)).toEqual({ playing: 'two', before: 'one' })
  expect(room.state.playing?.anchor.atMs).toBe(endMs)
})

test('with a crossfade it begins that much earlier, and never by more than half of a song', () => {
  const room = playingRoom(['one', 'two'], { crossfadeSeconds: 8 })
  const endMs = room.state.playing === null ? 0 : endMsOf(room.state.playing)
  playOn(room)
  expect(room.state.playing?.anchor.atMs).toBe(endMs - 8_000)
  const short = roomOf([], { crossfadeSeconds: 8 })
  for (const songId of ['three', 'four'])
    short.ask('gil', { kind: 'add', songId }, { song: fakeSong(songId, 10) })
  short.ask('ada', { kind: 'play' })
  const beganMs = short.state.playing?.anchor.atMs ?? 0
  playOn(short)
  expect((short.state.playing?.anchor.atMs ?? 0) - beganMs).toBe(5_000)
})

test('a room that overslept goes on from now, not from the past', () => {
  const room = playingRoom(['one', 'two'])
  room.nowMs += 3_600_000
  const fact = advance(room.state, { nowMs: room.nowMs, cause: 'ended', newEntryId: 'x', nextSeq: 99 })
  expect(fact?.anchor.atMs).toBe(room.nowMs + 400)
})

test('two people who skip the same song at once skip one song', () => {
  const room = playingRoom(['one', 'two', 'three'])
  const skip: Wish = { kind: 'skip', entryId: playingId(room) }
  expect(room.ask('ada', skip)).toHaveProperty('facts')
  room.nowMs += 50
  expect(room.ask('ada', skip)).toMatchObject({ refused: 'already-over' })
  expect(heard(room).playing).toBe('two')
})

test('in the last seconds of a song, skipping it begins the next at once, and only once', () => {
  const room = playingRoom(['one', 'two', 'three'])
  const skip: Wish = { kind: 'skip', entryId: playingId(room) }
  room.nowMs = advanceDueMs(room.state) ?? 0
  const fact = advance(room.state, { nowMs: room.nowMs, cause: 'ended', newEntryId: 'x', nextSeq: 99 })
  if (fact !== undefined) room.write([fact])
  room.nowMs += 1_000
  expect(room.ask('ada', skip)).toHaveProperty('facts')
  expect(heard(room).playing).toBe('two')
  expect(room.state.playing?.anchor.atMs).toBe(room.nowMs + 400)
  room.nowMs += 10
  expect(room.ask('ada', skip)).toMatchObject({ refused: 'already-over' })
})

/** A room three seconds before its first song ends: the next is settled. */
function endingRoom(songs: readonly string[]): FakeRoom {
  const room = playingRoom(songs)
  room.nowMs = advanceDueMs(room.state) ?? 0
  const fact = advance(room.state, { nowMs: room.nowMs, cause: 'ended', newEntryId: 'x', nextSeq: 99 })
  if (fact !== undefined) room.write([fact])
  room.nowMs += 2_000
  return room
}

test('a pause in the last seconds of a song pauses that song, and what was to come waits again', () => {
  const room = endingRoom(['one', 'two', 'three'])
  expect(room.order).toEqual(['three'])
  room.ask('ada', { kind: 'pause' })
  expect(heard(room)).toEqual({ playing: 'one', before: undefined })
  expect(room.state.playing?.anchor).toMatchObject({ isPaused: true, positionSeconds: 177 })
  expect(room.order).toEqual(['two', 'three'])
  expect(room.state.members.get('gus')?.turns).toBe(0)
  expect(room.state.members.get('gil')?.turns).toBe(1)
})

test('what was to come cannot be played: the song that ends plays on, and another follows it without a gap', () => {
  const room = endingRoom(['one', 'two', 'three'])
  const endMs = room.state.playing?.anchor.atMs
  room.ask('ada', { kind: 'report-unplayable', entryId: playingId(room) })
  expect(heard(room).playing).toBe('one')
  expect(
    positionSecondsAt(
      room.state.playing?.anchor ?? { isPaused: true, positionSeconds: 0, atMs: 0 },
      room.nowMs,
    ),
  ).toBe(177)
  playOn(room)
  expect(heard(room)).toEqual({ playing: 'three', before: 'one' })
  expect(room.state.playing?.anchor.atMs).toBe(endMs)
})

test('a song that vanished from the library while it plays makes way, and it was no turn', () => {
  const room = playingRoom(['one', 'two'])
  room.ask('ada', { kind: 'report-unplayable', entryId: playingId(room) })
  expect(heard(room).playing).toBe('two')
  expect(room.state.members.get('gil')?.turns).toBe(0)
})

test("a guest's phone that cannot play a song is one vote where all phones play, and nothing where the host's does", () => {
  const quiet = playingRoom(['one', 'two'], { playOn: 'host' })
  expect(quiet.ask('gia', { kind: 'report-unplayable', entryId: playingId(quiet) })).toMatchObject({
    refused: 'not-allowed',
  })
  const loud = playingRoom(['one', 'two'], { playOn: 'everyone' })
  loud.ask('gia', { kind: 'report-unplayable', entryId: playingId(loud) })
  expect([heard(loud).playing, loud.state.skipVotes]).toEqual(['one', ['gia']])
  loud.ask('gil', { kind: 'report-unplayable', entryId: playingId(loud) })
  expect(heard(loud).playing).toBe('two')
})

test('enough of those who are there skip a song by their votes; those who left do not count', () => {
  const room = playingRoom(['one', 'two'], { skipQuorum: 0.6 })
  const vote = (who: string, isFor = true) =>
    room.ask(who, { kind: 'vote-skip', entryId: playingId(room), isFor })
  expect(vote('gil')).toMatchObject({ costs: 'skip' })
  vote('gil')
  vote('gus')
  expect(heard(room).playing).toBe('one')
  room.present.delete('gil')
  vote('gia')
  expect(heard(room)).toMatchObject({ playing: 'two' })
  expect(room.state.skipVotes).toEqual([])
  expect(room.state.members.get('gil')?.turns).toBe(0)
})

test('a vote to skip can be taken back', () => {
  const room = playingRoom(['one', 'two'])
  const vote = (who: string, isFor: boolean) =>
    room.ask(who, { kind: 'vote-skip', entryId: playingId(room), isFor })
  vote('gil', true)
  vote('gil', false)
  vote('gus', true)
  expect([heard(room).playing, room.state.skipVotes]).toEqual(['one', ['gus']])
})

test('a guest skips their own song; it is a turn once half of it was heard', () => {
  for (const [seconds, turns] of [
    [80, 0],
    [100, 1],
  ] as const) {
    const room = playingRoom(['one', 'two'], {}, seconds)
    expect(room.ask('gus', { kind: 'skip', entryId: playingId(room) })).toMatchObject({
      refused: 'not-allowed',
    })
    expect(room.ask('gil', { kind: 'skip', entryId: playingId(room) })).toMatchObject({ costs: 'skip' })
    expect(room.state.members.get('gil')?.turns).toBe(turns)
  }
})

test('when the last song is over the room falls silent, and whoever adds a song then is heard at once', () => {
  const room = playingRoom(['one'])
  const endMs = room.state.playing === null ? 0 : endMsOf(room.state.playing)
  expect(advanceDueMs(room.state)).toBe(endMs)
  playOn(room)
  expect(heard(room)).toEqual({ playing: undefined, before: 'one' })
  expect(room.state.before?.anchor).toMatchObject({ isPaused: true, positionSeconds: 180 })
  room.ask('gus', { kind: 'add', songId: 'two' })
  expect(heard(room).playing).toBe('two')
  expect(room.state.entries.size).toBe(0)
})

test('nothing plays by itself in a room where nobody has pressed play yet', () => {
  const room = roomOf(['one'])
  expect([room.state.playing, advanceDueMs(room.state)]).toEqual([null, null])
})

test('the fallback goes round while nothing waits, is nobody turn, and makes way for what is added', () => {
  const room = roomOf([])
  room.ask('ada', { kind: 'set-fallback', songIds: ['f1', 'f2', 'f3'] })
  room.ask('ada', { kind: 'play' })
  const songs = []
  for (let at = 0; at < 4; at += 1) {
    songs.push(heard(room).playing)
    playOn(room)
  }
  expect(songs).toEqual(['f1', 'f2', 'f3', 'f1'])
  room.ask('gil', { kind: 'add', songId: 'one' })
  playOn(room)
  expect(heard(room).playing).toBe('one')
  playOn(room)
  expect(heard(room).playing).toBe('f3')
  expect(room.state.round).toBe(0)
})

test('a room that is closed falls silent and answers nobody; one that is locked goes on', () => {
  const room = playingRoom(['one', 'two'])
  room.ask('ada', { kind: 'set-status', status: 'locked' })
  expect(room.ask('gil', { kind: 'add', songId: 'three' })).toHaveProperty('facts')
  room.ask('ada', { kind: 'set-status', status: 'closed' })
  expect(room.state.playing?.anchor.isPaused).toBe(true)
  expect(advanceDueMs(room.state)).toBeNull()
  for (const who of ['ada', 'gil'])
    expect(room.ask(who, { kind: 'play' })).toMatchObject({ refused: 'room-closed' })
})
