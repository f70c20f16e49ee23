/** A room on a local stack with songs to play, and its host, who works it over HTTP. */
import { z } from 'zod'
import type { Wish } from '../../core/rooms/operation.ts'
import { RoomSnapshot } from '../../core/rooms/state.ts'
import { type Client, signIn } from '../../scripts/client/client.ts'
import type { Entrance } from './player-page.ts'

const Brought = z.object({ id: z.string(), jobId: z.string() })
const Made = z.object({ id: z.string(), code: z.string() })
const WayIn = z.object({ roomId: z.string(), token: z.string() })
const Queue = z.object({ room: RoomSnapshot })

/** See `openRoom`. */
export type Host = {
  readonly songIds: readonly string[]
  /** Lets one more guest in. */
  admit(): Promise<Entrance>
  wish(wish: Wish): Promise<void>
  room(): Promise<RoomSnapshot>
}

/** Signs a host in, brings their songs in, and opens a room in which everybody's phone plays. */
export async function openRoom(origin: string, songPaths: readonly string[]): Promise<Host> {
  const owner = await signIn(origin, `rooms-${Math.random().toString(36).slice(2)}@example.com`)
  const songs = []
  for (const path of songPaths) songs.push(await owner.upload('song', Brought, path))
  for (const { jobId } of songs) await owner.follow(jobId, () => undefined)
  const settings = { playOn: 'everyone', mode: 'first-come', duplicateWindowMinutes: 0 }
  const made = await owner.send('POST', '/api/v1/rooms', Made, { name: 'Drift', settings })
  const { token } = await owner.send('POST', `/api/v1/rooms/${made.id}/members`, WayIn)
  const live = `${origin}/api/v1/live/${made.id}`
  let wishes = 0
  const asHost = async <S extends z.ZodType>(path: string, schema: S, body?: unknown) => {
    const answer = await fetch(`${live}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', origin },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`The room answered ${answer.status}: ${await answer.text()}`)
    return schema.parse(await answer.json())
  }
  return {
    songIds: songs.map(({ id }) => id),
    admit: () => admit(owner, made.code),
    wish: async (wish) => {
      wishes += 1
      await asHost('/operations', z.unknown(), { id: `bench-${wishes}`, wish })
    },
    room: async () => (await asHost('/queue', Queue)).room,
  }
}

async function admit(client: Client, code: string): Promise<Entrance> {
  return await client.send('POST', `/api/v1/joining/${code}/members`, WayIn, { name: 'Phone' })
}
