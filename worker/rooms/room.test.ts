import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { apply } from '#core/rooms/apply.ts'
import type { RoomEvent } from '#core/rooms/event.ts'
import { stateOf } from '#core/rooms/state.ts'
import { useFakeComposer } from '../testing/composer.fake.ts'
import { makeClient, signIn, stranger } from '../testing/harness.ts'
import { bindings } from '../testing/jobs.ts'
import { enterRoom, makeRoom, makeSongs, openPhone, type Phone } from './room.fake.ts'
import type { Room } from './room.ts'
import { EventPage, WayIn } from './schema.ts'

useFakeComposer()

/** The object itself, to take it away. */
function objectOf(roomId: string) {
  return bindings.ROOMS.getByName(roomId)
}

/** The events a phone was told, in the order it was told them. */
function eventsOf(phone: Phone): readonly RoomEvent[] {
  return phone.heard.flatMap((message) =>
    message.type === 'events' || message.type === 'welcome' ? message.events : [],
  )
}

/** Waits until a phone has been told of an event. */
async function until(phone: Phone, seq: number): Promise<readonly RoomEvent[]> {
  while ((eventsOf(phone).at(-1)?.seq ?? 0) < seq) await phone.next('events')
  return eventsOf(phone)
}

async function fullRoom() {
  const [ada] = await signIn('ada')
  const songs = await makeSongs(ada, ['One', 'Two', 'Three'])
  const room = await makeRoom(ada)
  const [host, ben] = [await enterRoom(room, ada), await enterRoom(room, 'Ben')]
  return { ada, songs, room, host, ben }
}

test('what one phone does, every phone is told, once and in order', async () => {
  const { room, host, ben, songs } = await fullRoom()
  const phones = [await openPhone(room.id, host), await openPhone(room.id, ben)]
  for (const phone of phones) await phone.next('welcome')
  for (const [i, songId] of songs.entries())
    phones[i % 2]?.send({ type: 'operation', operation: { id: `a${i}`, wish: { kind: 'add', songId } } })
  const accepted = [
    await phones[0]?.next('accepted'),
    await phones[1]?.next('accepted'),
    await phones[0]?.next('accepted'),
  ]
  const last = Math.max(...accepted.map((message) => message?.seq ?? 0))
  for (const phone of phones) {
    const seqs = (await until(phone, last)).map(({ seq }) => seq)
    expect(seqs).toEqual([...seqs].sort((one, other) => one - other))
    expect(new Set(seqs).size).toBe(3)
  }
})

test('whoever comes back gets only what was missed, and has the same room as everybody', async () => {
  const { room, host, ben, songs } = await fullRoom()
  const first = await openPhone(room.id, ben)
  const { snapshot } = await first.next('welcome')
  if (snapshot === null) throw new Error('a first welcome has the whole room')
  const state = stateOf(snapshot)
  first.close()
  for (const songId of songs) await host.wish({ kind: 'add', songId })
  const again = await openPhone(room.id, { ...ben, afterSeq: state.seq })
  const back = await again.next('welcome')
  expect(back.snapshot).toBeNull()
  expect(back.events.map(({ fact }) => fact.kind)).toEqual(['added', 'added', 'added'])
  for (const event of back.events) apply(state, event)
  const fresh = await (await openPhone(room.id, host)).next('welcome')
  expect(fresh.snapshot && stateOf(fresh.snapshot)).toEqual(state)
})

test('an operation that is sent again on another connection is answered as it was', async () => {
  const { room, ben, songs } = await fullRoom()
  const operation = { id: 'once', wish: { kind: 'add', songId: songs[0] ?? '' } } as const
  const first = await openPhone(room.id, ben)
  first.send({ type: 'operation', operation })
  const { seq } = await first.next('accepted')
  const second = await openPhone(room.id, ben)
  second.send({ type: 'operation', operation })
  expect((await second.next('accepted')).seq).toBe(seq)
})

test('the room survives its own end: what was accepted is there when it wakes', async () => {
  const { room, host, ben, songs } = await fullRoom()
  for (const songId of songs) await ben.wish({ kind: 'add', songId })
  await host.wish({ kind: 'play' })
  const before = (await (await openPhone(room.id, host)).next('welcome')).snapshot
  const stub = objectOf(room.id)
  await expect(
    runInDurableObject(stub, (_room, ctx) => ctx.abort('the machine is taken away')),
  ).rejects.toThrow()
  const after = (await (await openPhone(room.id, host)).next('welcome')).snapshot
  expect(after).toEqual(before)
})

test('a song that ends makes way for the next, and a phone is told before it begins', async () => {
  const { room, host, ben, songs } = await fullRoom()
  for (const songId of songs.slice(0, 2)) await ben.wish({ kind: 'add', songId })
  await host.wish({ kind: 'play' })
  const phone = await openPhone(room.id, ben)
  const { snapshot } = await phone.next('welcome')
  const playing = snapshot?.playing
  await host.wish({ kind: 'seek', entryId: playing?.entry.id ?? '', positionSeconds: 19.5 })
  await runDurableObjectAlarm(objectOf(room.id))
  const advanced = (await until(phone, (snapshot?.seq ?? 0) + 2)).at(-1)?.fact
  expect(advanced).toMatchObject({
    kind: 'advanced',
    cause: 'ended',
    to: { entry: { song: { title: 'Two' } } },
  })
})

test('a song that is gone from the library when its turn comes is taken out, and the next one plays', async () => {
  const { ada, room, host, ben, songs } = await fullRoom()
  for (const songId of songs) await ben.wish({ kind: 'add', songId })
  expect((await ada.delete(`/songs/${songs[0]}`)).status).toBe(204)
  await host.wish({ kind: 'play' })
  const { snapshot } = await (await openPhone(room.id, host)).next('welcome')
  expect(snapshot?.playing?.entry.song.title).toBe('Two')
  expect(snapshot?.entries.map(({ song }) => song.title)).toEqual(['Three'])
})

test('a song that is deleted while it plays: a player says so, and the room goes on', async () => {
  const { ada, room, host, ben, songs } = await fullRoom()
  for (const songId of songs.slice(0, 2)) await ben.wish({ kind: 'add', songId })
  await host.wish({ kind: 'play' })
  const playing = async () =>
    (await (await openPhone(room.id, host)).next('welcome')).snapshot?.playing?.entry
  const first = await playing()
  await ada.delete(`/songs/${songs[0]}`)
  await host.wish({ kind: 'report-unplayable', entryId: first?.id ?? '' })
  expect((await playing())?.song.title).toBe('Two')
})

test('whoever is kicked hears why, and their token does nothing any more', async () => {
  const { room, host, ben, songs } = await fullRoom()
  const phone = await openPhone(room.id, ben)
  await phone.next('welcome')
  await host.wish({ kind: 'ban', memberId: ben.memberId })
  expect((await phone.next('goodbye')).code).toBe('banned')
  expect(await phone.closed).toBe(4004)
  expect((await ben.get(`/live/${room.id}/queue`)).status).toBe(404)
  const late = await ben.wish({ kind: 'add', songId: songs[0] ?? '' })
  expect(late.problem?.type).toMatch(/operation-refused$/)
  expect((await (await openPhone(room.id, ben)).next('goodbye')).code).toBe('banned')
})

test('a token that is forged, of another room, or a version nobody speaks gets a goodbye with its reason', async () => {
  const { room, ben } = await fullRoom()
  const other = await fullRoom()
  const codeFor = async (token: string, version = 1) => {
    const phone = await openPhone(room.id)
    phone.send({ type: 'hello', version, token, afterSeq: null, watches: false })
    return (await phone.next('goodbye')).code
  }
  expect(await codeFor(other.ben.token)).toBe('token-not-valid')
  expect(await codeFor(`${ben.token.slice(0, -2)}xx`)).toBe('token-not-valid')
  expect(await codeFor('')).toBe('token-not-valid')
  expect(await codeFor(ben.token, 2)).toBe('version-not-spoken')
})

test('messages that are no messages end their own connection alone', async () => {
  const { room, host, ben } = await fullRoom()
  const quiet = await openPhone(room.id, host)
  await quiet.next('welcome')
  const ended = async (data: string | ArrayBuffer) => {
    const phone = await openPhone(room.id, ben)
    await phone.next('welcome')
    phone.send(data)
    return (await phone.next('goodbye')).code
  }
  expect(await ended('{"type":"operation"')).toBe('not-understood')
  expect(await ended('[]')).toBe('not-understood')
  expect(await ended(JSON.stringify({ type: 'dance' }))).toBe('not-understood')
  expect(await ended(new ArrayBuffer(8))).toBe('not-understood')
  expect(await ended('x'.repeat(1_000_000))).toBe('message-too-long')
  quiet.send({ type: 'probe', id: 1, sentMs: 5 })
  expect((await quiet.next('probe')).sentMs).toBe(5)
})

test('an operation of a kind that the room does not know is refused by its id, and the phone stays', async () => {
  const { room, ben } = await fullRoom()
  const phone = await openPhone(room.id, ben)
  await phone.next('welcome')
  phone.send(JSON.stringify({ type: 'operation', operation: { id: 'new', wish: { kind: 'teleport' } } }))
  const refused = await phone.next('refused')
  expect([refused.operationId, refused.code]).toEqual(['new', 'not-understood'])
  phone.send({ type: 'probe', id: 2, sentMs: 0 })
  expect((await phone.next('probe')).id).toBe(2)
})

test('ten thousand messages at once end the connection that sent them, and nobody else is harmed', async () => {
  const { room, host, ben, songs } = await fullRoom()
  const [loud, quiet] = [await openPhone(room.id, ben), await openPhone(room.id, host)]
  await Promise.all([loud.next('welcome'), quiet.next('welcome')])
  for (let i = 0; i < 10_000; i += 1) loud.send({ type: 'probe', id: i, sentMs: 0 })
  expect((await loud.next('goodbye')).code).toBe('too-many-messages')
  expect(loud.heard.filter(({ type }) => type === 'probe').length).toBeLessThan(500)
  quiet.send({ type: 'operation', operation: { id: 'q', wish: { kind: 'add', songId: songs[0] ?? '' } } })
  expect((await quiet.next('accepted')).seq).toBeGreaterThan(0)
})

test('everybody is told who comes and who goes; a screen is nobody', async () => {
  const { room, host, ben } = await fullRoom()
  const phone = await openPhone(room.id, host)
  expect((await phone.next('welcome')).present).toEqual([host.memberId])
  const other = await openPhone(room.id, ben)
  await other.next('welcome')
  expect((await phone.next('presence')).came).toContain(ben.memberId)
  other.close()
  expect((await phone.next('presence')).went).toEqual([ben.memberId])
})

test('reactions and drifts reach the others', async () => {
  const { room, host, ben } = await fullRoom()
  const [one, other] = [await openPhone(room.id, ben), await openPhone(room.id, host)]
  await Promise.all([one.next('welcome'), other.next('welcome')])
  one.send({ type: 'react', reaction: 'fire' })
  one.send({ type: 'drift', milliseconds: 8.04 })
  expect((await other.next('reactions')).items).toEqual([{ memberId: ben.memberId, reaction: 'fire' }])
  expect((await other.next('drifts')).items).toEqual([{ memberId: ben.memberId, milliseconds: 8 }])
})

test('whoever leaves is not counted any more: the votes of those who stay may then be enough', async () => {
  const { room, host, ben, songs } = await fullRoom()
  for (const songId of songs.slice(0, 2)) await host.wish({ kind: 'add', songId })
  await host.wish({ kind: 'change-settings', patch: { skipQuorum: 1 } })
  await host.wish({ kind: 'play' })
  const [stays, leaves] = [await openPhone(room.id, ben), await openPhone(room.id, host)]
  const { snapshot } = await stays.next('welcome')
  await leaves.next('welcome')
  await ben.wish({ kind: 'vote-skip', entryId: snapshot?.playing?.entry.id ?? '', isFor: true })
  const voted = await until(stays, (snapshot?.seq ?? 0) + 1)
  expect(voted.at(-1)?.fact.kind).toBe('skip-voted')
  leaves.close()
  const last = (await until(stays, (snapshot?.seq ?? 0) + 2)).at(-1)?.fact
  expect(last).toMatchObject({
    kind: 'advanced',
    cause: 'voted-out',
    to: { entry: { song: { title: 'Two' } } },
  })
})

test('a screen that asks for something is told that it only shows', async () => {
  const { room } = await fullRoom()
  const { token } = WayIn.parse((await stranger().post(`/joining/${room.code}/screens`)).json)
  const screen = await openPhone(room.id, { token, watches: true })
  await screen.next('welcome')
  screen.send({ type: 'operation', operation: { id: 'x', wish: { kind: 'pause' } } })
  const refused = await screen.next('refused')
  expect([refused.operationId, refused.code]).toEqual(['x', 'not-allowed'])
})

test("a screen ends with the code that let it in, and is not told the new one; members and the host's own screen stay", async () => {
  const { ada, room, host, ben } = await fullRoom()
  const byCode = WayIn.parse((await stranger().post(`/joining/${room.code}/screens`)).json)
  const byHost = WayIn.parse((await ada.post(`/rooms/${room.id}/screens`)).json)
  const open = (token: string) => openPhone(room.id, { token, watches: true })
  const [screen, hostScreen, phone] = [
    await open(byCode.token),
    await open(byHost.token),
    await openPhone(room.id, ben),
  ]
  for (const each of [screen, hostScreen, phone]) await each.next('welcome')
  await host.wish({ kind: 'rotate-code' })
  for (const each of [hostScreen, phone])
    expect((await each.next('events')).events.at(-1)?.fact.kind).toBe('code-changed')
  expect((await screen.next('goodbye')).code).toBe('code-changed')
  expect(await screen.closed).toBe(4007)
  expect(eventsOf(screen)).toEqual([])

  expect((await (await open(byCode.token)).next('goodbye')).code).toBe('code-changed')
  expect((await (await open(byHost.token)).next('welcome')).snapshot?.name).toBe(room.name)
  const queueFor = async (token: string) => {
    const screenOf = makeClient('', '', { authorization: `Bearer ${token}` })
    return (await screenOf.get(`/live/${room.id}/queue`)).status
  }
  expect([await queueFor(byCode.token), await queueFor(byHost.token)]).toEqual([404, 200])
})

test('a fallback of 500 songs is one message', async () => {
  const { room, host, songs } = await fullRoom()
  const phone = await openPhone(room.id, host)
  await phone.next('welcome')
  const gone = Array.from({ length: 499 }, (_, i) => `sng_${String(i).padStart(26, '0')}`)
  const songIds = [...gone, songs[1] ?? '']
  phone.send({ type: 'operation', operation: { id: 'f', wish: { kind: 'set-fallback', songIds } } })
  const { seq } = await phone.next('accepted')
  expect((await until(phone, seq ?? 0)).at(-1)?.fact).toMatchObject({
    settings: { fallback: [{ title: 'Two' }] },
  })
})

test('hello is said once', async () => {
  const { room, host, ben } = await fullRoom()
  const [quiet, phone] = [await openPhone(room.id, host), await openPhone(room.id, ben)]
  await Promise.all([quiet.next('welcome'), phone.next('welcome')])
  expect((await quiet.next('presence')).came).toContain(ben.memberId)
  phone.send({ type: 'hello', version: 1, token: host.token, afterSeq: null, watches: false })
  expect((await phone.next('goodbye')).code).toBe('not-understood')
  expect((await quiet.next('presence')).went).toEqual([ben.memberId])
})

test('a room that never was says so at once, and nothing is kept of the question', async () => {
  const { ben } = await fullRoom()
  const phone = await openPhone('rom_01AAAAAAAAAAAAAAAAAAAAAAAA', ben)
  expect((await phone.next('goodbye')).code).toBe('room-not-found')
  const tables = await runInDurableObject(objectOf('rom_01AAAAAAAAAAAAAAAAAAAAAAAA'), (_room, ctx) =>
    ctx.storage.sql.exec("select name from sqlite_master where name like 'event%'").toArray(),
  )
  expect(tables).toEqual([])
})

test('a room that is deleted while something is asked of it answers that it is over', async () => {
  const { ada, room, host, ben, songs } = await fullRoom()
  for (const songId of songs) await ben.wish({ kind: 'add', songId })
  await host.wish({ kind: 'play' })
  const asked = [
    ...songs.map((songId) => host.wish({ kind: 'set-fallback', songIds: [songId] })),
    ...songs.map(() => host.wish({ kind: 'rotate-code' })),
    host.wish({ kind: 'play' }),
    host.wish({ kind: 'skip', entryId: 'any' }),
  ]
  const deleted = await ada.delete(`/rooms/${room.id}`)
  expect(deleted.status).toBe(204)
  for (const { status } of await Promise.all(asked)) expect([200, 409]).toContain(status)
  expect((await host.get(`/live/${room.id}/queue`)).status).toBe(404)
})

test('a phone that closes with a code of its own making is let go like any other', async () => {
  const { room, host } = await fullRoom()
  await runInDurableObject(objectOf(room.id), async (object: Room) => {
    for (const code of [0, 999, 1004, 1005, 1006, 1015, 2_999, 5_000, 65_535]) {
      const { 1: socket } = new WebSocketPair()
      socket.accept()
      await object.webSocketClose(socket, code)
      expect(socket.readyState).toBeGreaterThanOrEqual(WebSocket.CLOSING)
    }
  })
  expect((await host.get(`/live/${room.id}/queue`)).status).toBe(200)
})

test('a full room takes somebody new in the place of a guest who left nothing behind an hour ago', async () => {
  const { room, ben, songs } = await fullRoom()
  await ben.wish({ kind: 'add', songId: songs[0] ?? '' })
  const phone = await openPhone(room.id, await enterRoom(room, 'Cem'))
  const { memberId: cem } = await phone.next('welcome')
  const nowMs = Date.now()
  const joined = await runInDurableObject(objectOf(room.id), async (object: Room) => {
    const join = async (atMs: number) => await object.join({ name: 'Dee', code: room.code, nowMs: atMs })
    // With the host, Ben and Cem there are as many as there may be.
    for (let i = 0; i < 1_997; i += 1) await join(nowMs)
    return [await join(nowMs + 3_000_000), await join(nowMs + 3_700_000)]
  })
  expect(joined).toEqual([{ refused: 'room-full' }, { memberId: expect.any(String) }])
  const { snapshot } = await (await openPhone(room.id, ben)).next('welcome')
  const kept = snapshot?.members.map(({ id }) => id) ?? []
  expect(kept).toHaveLength(4)
  expect(kept).toEqual(expect.arrayContaining([ben.memberId, cem]))
  const late = EventPage.parse((await ben.get(`/live/${room.id}/events?after=1900&limit=1000`)).json).items
  expect(late.at(-2)?.fact).toMatchObject({ kind: 'forgotten' })
  expect(late.filter(({ fact }) => fact.kind === 'joined').length).toBeGreaterThan(90)
})
