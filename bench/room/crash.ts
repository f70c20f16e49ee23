/** The Worker is killed while operations come; what it had accepted must be in the log afterwards, and nothing twice. */
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { Stack } from '../../scripts/stack/stack.ts'
import type { Row } from '../rows.ts'
import { eventually, openRoom, type Venue } from './venue.ts'

const operations = 200
const acceptedBefore = 60

const Events = z.object({
  items: z.array(z.object({ seq: z.number(), operationId: z.string().nullable() })),
  nextAfter: z.number().nullable(),
})

/** What is measured, for the head of its table. */
export const crashTitle = 'Room: the Worker is killed while operations come'

/** `restart` brings the stack back after its Worker was killed. */
export async function benchCrash(venue: Venue, restart: () => Promise<Stack>): Promise<readonly Row[]> {
  const { id: roomId, guests } = await openRoom(venue, 10)
  for (let i = 0; i < operations; i += 1)
    guests[i % guests.length]?.ask(`crash-${i}`, { kind: 'add', songId: venue.songId })
  const accepted = () => guests.flatMap(({ acceptedSeqs }) => [...acceptedSeqs.keys()])
  await eventually(() => accepted().length >= acceptedBefore, 20)
  venue.stack.killWorker()
  await wait(200)
  const promised = accepted()
  const back = await restart()
  const kept = await operationsIn(back, roomId, guests[0]?.token ?? '')
  const lostCount = promised.filter((id) => !kept.includes(id)).length
  const doubledCount = kept.length - new Set(kept).size
  return [
    {
      name: 'accepted, and in the log afterwards',
      value: `${promised.length - lostCount} of ${promised.length}, ${doubledCount} twice`,
      isMet: promised.length >= acceptedBefore && lostCount + doubledCount === 0,
      bar: 'all, none',
    },
  ]
}

/** The operations that a room's log has, as often as it has them. */
async function operationsIn(stack: Stack, roomId: string, token: string): Promise<readonly string[]> {
  const ids: string[] = []
  for (let after: number | null = 0; after !== null; ) {
    const answer = await fetch(`${stack.origin}/api/v1/live/${roomId}/events?after=${after}&limit=1000`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const page: z.output<typeof Events> = Events.parse(await answer.json())
    ids.push(...page.items.flatMap(({ operationId }) => operationId ?? []))
    after = page.nextAfter
  }
  return ids
}
