/** Somebody on the socket of a room, and what they were told. */
import WebSocket from 'ws'
import { z } from 'zod'
import type { RoomMessage } from '../../core/rooms/message.ts'
import type { Wish } from '../../core/rooms/operation.ts'

const WayIn = z.object({ token: z.string(), memberId: z.string() })

/** One guest on a socket. */
export type Guest = {
  readonly memberId: string
  readonly token: string
  /** The last event that was told, how often one came that was not the next, and how many were told. */
  readonly told: { lastSeq: number; holes: number; count: number }
  /** When this guest was told of each operation, on `performance.now()`. */
  readonly toldAtMs: Map<string, number>
  readonly acceptedSeqs: Map<string, number | null>
  /** The reasons of what was refused. */
  readonly refusals: string[]
  ask(id: string, wish: Wish): void
  close(): void
}

/** Comes in by the code. */
export async function enter(origin: string, code: string, name: string) {
  const answer = await fetch(`${origin}/api/v1/joining/${code}/members`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ name }),
  })
  return WayIn.parse(await answer.json())
}

/** Connects a guest, and waits for the welcome. */
export async function connect(
  origin: string,
  roomId: string,
  way: { readonly token: string; readonly memberId: string },
): Promise<Guest> {
  // The development server in front of the Worker would compress every frame for every phone by itself; the Worker is set not to.
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/api/v1/live/${roomId}/socket`, {
    perMessageDeflate: false,
  })
  const guest: Guest = {
    ...way,
    told: { lastSeq: 0, holes: 0, count: 0 },
    toldAtMs: new Map(),
    acceptedSeqs: new Map(),
    refusals: [],
    ask: (id, wish) => socket.send(JSON.stringify({ type: 'operation', operation: { id, wish } })),
    close: () => socket.terminate(),
  }
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () =>
      socket.send(JSON.stringify({ type: 'hello', version: 1, token: way.token, afterSeq: null })),
    )
    socket.on('message', (data) => {
      // The room's own schema holds what it sends in its tests; here it would measure the reader.
      if (hear(guest, JSON.parse(String(data)) as RoomMessage)) resolve()
    })
    socket.on('close', (code) => reject(new Error(`the room said goodbye: ${code}`)))
    socket.on('error', reject)
  })
  return guest
}

/** Notes what was told; answers whether it was the welcome. */
function hear(guest: Guest, message: RoomMessage): boolean {
  if (message.type === 'welcome') {
    guest.told.lastSeq = message.snapshot?.seq ?? 0
    return true
  }
  if (message.type === 'accepted') guest.acceptedSeqs.set(message.operationId, message.seq)
  if (message.type === 'refused') guest.refusals.push(message.detail)
  if (message.type === 'events') {
    const nowMs = performance.now()
    for (const { seq, operationId } of message.events) {
      if (seq !== guest.told.lastSeq + 1) guest.told.holes += 1
      guest.told.lastSeq = seq
      guest.told.count += 1
      if (operationId !== null) guest.toldAtMs.set(operationId, nowMs)
    }
  }
  return false
}
