/** How soon a crowd is told of what one of them did: 500 sockets, 50 operations a second for 20 s. */
import { setTimeout as wait } from 'node:timers/promises'
import { type Row, row } from '../rows.ts'
import type { Guest } from './guest.ts'
import { eventually, openRoom, type Venue } from './venue.ts'

const crowdSize = 500
const operationsASecond = 50
const seconds = 20
const total = operationsASecond * seconds
const mostP99Ms = 150

/** What is measured, for the head of its table. */
export const crowdTitle = `Room: ${crowdSize} sockets, ${operationsASecond} operations a second for ${seconds} s`

/** Each of a crowd adds a song in turn; all are told of every one. */
export async function benchCrowd(venue: Venue): Promise<readonly Row[]> {
  const { guests } = await openRoom(venue, crowdSize)
  await eventually(() => new Set(guests.map(({ told }) => told.lastSeq)).size === 1, 10)
  const before = guests.map(({ told }) => told.count)
  const toldSince = ({ told }: Guest, i: number) => told.count - (before[i] ?? 0)
  const sentAtMs = await askInTurns(guests, venue.songId)
  await eventually(() => guests.every((guest, i) => toldSince(guest, i) >= total), 20)
  const delaysMs = guests.flatMap(({ toldAtMs }) =>
    [...sentAtMs].map(([id, sentMs]) => (toldAtMs.get(id) ?? Number.POSITIVE_INFINITY) - sentMs),
  )
  delaysMs.sort((one, other) => one - other)
  const holes = guests.reduce((sum, { told }) => sum + told.holes, 0)
  const exact = guests.filter((guest, i) => toldSince(guest, i) === total).length
  for (const guest of guests) guest.close()
  return [
    {
      name: `told of all ${total} operations, once and in order`,
      value: `${exact} of ${crowdSize}, ${holes} holes`,
      isMet: holes === 0 && exact === crowdSize,
      bar: 'all, none',
    },
    { name: 'from the press to every phone, median', value: `${shareOf(delaysMs, 0.5).toFixed(0)} ms` },
    row('from the press to every phone, p99', shareOf(delaysMs, 0.99), {
      most: mostP99Ms,
      unit: ' ms',
      digits: 0,
    }),
  ]
}

/** Answers when each operation was sent, on `performance.now()`. */
async function askInTurns(guests: readonly Guest[], songId: string): Promise<ReadonlyMap<string, number>> {
  const sentAtMs = new Map<string, number>()
  const startMs = performance.now()
  for (let i = 0; i < total; i += 1) {
    await wait(Math.max(0, startMs + (i * 1000) / operationsASecond - performance.now()))
    const id = `crowd-${i}`
    sentAtMs.set(id, performance.now())
    guests[i % guests.length]?.ask(id, { kind: 'add', songId })
  }
  return sentAtMs
}

function shareOf(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
