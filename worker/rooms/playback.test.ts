import { expect, test } from 'vitest'
import { FakeRoom, fakeSong } from '#core/rooms/room.fake.ts'
import { dropGoneSongs, type Stage } from './playback.ts'

/** A library in which only these songs are left; each look at it takes its time, in which `meanwhile` happens. */
function stageOf(room: FakeRoom, left: readonly string[], meanwhile: () => void = () => {}) {
  const looked: string[] = []
  let isDeleted = false
  const stage: Stage = {
    songs: {
      isThere: async (songId) => {
        looked.push(songId)
        return left.includes(songId)
      },
      findAll: async (songIds) => {
        await Promise.resolve()
        meanwhile()
        return songIds.filter((songId) => left.includes(songId)).map((songId) => fakeSong(songId))
      },
    },
    presentIds: () => room.present,
    stands: () => !isDeleted,
    write: (facts) => room.write(facts),
  }
  const remove = () => {
    isDeleted = true
  }
  return { stage, looked, remove }
}

test('a song that waits a thousand times is looked for once', async () => {
  const room = new FakeRoom()
  for (let i = 0; i < 1_000; i += 1) room.ask('ada', { kind: 'add', songId: 'gone' })
  room.ask('ada', { kind: 'add', songId: 'there' })
  const { stage, looked } = stageOf(room, ['there'])
  await dropGoneSongs(stage, room.state)
  expect(room.order).toEqual(['there'])
  expect(looked).toEqual(['gone', 'there'])
})

test('a fallback that is named while the last one is looked through stays', async () => {
  const room = new FakeRoom({ fallback: [fakeSong('gone'), fakeSong('there')] })
  const { stage } = stageOf(room, ['there'], () =>
    room.ask('ada', { kind: 'set-fallback', songIds: ['new'] }),
  )
  await dropGoneSongs(stage, room.state)
  expect(room.state.settings.fallback.map(({ songId }) => songId)).toEqual(['new'])
})

test('a room that is deleted while its fallback is looked through is left alone', async () => {
  const room = new FakeRoom({ fallback: [fakeSong('gone')] })
  const staged = stageOf(room, [], () => staged.remove())
  await dropGoneSongs(staged.stage, room.state)
  expect(room.state.settings.fallback).toHaveLength(1)
})
