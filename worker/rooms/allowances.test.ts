import { evictDurableObject } from 'cloudflare:test'
import { expect, test } from 'vitest'
import type { Wish } from '#core/rooms/operation.ts'
import { signIn } from '../testing/harness.ts'
import { bindings } from '../testing/jobs.ts'
import { enterRoom, type Member, makeRoom, openPhone } from './room.fake.ts'
import { EventPage } from './schema.ts'

/** What a guest has at once, and what comes back in a second. */
const [burst, perSecond] = [40, 2]

async function quietRoom() {
  const [ada] = await signIn('ada')
  const room = await makeRoom(ada, { settings: { mode: 'votes' } })
  return { room, host: await enterRoom(room, ada), ben: await enterRoom(room, 'Ben') }
}

/** Another name each time: something changes with every one. */
function named(i: number): Wish {
  return { kind: 'name-self', name: i % 2 === 0 ? 'Benjamin' : 'Ben' }
}

/** The events that somebody has caused. */
async function eventsBy(who: Member, roomId: string): Promise<number> {
  const page = EventPage.parse((await who.get(`/live/${roomId}/events?limit=1000`)).json)
  return page.items.filter(({ by }) => by === who.memberId).length
}

test('a guest who floods a room on both ways makes its log no longer than one allowance, and nobody else is harmed', async () => {
  const { room, host, ben } = await quietRoom()
  const startMs = Date.now()
  const before = await eventsBy(ben, room.id)
  const phone = await openPhone(room.id, ben)
  await phone.next('welcome')
  for (let i = 0; i < 200; i += 1)
    phone.send({ type: 'operation', operation: { id: `flood-${i}`, wish: named(i) } })
  const overHttp = await Promise.all(Array.from({ length: 60 }, (_, i) => ben.wish(named(i))))
  const quiet = await openPhone(room.id, host)
  quiet.send({ type: 'operation', operation: { id: 'q', wish: { kind: 'name-room', name: 'Sunday' } } })
  expect((await quiet.next('accepted')).seq).toBeGreaterThan(0)

  while (phone.heard.filter(({ type }) => type === 'accepted' || type === 'refused').length < 200)
    await phone.next('refused')
  const seconds = (Date.now() - startMs) / 1000
  expect((await eventsBy(ben, room.id)) - before).toBeLessThanOrEqual(burst + perSecond * seconds)

  const refused = phone.heard.findLast((message) => message.type === 'refused')
  expect(refused).toMatchObject({ code: 'slow-down', retryAfterSeconds: 1 })
  const late = overHttp.find(({ status }) => status !== 200)
  expect([late?.status, late?.headers.get('retry-after')]).toEqual([429, '1'])
  expect(late?.json).toMatchObject({
    type: expect.stringMatching(/too-many-requests$/),
    reason: 'slow-down',
    detail: expect.stringContaining('1 second'),
  })
})

test('what a guest has used up is used up also when the room has slept', async () => {
  const { room, ben } = await quietRoom()
  const startMs = Date.now()
  const flood = async () =>
    (await Promise.all(Array.from({ length: 50 }, (_, i) => ben.wish(named(i))))).filter(
      ({ status }) => status === 200,
    ).length
  const first = await flood()
  await evictDurableObject(bindings.ROOMS.getByName(room.id))
  const second = await flood()
  const seconds = (Date.now() - startMs) / 1000
  expect(first + second).toBeLessThanOrEqual(burst + perSecond * seconds)
})

test('what was taken before is answered as it was, also to somebody who has nothing left', async () => {
  const { room, ben } = await quietRoom()
  const first = await ben.wish(named(0), 'first')
  for (let i = 0; i < burst + 20; i += 1) await ben.wish(named(i))
  expect((await ben.wish(named(0), 'first')).json).toEqual(first.json)
  expect((await ben.get(`/live/${room.id}/queue`)).status).toBe(200)
})

test('a host may ask for more at once than a guest', async () => {
  const { host } = await quietRoom()
  const answers = await Promise.all(Array.from({ length: burst * 2 }, (_, i) => host.wish(named(i))))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
})
