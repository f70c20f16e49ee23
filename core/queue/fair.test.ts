import fc from 'fast-check'
import { expect, test } from 'vitest'
import { playOn } from '../rooms/night.fake.ts'
import { FakeRoom } from '../rooms/room.fake.ts'

const guests = ['a', 'b', 'c', 'd', 'e']

function roomOf(members: readonly string[] = guests): FakeRoom {
  const room = new FakeRoom({ mode: 'fair', mostWaitingPerGuest: null })
  for (const member of members) room.join(member)
  return room
}

/** Adds songs; each is named by its member and a number. */
function add(room: FakeRoom, ...songs: readonly string[]): void {
  for (const songId of songs) room.ask(songId.charAt(0), { kind: 'add', songId })
}

/** Plays to the end of what waits; the songs as they were heard. */
function heard(room: FakeRoom, most = 1_000): string[] {
  const songs: string[] = []
  if (room.state.playing === null) room.ask('ada', { kind: 'play' })
  while (room.state.playing !== null && songs.length < most) {
    songs.push(room.state.playing.entry.song.songId)
    if (songs.length < most) playOn(room)
  }
  return songs
}

test('A adds three songs, B two and C one: they play A1 B1 C1 A2 B2 A3', () => {
  const room = roomOf()
  add(room, 'a1', 'a2', 'a3', 'b1', 'b2', 'c1')
  const fair = ['a1', 'b1', 'c1', 'a2', 'b2', 'a3']
  expect(room.order).toEqual(fair)
  expect(heard(room)).toEqual(fair)
})

test('the song that plays counts as a turn', () => {
  const room = roomOf()
  add(room, 'a1', 'a2')
  heard(room, 1)
  add(room, 'b1')
  expect(room.order).toEqual(['b1', 'a2'])
})

test('whoever comes late catches up by one round at most', () => {
  const room = roomOf()
  add(room, ...['a1', 'b1', 'a2', 'b2', 'a3', 'b3', 'a4', 'b4', 'a5', 'b5', 'a6', 'b6'])
  expect(heard(room, 8).at(-1)).toBe('b4')
  add(room, 'c1', 'c2', 'c3', 'c4', 'c5')
  expect(room.order).toEqual(['c1', 'c2', 'a5', 'b5', 'c3', 'a6', 'b6', 'c4', 'c5'])
})

test('reordering the songs of one member moves nobody else, and their own into the places they had', () => {
  const room = roomOf()
  add(room, 'a1', 'b1', 'a2', 'b2', 'a3')
  room.ask('a', { kind: 'move', entryId: room.entryIdOf('a3'), afterId: null })
  expect(room.order).toEqual(['a3', 'b1', 'a1', 'b2', 'a2'])
})

/** Guests add songs, reorder their own, and songs end or are skipped by the host. */
const anyAct = fc.record({
  what: fc.constantFrom('add', 'add', 'add', 'move', 'end', 'end', 'skip'),
  who: fc.constantFrom(...guests),
  one: fc.nat(1_000),
  other: fc.nat(1_000),
})
const anyActs = fc.array(anyAct, { minLength: 20, maxLength: 120, size: 'max' })

type Act = { what: string; who: string; one: number; other: number }

function act(room: FakeRoom, { what, who, one, other }: Act, at: number): void {
  const own = [...room.state.entries.values()].filter(({ addedBy }) => addedBy === who)
  const all = [...room.state.entries.keys()]
  switch (what) {
    case 'add':
      room.ask(who, { kind: 'add', songId: `${who}${at}` })
      break
    case 'move':
      room.ask(who, {
        kind: 'move',
        entryId: own[one % Math.max(1, own.length)]?.id ?? 'never',
        afterId: all[other % Math.max(1, all.length + 1)] ?? null,
      })
      break
    case 'end':
      if (room.state.playing === null) room.ask('ada', { kind: 'play' })
      else playOn(room)
      break
    default:
      room.ask('ada', { kind: 'skip', entryId: room.state.playing?.entry.id ?? 'never' })
  }
}

function lived(acts: readonly Act[]): FakeRoom {
  const room = roomOf()
  for (const [at, one] of acts.entries()) act(room, one, at)
  return room
}

/** The turns that were taken, each with the number of the event in which its song began. */
function turnsOf(room: FakeRoom): { memberId: string; seq: number }[] {
  const begun = room.log.flatMap(({ seq, fact }) => (fact.kind === 'advanced' ? [{ seq, fact }] : []))
  return begun.flatMap(({ seq, fact }, at) => {
    const isSkipped = begun[at + 1]?.fact.from?.isTurn === false
    return isSkipped || fact.to === null ? [] : [{ memberId: fact.to.entry.addedBy ?? '', seq }]
  })
}

/** Whether a member had songs waiting at every moment between two events. */
function keepsWaiting(room: FakeRoom, memberId: string, fromSeq: number, toSeq: number): boolean {
  const waiting = new Set<string>()
  for (const { seq, fact } of room.log) {
    if (seq >= toSeq) return true
    if (fact.kind === 'added' && fact.entry.addedBy === memberId) waiting.add(fact.entry.id)
    if (fact.kind === 'advanced' && fact.to !== null) waiting.delete(fact.to.entry.id)
    if (seq >= fromSeq && waiting.size === 0) return false
  }
  return true
}

/** The turns of others between each turn of a member and their next, where they kept songs waiting from one to the other. */
function turnsBetween(room: FakeRoom, memberId: string): string[][] {
  const turns = turnsOf(room)
  return turns.flatMap(({ memberId: id, seq }, at) => {
    const next = turns.findIndex((turn, i) => i > at && turn.memberId === memberId)
    if (id !== memberId || next < 0 || !keepsWaiting(room, memberId, seq, turns[next]?.seq ?? 0)) return []
    return [turns.slice(at + 1, next).map((turn) => turn.memberId)]
  })
}

test('between two turns of a member who keeps songs waiting, every other member gets at most two', () => {
  fc.assert(
    fc.property(anyActs, fc.constantFrom(...guests), fc.constantFrom(...guests), (acts, member, other) => {
      const room = lived(acts)
      heard(room)
      for (const between of turnsBetween(room, member)) {
        expect(between.filter((id) => id === other).length).toBeLessThanOrEqual(member === other ? 0 : 2)
      }
    }),
  )
})

test('nobody starves: a song plays after so many turns of everybody, whatever is added and skipped meanwhile', () => {
  fc.assert(
    fc.property(anyActs, fc.constantFrom(...guests), anyActs, (acts, who, later) => {
      const room = lived(acts)
      const ownAhead = room.state.waiting.lanes.get(who)?.places.length ?? 0
      add(room, `${who}!`)
      const { seq } = room.state
      const isGone = () => !room.order.includes(`${who}!`)
      for (const [at, one] of later.entries()) {
        // Their own moves could put it behind any number of their own songs.
        if (!isGone() && !(one.what === 'move' && one.who === who)) act(room, one, 1_000 + at)
      }
      while (!isGone()) playOn(room)
      const began = room.log.find(
        ({ fact }) => fact.kind === 'advanced' && fact.to?.entry.song.songId === `${who}!`,
      )
      const turnsBefore = turnsOf(room).filter((turn) => turn.seq > seq && turn.seq < (began?.seq ?? 0))
      expect(turnsBefore.length).toBeLessThanOrEqual(guests.length * (ownAhead + 4))
    }),
  )
})

/** The room once its next song plays. */
function withNextPlaying(room: FakeRoom): FakeRoom {
  if (room.state.playing === null) room.ask('ada', { kind: 'play' })
  else playOn(room)
  return room
}

test('a skipped song is no turn: everything is as if it had been taken out before', () => {
  fc.assert(
    fc.property(anyActs, (acts) => {
      const skipping = withNextPlaying(lived(acts))
      const removing = lived(acts)
      const entryId = skipping.state.playing?.entry.id
      if (entryId === undefined) return
      skipping.ask('ada', { kind: 'skip', entryId })
      removing.ask('ada', { kind: 'remove', entryId })
      withNextPlaying(removing)
      expect(skipping.state.playing?.entry).toEqual(removing.state.playing?.entry)
      expect(skipping.order).toEqual(removing.order)
      expect(skipping.state.round).toBe(removing.state.round)
      const counted = (room: FakeRoom) =>
        guests.map((id) => Math.max(room.state.members.get(id)?.turns ?? 0, room.state.round - 1))
      expect(counted(skipping)).toEqual(counted(removing))
    }),
  )
})

test('a song that is added changes the order of none that wait', () => {
  fc.assert(
    fc.property(anyActs, fc.constantFrom(...guests), (acts, who) => {
      const room = lived(acts)
      const before = room.order
      room.ask(who, { kind: 'add', songId: `${who}last` })
      expect(room.order.filter((songId) => songId !== `${who}last`)).toEqual(before.slice(-room.order.length))
    }),
  )
})

test("a guest's move leaves everybody else's songs in their places, and the song as near to where it was put as turns allow", () => {
  fc.assert(
    fc.property(
      anyActs,
      fc.constantFrom(...guests),
      fc.nat(1_000),
      fc.nat(1_000),
      (acts, who, one, other) => {
        const room = roomOf()
        for (const [at, thing] of acts.entries()) act(room, thing, at)
        const before = room.order
        act(room, { what: 'move', who, one, other }, 0)
        const owners = (order: readonly string[]) => order.map((songId) => songId.charAt(0))
        expect(owners(room.order)).toEqual(owners(before))
        const others = (order: readonly string[]) =>
          order.map((songId) => (songId.startsWith(who) ? who : songId))
        expect(others(room.order)).toEqual(others(before))
      },
    ),
  )
})

test("a song moved behind somebody else's stands in the first place of its member behind that, or the last ahead of it", () => {
  const room = roomOf()
  add(room, 'a1', 'a2', 'a3', 'b1', 'b2', 'b3')
  expect(room.order).toEqual(['a1', 'b1', 'a2', 'b2', 'a3', 'b3'])
  room.ask('a', { kind: 'move', entryId: room.entryIdOf('a1'), afterId: room.entryIdOf('b2') })
  expect(room.order).toEqual(['a2', 'b1', 'a1', 'b2', 'a3', 'b3'])
  room.ask('a', { kind: 'move', entryId: room.entryIdOf('a3'), afterId: room.entryIdOf('b1') })
  expect(room.order).toEqual(['a2', 'b1', 'a3', 'b2', 'a1', 'b3'])
})
