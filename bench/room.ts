/**
 * A live room beside its bars, on a local stack: how soon 500 phones are told of what one of them did, what an operation
 * costs in a long queue beside a short one, and what is left after the Worker was killed.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { withWorkFolder } from '../container/server/work-folder.ts'
import { type Client, signIn } from '../scripts/client/client.ts'
import { findFreePort } from '../scripts/stack/port.ts'
import { type Stack, startStack } from '../scripts/stack/stack.ts'
import { connect, enter, eventually, type Guest } from './room/crowd.ts'

const crowdSize = 500
const operationsASecond = 50
const seconds = 20
const [shortQueue, longQueue] = [100, 10_000]
/** An operation in a long queue may cost so much of one in a short one before it counts as more than noise. */
const mostRatio = 1.5
const mostP99Ms = 150

const Room = z.object({ id: z.string(), code: z.string() })
const Song = z.object({ id: z.string() })
const Events = z.object({
  items: z.array(z.object({ seq: z.number(), operationId: z.string().nullable() })),
  nextAfter: z.number().nullable(),
})

/** Runs the bench and prints its table. Answers whether every bar was met. */
export async function runRoomBench(): Promise<boolean> {
  return await withWorkFolder(async (folder) => {
    const settings = { port: await findFreePort(), stateFolder: join(folder, 'state') }
    const start = () => startStack(settings, () => undefined, new AbortController().signal)
    let stack = await start()
    try {
      const client = await signIn(stack.origin, 'host@example.com')
      const songId = await bringSong(client, folder)
      const isCrowdServed = await crowd(stack, client, songId)
      const isLongCheap = await longAndShort(stack, client, songId)
      const isKept = await killedInTheMiddle(stack, client, songId, async () => {
        await stack.stop()
        stack = await start()
        return stack
      })
      return isCrowdServed && isLongCheap && isKept
    } finally {
      await stack.stop()
    }
  })
}

/** One short song is enough: a queue does not listen. */
async function bringSong(client: Client, folder: string): Promise<string> {
  const path = join(folder, 'song.wav')
  await writeFile(path, silence(20))
  return (await client.upload('song', Song, path)).id
}

/** A WAV file of so many seconds of silence: 16-bit mono at 8000 samples a second. */
function silence(length: number): Uint8Array {
  const bytes = Buffer.alloc(44 + length * 16_000)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(bytes.length - 8, 4)
  bytes.write('WAVEfmt ', 8)
  for (const [at, value] of [
    [16, 16],
    [24, 8_000],
    [28, 16_000],
  ] as const)
    bytes.writeUInt32LE(value, at)
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const)
    bytes.writeUInt16LE(value, at)
  bytes.write('data', 36)
  bytes.writeUInt32LE(length * 16_000, 40)
  return bytes
}

/** Nothing is held back: the bench is of the room, not of its manners. */
const openHanded = {
  duplicateWindowMinutes: 0,
  allowances: {
    add: { capacity: 1_000, perMinute: 1_000 },
    boost: { capacity: 1_000, perMinute: 1_000 },
    skip: { capacity: 1_000, perMinute: 1_000 },
  },
}

async function openRoom(stack: Stack, client: Client, guests: number) {
  const wish = { name: 'Bench', settings: { ...openHanded, mode: 'fair' } }
  const room = await client.send('POST', '/api/v1/rooms', Room, wish)
  const crowd: Guest[] = []
  for (let from = 0; from < guests; from += 25) {
    const names = Array.from({ length: Math.min(25, guests - from) }, (_, i) => `Guest ${from + i}`)
    const ways = await Promise.all(names.map((name) => enter(stack.origin, room.code, name)))
    crowd.push(...(await Promise.all(ways.map((way) => connect(stack.origin, room.id, way)))))
  }
  return { room, crowd }
}

/** 500 sockets, 50 operations a second for 20 s. */
async function crowd(stack: Stack, client: Client, songId: string): Promise<boolean> {
  const { crowd: guests } = await openRoom(stack, client, crowdSize)
  await eventually(() => new Set(guests.map(({ told }) => told.lastSeq)).size === 1, 10)
  const before = guests.map(({ told }) => told.count)
  const sentAtMs = new Map<string, number>()
  const total = operationsASecond * seconds
  const startMs = performance.now()
  for (let i = 0; i < total; i += 1) {
    await wait(Math.max(0, startMs + (i * 1000) / operationsASecond - performance.now()))
    const id = `crowd-${i}`
    sentAtMs.set(id, performance.now())
    guests[i % guests.length]?.ask(id, { kind: 'add', songId })
  }
  const isDelivered = await eventually(
    () => guests.every(({ told }, i) => told.count - (before[i] ?? 0) >= total),
    20,
  )
  const delays = guests.flatMap(({ toldAtMs }) =>
    [...sentAtMs].map(([id, sentMs]) => (toldAtMs.get(id) ?? Number.POSITIVE_INFINITY) - sentMs),
  )
  delays.sort((one, other) => one - other)
  const at = (share: number) =>
    delays[Math.min(delays.length - 1, Math.floor(share * delays.length))] ?? Number.NaN
  const holes = guests.reduce((sum, { told }) => sum + told.holes, 0)
  const exact = guests.filter(({ told }, i) => told.count - (before[i] ?? 0) === total).length
  console.log(`\nRoom: ${crowdSize} sockets, ${operationsASecond} operations a second for ${seconds} s`)
  say(
    `told of all ${total} operations, once and in order`,
    `${exact} of ${crowdSize}, ${holes} holes`,
    isDelivered && holes === 0 && exact === crowdSize,
  )
  say('from the press to every phone, median', `${at(0.5).toFixed(0)} ms`)
  say(
    'from the press to every phone, p99',
    `${at(0.99).toFixed(0)} ms`,
    at(0.99) <= mostP99Ms,
    `${mostP99Ms} ms`,
  )
  for (const guest of guests) guest.close()
  return isDelivered && holes === 0 && exact === crowdSize && at(0.99) <= mostP99Ms
}

/** What an operation costs with 100 and with 10 000 songs waiting (240 more at the end), in turns in the same run. */
async function longAndShort(stack: Stack, client: Client, songId: string): Promise<boolean> {
  const rooms = [
    await filled(stack, client, songId, shortQueue),
    await filled(stack, client, songId, longQueue),
  ]
  const costs: number[][] = [[], []]
  for (let round = 0; round < 6; round += 1) {
    for (const [i, guests] of rooms.entries())
      costs[i]?.push(...(await timed(guests, songId, `${i}-${round}`)))
  }
  const [short = Number.NaN, long = Number.NaN] = costs.map(median)
  const ratio = long / short
  console.log(`\nRoom: an operation with ${longQueue} songs waiting beside one with ${shortQueue}`)
  say('median to the answer', `${long.toFixed(2)} ms beside ${short.toFixed(2)} ms`)
  say('ratio', ratio.toFixed(2), ratio <= mostRatio, String(mostRatio))
  for (const guests of rooms) for (const guest of guests) guest.close()
  return ratio <= mostRatio
}

async function filled(
  stack: Stack,
  client: Client,
  songId: string,
  songs: number,
): Promise<readonly Guest[]> {
  // Each stays below the 300 messages that a socket may send at once.
  const { crowd: guests } = await openRoom(stack, client, Math.max(4, songs / 100))
  for (let i = 0; i < songs; i += 1) {
    guests[i % guests.length]?.ask(`fill-${i}`, { kind: 'add', songId })
    // The Worker answers meanwhile.
    if (i % 500 === 499) await wait(100)
  }
  const answered = () => guests.reduce((sum, { acceptedSeqs }) => sum + acceptedSeqs.size, 0)
  if (!(await eventually(() => answered() >= songs, 120)))
    throw new Error(
      `of ${songs} songs ${answered()} were taken: ${guests.flatMap(({ refusals }) => refusals)[0] ?? ''}`,
    )
  const [first, second, third, fourth, ...others] = guests
  for (const guest of others) guest.close()
  return [first, second, third, fourth].flatMap((guest) => guest ?? [])
}

/** One song more after the other: how long each waits for its answer. */
async function timed(guests: readonly Guest[], songId: string, run: string): Promise<readonly number[]> {
  const times: number[] = []
  for (let i = 0; i < 40; i += 1) {
    const guest = guests[i % guests.length]
    if (guest === undefined) continue
    const id = `timed-${run}-${i}`
    const startMs = performance.now()
    guest.ask(id, { kind: 'add', songId })
    while (!guest.acceptedSeqs.has(id) && guest.refusals.length === 0) await wait(0)
    times.push(performance.now() - startMs)
  }
  return times
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** The Worker is killed while operations come; what it had accepted must be in the log afterwards, and nothing twice. */
async function killedInTheMiddle(
  stack: Stack,
  client: Client,
  songId: string,
  restart: () => Promise<Stack>,
): Promise<boolean> {
  const { room, crowd: guests } = await openRoom(stack, client, 10)
  for (let i = 0; i < 200; i += 1) guests[i % guests.length]?.ask(`kill-${i}`, { kind: 'add', songId })
  const accepted = () => guests.flatMap(({ acceptedSeqs }) => [...acceptedSeqs.keys()])
  await eventually(() => accepted().length >= 60, 20)
  stack.killWorker()
  await wait(200)
  const promised = accepted()
  const back = await restart()
  const kept = await operationsIn(back, room.id, guests[0]?.token ?? '')
  const lost = promised.filter((id) => !kept.includes(id))
  const doubled = kept.length - new Set(kept).size
  console.log('\nRoom: the Worker is killed while operations come')
  say(
    'accepted, and in the log afterwards',
    `${promised.length - lost.length} of ${promised.length}, ${doubled} twice`,
    lost.length + doubled === 0,
  )
  return lost.length + doubled === 0
}

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

function say(name: string, value: string, isMet?: boolean, bar?: string): void {
  const verdict = isMet === undefined ? '' : isMet ? 'met' : 'NOT MET'
  console.log(`  ${name.padEnd(56)}${value.padStart(28)}  ${bar === undefined ? '' : `[${bar}] `}${verdict}`)
}
