import { expect, test } from 'vitest'
import { z } from 'zod'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { makeClient, signIn, stranger } from '../testing/harness.ts'
import { bindings } from '../testing/jobs.ts'
import { enterRoom, type Member, makeRoom, makeSongs } from './room.fake.ts'
import { roomOf } from './room-stub.ts'
import { Queue, Room, RoomPage, SongsPage } from './schema.ts'

useFakeComposer()

const Event = z.object({
  items: z.array(z.object({ seq: z.number(), fact: z.object({ kind: z.string() }) })),
})

test('a room has a code of its own, is listed to its host alone, and lasts a day', async () => {
  const [ada, ben] = await signIn('ada', 'ben')
  const room = await makeRoom(ada)
  expect(room.code).toMatch(/^[2-9A-HJ-NP-TV-Z]{6}$/)
  expect(Date.parse(room.expiresAt) - Date.parse(room.createdAt)).toBe(86_400_000)
  expect(RoomPage.parse((await ada.get('/rooms')).json).items.map(({ id }) => id)).toEqual([room.id])
  expect(RoomPage.parse((await ben.get('/rooms')).json).items).toEqual([])
})

test("nobody reads, forks, enters as host, opens a screen of or deletes somebody else's room", async () => {
  const [ada, ben] = await signIn('ada', 'ben')
  const room = await makeRoom(ada)
  for (const client of [ben, stranger()]) {
    const status = client === ben ? 404 : 401
    expect((await client.get(`/rooms/${room.id}`)).status).toBe(status)
    expect((await client.post(`/rooms/${room.id}/fork`, { name: 'Mine' })).status).toBe(status)
    expect((await client.post(`/rooms/${room.id}/members`)).status).toBe(status)
    expect((await client.post(`/rooms/${room.id}/screens`)).status).toBe(status)
    expect((await client.delete(`/rooms/${room.id}`)).status).toBe(status)
  }
  expect((await ada.get(`/rooms/${room.id}`)).status).toBe(200)
})

test('a guest comes in by the code however it is written, without an account', async () => {
  const [ada] = await signIn('ada')
  const room = await makeRoom(ada)
  const written = `${room.code.slice(0, 3)}-${room.code.slice(3)}`.toLowerCase()
  const look = await stranger().get(`/joining/${written}`)
  expect(look.json).toEqual({ roomId: room.id, name: 'Friday', status: 'open' })
  const guest = await enterRoom(room, 'Ben')
  const queue = Queue.parse((await guest.get(`/live/${room.id}/queue`)).json)
  expect(queue.room.members.map(({ name, role }) => [name, role])).toEqual([
    ['Host', 'host'],
    ['Ben', 'guest'],
  ])
})

test('a token of one room opens no other, and a token of no room opens none', async () => {
  const [ada, ben] = await signIn('ada', 'ben')
  const [mine, other] = [await makeRoom(ada), await makeRoom(ben)]
  const guest = await enterRoom(mine, 'Cem')
  const ways = ['queue', 'events', 'songs', 'songs/sng_x/audio', 'songs/sng_x/lyrics', 'songs/sng_x/waveform']
  for (const way of ways) {
    expect((await guest.get(`/live/${other.id}/${way}`)).status).toBe(401)
    expect((await ada.get(`/live/${mine.id}/${way}`)).status).toBe(401)
    expect((await stranger().get(`/live/${mine.id}/${way}`)).status).toBe(401)
  }
  const forged = makeClient('', '', { authorization: `${guest.authorization}x` })
  expect((await forged.get(`/live/${mine.id}/queue`)).status).toBe(401)
  const operation = { id: 'op1', wish: { kind: 'pause' } }
  expect((await guest.post(`/live/${other.id}/operations`, operation)).status).toBe(401)
})

test('a code that nobody has says so, and a room that is locked or over says that', async () => {
  const [ada] = await signIn('ada')
  expect((await stranger().get('/joining/222-222')).problem?.type).toMatch(/room-not-found$/)
  expect((await stranger().get('/joining/0I1')).problem?.detail).toContain('"code"')
  const room = await makeRoom(ada)
  const host = await enterRoom(room, ada)
  await host.wish({ kind: 'set-status', status: 'locked' })
  expect((await stranger().post(`/joining/${room.code}/members`, { name: 'Ben' })).problem?.type).toMatch(
    /room-locked$/,
  )
  await host.wish({ kind: 'set-status', status: 'closed' })
  expect((await stranger().post(`/joining/${room.code}/members`, { name: 'Ben' })).problem?.type).toMatch(
    /room-closed$/,
  )
  expect(Room.parse((await ada.get(`/rooms/${room.id}`)).json).status).toBe('closed')
})

test("guests find and add the host's songs, and nobody else's", async () => {
  const [ada, ben] = await signIn('ada', 'ben')
  const [song] = await makeSongs(ada, ['Under the sun'])
  const [foreign] = await makeSongs(ben, ['Under the moon'])
  const room = await makeRoom(ada)
  const guest = await enterRoom(room, 'Cem')
  const found = SongsPage.parse((await guest.get(`/live/${room.id}/songs?query=UNDER`)).json)
  expect(found.items.map(({ songId }) => songId)).toEqual([song])
  expect((await guest.wish({ kind: 'add', songId: foreign ?? '' })).problem?.detail).toContain('library')
  expect((await guest.wish({ kind: 'add', songId: song ?? '' })).status).toBe(200)
  const queue = Queue.parse((await guest.get(`/live/${room.id}/queue`)).json)
  expect(queue.room.entries.map((entry) => entry.song.title)).toEqual(['Under the sun'])
  expect(queue.order.map(({ entryId }) => entryId)).toEqual(queue.room.entries.map(({ id }) => id))
})

test('a search may be as long as it may be, and signs in it mean themselves', async () => {
  const [ada] = await signIn('ada')
  const title = `100% of ${'everything '.repeat(7)}`.trim()
  const [song] = await makeSongs(ada, [title, '1000 of nothing'])
  const room = await makeRoom(ada)
  const guest = await enterRoom(room, 'Cem')
  const found = async (query: string) => {
    const answer = await guest.get(`/live/${room.id}/songs?query=${encodeURIComponent(query)}`)
    return SongsPage.parse(answer.json).items.map(({ songId }) => songId)
  }
  expect(await found(title.toUpperCase())).toEqual([song])
  expect(await found('100%')).toEqual([song])
  expect(await found('é'.repeat(100))).toEqual([])
  expect(await found('_')).toEqual([])
})

test('a song is heard by whoever is in its room, while it is there', async () => {
  const [ada] = await signIn('ada')
  const [song, other] = await makeSongs(ada, ['One', 'Two'])
  const room = await makeRoom(ada)
  const guest = await enterRoom(room, 'Ben')
  await guest.wish({ kind: 'add', songId: song ?? '' })
  const heard = await guest.raw(`/live/${room.id}/songs/${song}/audio`, { headers: { range: 'bytes=0-3' } })
  expect(heard.status).toBe(206)
  expect(await heard.text()).toBe('RIFF')
  expect((await guest.get(`/live/${room.id}/songs/${other}/audio`)).problem?.type).toMatch(/song-not-found$/)
  expect((await guest.get(`/live/${room.id}/songs/${song}/lyrics`)).json).toMatchObject({ lines: [] })
  expect((await guest.get(`/live/${room.id}/songs/${other}/lyrics`)).status).toBe(404)
  // Nothing analysed it here, so that its peaks are not there yet.
  expect((await guest.get(`/live/${room.id}/songs/${song}/waveform`)).status).toBe(409)
  expect((await guest.get(`/live/${room.id}/songs/${other}/waveform`)).status).toBe(404)
})

test('an operation that is sent twice counts once', async () => {
  const [ada] = await signIn('ada')
  const [song] = await makeSongs(ada, ['One'])
  const room = await makeRoom(ada)
  const guest = await enterRoom(room, 'Ben')
  const operation = { id: 'the same', wish: { kind: 'add', songId: song } }
  const first = await guest.post(`/live/${room.id}/operations`, operation)
  const second = await guest.post(`/live/${room.id}/operations`, operation)
  expect(second.json).toEqual(first.json)
  const refused = await guest.wish({ kind: 'skip', entryId: 'nothing' })
  expect(refused.json).toMatchObject({ reason: expect.any(String) })
  const log = Event.parse((await guest.get(`/live/${room.id}/events`)).json)
  expect(log.items.filter(({ fact }) => fact.kind === 'added')).toHaveLength(1)
})

test('a room that is changed gets a new code: the old one leads nowhere, and who is in stays in', async () => {
  const [ada] = await signIn('ada')
  const room = await makeRoom(ada)
  const [host, guest] = [await enterRoom(room, ada), await enterRoom(room, 'Ben')]
  await host.wish({ kind: 'rotate-code' })
  const { code } = Room.parse((await ada.get(`/rooms/${room.id}`)).json)
  expect(code).not.toBe(room.code)
  expect((await stranger().get(`/joining/${room.code}`)).status).toBe(404)
  expect((await stranger().get(`/joining/${code}`)).status).toBe(200)
  expect((await guest.get(`/live/${room.id}/queue`)).status).toBe(200)
})

test('a fork has the songs that waited then, in order, in a room of its own', async () => {
  const [ada] = await signIn('ada')
  const songs = await makeSongs(ada, ['One', 'Two', 'Three'])
  const room = await makeRoom(ada)
  const guest = await enterRoom(room, 'Ben')
  for (const songId of songs) await guest.wish({ kind: 'add', songId })
  const log = Event.parse((await guest.get(`/live/${room.id}/events`)).json)
  const afterSeq = log.items.filter(({ fact }) => fact.kind === 'added')[1]?.seq
  const fork = Room.parse((await ada.post(`/rooms/${room.id}/fork`, { name: 'Again', afterSeq })).json)
  const host = await enterRoom(fork, ada)
  const queue = Queue.parse((await host.get(`/live/${fork.id}/queue`)).json)
  const titles = queue.order.map(
    ({ entryId }) => queue.room.entries.find(({ id }) => id === entryId)?.song.title,
  )
  expect(titles).toEqual(['One', 'Two'])
  expect((await ada.post(`/rooms/${room.id}/fork`, { name: 'Again', afterSeq: 9_999 })).status).toBe(404)
})

test('a co-host who placed a song ahead is named in the fork, though none of their own wait', async () => {
  const [ada] = await signIn('ada')
  const songs = await makeSongs(ada, ['One', 'Two'])
  const room = await makeRoom(ada)
  const [host, ben, cem] = [
    await enterRoom(room, ada),
    await enterRoom(room, 'Ben'),
    await enterRoom(room, 'Cem'),
  ]
  for (const songId of songs) await ben.wish({ kind: 'add', songId })
  await host.wish({ kind: 'give-role', memberId: cem.memberId, role: 'cohost' })
  const { order } = Queue.parse((await host.get(`/live/${room.id}/queue`)).json)
  await cem.wish({ kind: 'move', entryId: order[1]?.entryId ?? '', afterId: null })
  const fork = Room.parse((await ada.post(`/rooms/${room.id}/fork`, { name: 'Again' })).json)
  const queue = Queue.parse((await (await enterRoom(fork, ada)).get(`/live/${fork.id}/queue`)).json)
  expect(queue.order[0]).toEqual({ entryId: order[1]?.entryId, why: 'Placed by Cem.' })
})

test('a room that lets nobody in uses up no tries: only codes that lead nowhere do', async () => {
  const [ada] = await signIn('ada')
  const room = await makeRoom(ada)
  const host = await enterRoom(room, ada)
  await host.wish({ kind: 'set-status', status: 'locked' })
  const address = { 'cf-connecting-ip': '198.51.100.7' }
  const knock = async (code: string) =>
    (await stranger().post(`/joining/${code}/members`, { name: 'Ben' }, address)).status
  for (let i = 0; i < 45; i += 1) expect(await knock(room.code)).toBe(403)
  const misses: number[] = []
  for (let i = 0; i < 50; i += 1) misses.push(await knock('222222'))
  expect([misses[0], misses.at(-1)]).toEqual([404, 429])
})

test('a fork of the very first moment has a host as well, and whoever placed songs ahead is known in it', async () => {
  const [ada] = await signIn('ada')
  const [song] = await makeSongs(ada, ['One'])
  const room = await makeRoom(ada)
  const empty = Room.parse((await ada.post(`/rooms/${room.id}/fork`, { name: 'Again', afterSeq: 1 })).json)
  const queue = async (host: Member, { id }: Room) => Queue.parse((await host.get(`/live/${id}/queue`)).json)
  const [host] = (await queue(await enterRoom(empty, ada), empty)).room.members
  expect([host?.role, host?.name]).toEqual(['host', 'Host'])

  const ben = await enterRoom(room, 'Ben')
  await ben.wish({ kind: 'add', songId: song ?? '' })
  const old = await enterRoom(room, ada)
  const [entry] = (await queue(old, room)).room.entries
  await old.wish({ kind: 'move', entryId: entry?.id ?? '', afterId: null })
  const fork = Room.parse((await ada.post(`/rooms/${room.id}/fork`, { name: 'Again' })).json)
  expect((await queue(await enterRoom(fork, ada), fork)).order[0]?.why).toBe('Placed by Host.')
})

test('a room is called what everybody can read, and so is everybody in it', async () => {
  const [ada] = await signIn('ada')
  const room = await makeRoom(ada)
  const host = await enterRoom(room, ada)
  for (const name of ['\u202eyadirF', '\u200b', 'a\u2028b', '\u3164']) {
    const names = [
      await ada.post('/rooms', { name }),
      await ada.post('/rooms', { name: 'Friday', hostName: name }),
      await ada.post(`/rooms/${room.id}/fork`, { name }),
      await stranger().post(`/joining/${room.code}/members`, { name }),
      await host.wish({ kind: 'name-room', name }),
      await host.wish({ kind: 'name-self', name }),
    ]
    expect(names.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400])
  }
})

test('a code that was given up lets nobody in, also where it was looked up a moment before', async () => {
  const [ada] = await signIn('ada')
  const room = await makeRoom(ada)
  const host = await enterRoom(room, ada)
  await Promise.all(Array.from({ length: 5 }, () => host.wish({ kind: 'rotate-code' })))
  const late = await roomOf(bindings, room.id).join({ name: 'Ben', code: room.code, nowMs: Date.now() })
  expect(late).toEqual({ refused: 'room-not-found' })
  const { room: now } = Queue.parse((await host.get(`/live/${room.id}/queue`)).json)
  expect(Room.parse((await ada.get(`/rooms/${room.id}`)).json).code).toBe(now.code)
})

test('a deleted room is gone for everybody', async () => {
  const [ada] = await signIn('ada')
  const room = await makeRoom(ada)
  const guest = await enterRoom(room, 'Ben')
  expect((await ada.delete(`/rooms/${room.id}`)).status).toBe(204)
  expect((await guest.get(`/live/${room.id}/queue`)).status).toBe(404)
  expect((await stranger().get(`/joining/${room.code}`)).status).toBe(404)
  expect((await ada.get(`/rooms/${room.id}`)).status).toBe(404)
})

test('a room that cannot be is refused by the field that is wrong', async () => {
  const [ada] = await signIn('ada')
  expect((await ada.post('/rooms', { name: '' })).problem?.detail).toContain('"name"')
  expect((await ada.post('/rooms', { name: 'x', lastsHours: 0 })).problem?.detail).toContain('"lastsHours"')
  const settings = { mode: 'loudest' }
  expect((await ada.post('/rooms', { name: 'x', settings })).problem?.detail).toContain('"settings.mode"')
})
