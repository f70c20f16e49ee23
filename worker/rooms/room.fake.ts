/** Rooms and the people in them, for tests: over HTTP and over sockets, every message of the room held against its schema. */
import { SELF } from 'cloudflare:test'
import { type ClientMessage, RoomMessage } from '#core/rooms/message.ts'
import type { Wish } from '#core/rooms/operation.ts'
import { Song } from '../songs/schema.ts'
import type { Answer } from '../testing/answer.ts'
import { type Client, makeClient, origin, stranger } from '../testing/harness.ts'
import { wav } from '../testing/material.ts'
import { type NewRoom, Room, WayIn } from './schema.ts'

/** Somebody in a room: a browser without an account that sends the room's token. */
export type Member = Client & {
  readonly token: string
  readonly memberId: string
  readonly authorization: string
  wish(wish: Wish, id?: string): Promise<Answer>
}

let operations = 0

/** A room of this host. */
export async function makeRoom(host: Client, wish: Partial<NewRoom> = {}): Promise<Room> {
  return Room.parse((await host.post('/rooms', { name: 'Friday', ...wish })).json)
}

/** Comes into a room: its host by their account, a guest by name. */
export async function enterRoom(room: Pick<Room, 'id' | 'code'>, who: Client | string): Promise<Member> {
  const answer =
    typeof who === 'string'
      ? await stranger().post(`/joining/${room.code}/members`, { name: who })
      : await who.post(`/rooms/${room.id}/members`)
  const { token, memberId } = WayIn.parse(answer.json)
  const authorization = `Bearer ${token}`
  const client = makeClient('', '', { authorization })
  return {
    ...client,
    token,
    memberId: memberId ?? '',
    authorization,
    wish: async (wish, id) => {
      operations += 1
      return await client.post(`/live/${room.id}/operations`, { id: id ?? `op-${operations}`, wish })
    },
  }
}

/** Songs of this host by these titles, each a file of so many seconds; answers their ids. */
export async function makeSongs(host: Client, titles: readonly string[], seconds = 20): Promise<string[]> {
  const ids: string[] = []
  for (const title of titles) {
    const { id } = Song.parse((await host.upload('/songs', wav(seconds), `${title}.wav`)).json)
    await host.patch(`/songs/${id}`, { title })
    ids.push(id)
  }
  return ids
}

/** A phone on the socket of a room. */
export type Phone = {
  /** Everything the room has said, in order. */
  readonly heard: readonly RoomMessage[]
  /** The code of the close frame, once there was one. */
  readonly closed: Promise<number>
  send(message: ClientMessage | string | ArrayBuffer): void
  /** The next message of a type that was not asked for before; waits for it. */
  next<T extends RoomMessage['type']>(type: T): Promise<Extract<RoomMessage, { type: T }>>
  close(): void
}

/** Opens the socket of a room; says hello by itself where it is told who it is. */
export async function openPhone(
  roomId: string,
  who?: { readonly token: string; readonly afterSeq?: number; readonly watches?: boolean },
): Promise<Phone> {
  const response = await SELF.fetch(`${origin}/api/v1/live/${roomId}/socket`, {
    headers: { upgrade: 'websocket' },
  })
  const socket = response.webSocket
  if (socket === null) throw new Error(`no socket: ${response.status} ${await response.text()}`)
  const heard: RoomMessage[] = []
  const taken = new Set<RoomMessage>()
  let wake = () => {}
  socket.addEventListener('message', ({ data }) => {
    heard.push(RoomMessage.parse(JSON.parse(String(data))))
    wake()
  })
  const closed = new Promise<number>((resolve) => {
    socket.addEventListener('close', ({ code }) => resolve(code))
  })
  socket.accept()
  const send: Phone['send'] = (message) =>
    socket.send(
      typeof message === 'string' || message instanceof ArrayBuffer ? message : JSON.stringify(message),
    )
  const phone: Phone = {
    heard,
    closed,
    send,
    next: async (type) => {
      for (;;) {
        const found = heard.find((message) => message.type === type && !taken.has(message))
        if (found !== undefined) {
          taken.add(found)
          // It was looked for by its type.
          return found as Extract<RoomMessage, { type: typeof type }>
        }
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    close: () => socket.close(1000),
  }
  if (who !== undefined)
    send({
      type: 'hello',
      version: 1,
      token: who.token,
      afterSeq: who.afterSeq ?? null,
      watches: who.watches ?? false,
    })
  return phone
}
