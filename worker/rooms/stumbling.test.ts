import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { signIn } from '../testing/harness.ts'
import { bindings } from '../testing/jobs.ts'
import { enterRoom, makeRoom, makeSongs, openPhone } from './room.fake.ts'
import type { Room } from './room.ts'

useFakeComposer()

/** Puts a database into a room that can go away and come back. */
async function losableDatabase(roomId: string): Promise<{ isAway: boolean }> {
  const state = { isAway: false }
  const DB = {
    prepare(query: string) {
      if (state.isAway) throw new Error('D1_ERROR: Network connection lost.')
      return bindings.DB.prepare(query)
    },
  }
  await runInDurableObject(bindings.ROOMS.getByName(roomId), (object: Room) => {
    Object.assign(object, { env: { ...bindings, DB } })
  })
  return state
}

test('an operation that the room stumbles over ends its connection, so that it is sent again, and counts once', async () => {
  const [ada] = await signIn('ada')
  const songs = await makeSongs(ada, ['One'])
  const room = await makeRoom(ada)
  const ben = await enterRoom(room, 'Ben')
  const operation = { id: 'a1', wish: { kind: 'add', songId: songs[0] ?? '' } } as const
  const first = await openPhone(room.id, ben)
  const { snapshot } = await first.next('welcome')
  const database = await losableDatabase(room.id)
  database.isAway = true
  first.send({ type: 'operation', operation })
  expect(await first.closed).toBe(1011)
  database.isAway = false
  const second = await openPhone(room.id, { ...ben, afterSeq: snapshot?.seq ?? 0 })
  await second.next('welcome')
  for (let time = 0; time < 2; time += 1) second.send({ type: 'operation', operation })
  const seqs = [(await second.next('accepted')).seq, (await second.next('accepted')).seq]
  expect(seqs).toEqual([(snapshot?.seq ?? 0) + 1, (snapshot?.seq ?? 0) + 1])
})

test('what is written is accepted, also where what follows from it fails', async () => {
  const [ada] = await signIn('ada')
  const room = await makeRoom(ada)
  const host = await enterRoom(room, ada)
  const database = await losableDatabase(room.id)
  database.isAway = true
  const renamed = await host.wish({ kind: 'name-room', name: 'Rooftop' })
  database.isAway = false
  expect(renamed.status).toBe(200)
  await host.wish({ kind: 'pause' })
  expect((await ada.get(`/rooms/${room.id}`)).json).toMatchObject({ name: 'Rooftop' })
})

test('what follows from a closing that the database was away for is done soon, though nobody asks the room again', async () => {
  const [ada] = await signIn('ada')
  const room = await makeRoom(ada)
  const host = await enterRoom(room, ada)
  const database = await losableDatabase(room.id)
  database.isAway = true
  expect((await host.wish({ kind: 'set-status', status: 'closed' })).status).toBe(200)
  database.isAway = false
  const object = bindings.ROOMS.getByName(room.id)
  const wakesMs = await runInDurableObject(object, async (_, { storage }) => await storage.getAlarm())
  expect(wakesMs).toBeLessThan(Date.now() + 60_000)
  await runDurableObjectAlarm(object)
  expect((await ada.get(`/rooms/${room.id}`)).json).toMatchObject({ status: 'closed' })
})
