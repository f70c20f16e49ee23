import { expect, test } from 'vitest'
import { orderOf } from '../queue/order.ts'
import { advance, advanceDueMs } from './advance.ts'
import { FakeRoom } from './room.fake.ts'

test('A adds 3, B 2, C 1', () => {
  const room = new FakeRoom()
  for (const m of ['a', 'b', 'c']) room.join(m)
  for (const s of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) room.ask(s.charAt(0), { kind: 'add', songId: s })
  expect(orderOf(room.state).map((id) => room.state.entries.get(id)?.song.songId)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3'])
  room.ask('ada', { kind: 'play' })
  const heard = []
  while (room.state.playing) {
    heard.push(room.state.playing.entry.song.songId)
    room.nowMs = advanceDueMs(room.state) ?? 0
    const f = advance(room.state, { nowMs: room.nowMs, cause: 'ended', newEntryId: 'x', nextSeq: room.state.seq + 1 })
    room.write(f ? [f] : [])
  }
  expect(heard).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3'])
  console.log(room.ask('b', { kind: 'add', songId: 'z' }))
  for (const w of [{ kind: 'pause' }, { kind: 'play' }, { kind: 'skip', entryId: room.state.playing?.entry.id ?? '' }] as const) console.log(room.ask('ada', w))
})
