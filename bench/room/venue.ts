/** Where the benches of rooms take place: the stack, its host with one song, and rooms in which nothing is held back. */
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { Client } from '../../scripts/client/client.ts'
import type { Stack } from '../../scripts/stack/stack.ts'
import { connect, enter, type Guest } from './guest.ts'

/** See the file. */
export type Venue = { readonly stack: Stack; readonly host: Client; readonly songId: string }

/** A room, and the guests who are in it. */
export type BenchRoom = { readonly id: string; readonly guests: readonly Guest[] }

const Room = z.object({ id: z.string(), code: z.string() })
const HostWay = z.object({ token: z.string(), memberId: z.string() })

/** Nothing is held back: the bench is of the room, not of its manners. */
const openHanded = {
  mode: 'fair',
  duplicateWindowMinutes: 0,
  allowances: {
    add: { capacity: 1_000, perMinute: 1_000 },
    boost: { capacity: 1_000, perMinute: 1_000 },
    skip: { capacity: 1_000, perMinute: 1_000 },
  },
}

/** Makes a room with so many guests. */
export async function openRoom({ stack, host }: Venue, guestCount: number): Promise<BenchRoom> {
  const room = await host.send('POST', '/api/v1/rooms', Room, { name: 'Bench', settings: openHanded })
  const guests: Guest[] = []
  for (let from = 0; from < guestCount; from += 25) {
    const names = Array.from({ length: Math.min(25, guestCount - from) }, (_, i) => `Guest ${from + i}`)
    const ways = await Promise.all(names.map((name) => enter(stack.origin, room.code, name)))
    guests.push(...(await Promise.all(ways.map((way) => connect(stack.origin, room.id, way)))))
  }
  return { id: room.id, guests }
}

/** Makes co-hosts of all guests, who may ask for more at once. */
export async function promote({ stack, host }: Venue, { id, guests }: BenchRoom): Promise<void> {
  const way = await host.send('POST', `/api/v1/rooms/${id}/members`, HostWay, {})
  const owner = await connect(stack.origin, id, way)
  for (const { memberId } of guests)
    owner.ask(`promote-${memberId}`, { kind: 'give-role', memberId, role: 'cohost' })
  if (!(await eventually(() => owner.acceptedSeqs.size === guests.length, 20)))
    throw new Error(`co-hosts were refused: ${owner.refusals[0] ?? 'no answer'}`)
  owner.close()
}

/** Waits until something holds, and gives up after so many seconds. */
export async function eventually(holds: () => boolean, seconds: number): Promise<boolean> {
  const untilMs = performance.now() + seconds * 1000
  while (!holds() && performance.now() < untilMs) await wait(20)
  return holds()
}
