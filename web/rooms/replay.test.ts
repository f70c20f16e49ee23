import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apply } from '#core/rooms/apply.ts'
import { FakeRoom } from '#core/rooms/room.fake.ts'
import { defaultSettings } from '#core/rooms/settings.ts'
import { emptyRoom, snapshotOf } from '#core/rooms/state.ts'
import { takeEvents, takeSnapshot } from './confirmed.ts'
import { eventWords, namesOf } from './event-words.ts'
import { makeReplay } from './replay.ts'

/** A night of so many songs, some of them played and some taken out. */
function night(songs: number): FakeRoom {
  const room = new FakeRoom()
  room.join('ben')
  for (let song = 0; song < songs; song += 1) {
    room.ask(song % 3 === 0 ? 'ada' : 'ben', { kind: 'add', songId: `sng_${song}` })
    if (song % 5 === 0) room.ask('ada', { kind: 'play' })
    const [entryId] = [...room.state.entries.keys()].slice(-1)
    if (song % 7 === 3 && entryId !== undefined) room.ask('ada', { kind: 'remove', entryId })
  }
  return room
}

const { log, state } = night(300)

test('any moment of a night is what had happened until then, in whatever order one looks', () => {
  const replay = makeReplay(log)
  expect(snapshotOf(replay(log.length))).toEqual(snapshotOf(state))
  fc.assert(
    fc.property(fc.array(fc.nat(log.length), { minLength: 1, maxLength: 6 }), (moments) => {
      for (const count of moments) {
        const then = emptyRoom(defaultSettings)
        for (const event of log.slice(0, count)) apply(then, event)
        expect(snapshotOf(replay(count))).toEqual(snapshotOf(then))
      }
    }),
  )
})

test('a phone that takes a snapshot and the rest, some of it twice, has the room; one that misses a part knows', () => {
  fc.assert(
    fc.property(fc.nat(log.length - 1), fc.nat(20), (from, again) => {
      const phone = { state: undefined }
      takeSnapshot(phone, snapshotOf(makeReplay(log)(from)))
      const { fresh, hasHole } = takeEvents(phone, log.slice(Math.max(0, from - again)))
      expect([fresh.length, hasHole]).toEqual([log.length - from, false])
      expect(phone.state).toEqual(state)
    }),
  )
  const phone = { state: undefined }
  takeSnapshot(phone, snapshotOf(makeReplay(log)(10)))
  expect(takeEvents(phone, log.slice(12)).hasHole).toBe(true)
})

test('the history says who did what to which song', () => {
  const names = namesOf(log)
  const words = log.map((event) => eventWords(event, names))
  expect(words.slice(0, 3)).toEqual(['Night was opened', 'ada came in', 'ben came in'])
  expect(words).toContain('ada added Song sng_0')
  expect(words).toContain('ada took out Song sng_10')
  expect(words.every((sentence) => !sentence.includes('undefined'))).toBe(true)
})
