import { runInDurableObject } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { FakeRoom, fakeSong } from '#core/rooms/room.fake.ts'
import { snapshotOf } from '#core/rooms/state.ts'
import { bindings } from '../testing/jobs.ts'
import { EventLog } from './event-log.ts'

/** A room whose stored text is cut several times, mostly within its emoji. */
function longRoom(name: string): FakeRoom {
  const room = new FakeRoom()
  room.ask('ada', { kind: 'name-room', name })
  for (let i = 0; i < 3_000; i += 1) {
    const song = { ...fakeSong(`s${i}`), title: '🎵'.repeat(150) }
    room.ask('ada', { kind: 'add', songId: song.songId }, { song })
  }
  return room
}

test('a snapshot of any length is read back as it was, wherever it is cut', async () => {
  // One of the two has its cuts between characters, the other within them.
  for (const name of ['a', 'aa']) {
    const room = longRoom(name)
    const read = await runInDurableObject(bindings.ROOMS.getByName(`log-${name}`), (_, { storage }) => {
      const log = new EventLog(storage)
      log.begin()
      log.snapshotIfDue(room.state)
      return new EventLog(storage).read()
    })
    expect(read && snapshotOf(read)).toEqual(snapshotOf(room.state))
  }
})
