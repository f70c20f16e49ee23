import { runInDurableObject } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { apply } from '#core/rooms/apply.ts'
import { FakeRoom, fakeSong } from '#core/rooms/room.fake.ts'
import { defaultSettings } from '#core/rooms/settings.ts'
import { emptyRoom, snapshotOf } from '#core/rooms/state.ts'
import { bindings } from '../testing/jobs.ts'
import { EventLog } from './event-log.ts'

test('a snapshot of any length is read back as it was, wherever it is cut', async () => {
  const room = new FakeRoom()
  for (let i = 0; i < 900; i += 1) {
    const song = { ...fakeSong(`s${i}`), title: `${'x'.repeat(i % 7)}${'🎵'.repeat(140)}` }
    room.ask('ada', { kind: 'add', songId: song.songId }, { song })
  }
  const read = await runInDurableObject(bindings.ROOMS.getByName('rom_log'), (_room, { storage }) => {
    const log = new EventLog(storage)
    log.begin()
    log.append(room.log)
    const state = emptyRoom(defaultSettings)
    for (const event of room.log) apply(state, event)
    log.snapshotIfDue(state)
    // Without the log: what is read is the snapshot.
    storage.sql.exec('delete from events')
    return snapshotOf(new EventLog(storage).read() ?? emptyRoom(defaultSettings))
  })
  expect(read).toEqual(snapshotOf(room.state))
})
