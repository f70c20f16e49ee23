/** What an operation costs with 100 and with 10 000 songs waiting (240 more at the end), in turns in the same run. */
import { setTimeout as wait } from 'node:timers/promises'
import { type Row, row } from '../rows.ts'
import type { Guest } from './guest.ts'
import { eventually, openRoom, promote, type Venue } from './venue.ts'

const [shortQueue, longQueue] = [100, 10_000]
/** An operation in a long queue may cost so much of one in a short one before it counts as more than noise. */
const mostRatio = 1.5
/** Each stays below what a co-host may ask for at once. */
const songsPerFiller = 150
const timedGuests = 4
const [rounds, timedAtOnce] = [6, 40]

/** What is measured, for the head of its table. */
export const longQueueTitle = `Room: an operation with ${longQueue} songs waiting beside one with ${shortQueue}`

/** Songs are added to a long and to a short queue by turns. */
export async function benchLongQueue(venue: Venue): Promise<readonly Row[]> {
  const rooms = [await openFilledRoom(venue, shortQueue), await openFilledRoom(venue, longQueue)]
  const costsMs: number[][] = [[], []]
  for (let round = 0; round < rounds; round += 1) {
    for (const [i, guests] of rooms.entries())
      costsMs[i]?.push(...(await timeAdding(guests, venue.songId, `${i}-${round}`)))
  }
  const [shortMs = Number.NaN, longMs = Number.NaN] = costsMs.map(medianOf)
  for (const guest of rooms.flat()) guest.close()
  return [
    { name: 'median to the answer', value: `${longMs.toFixed(2)} beside ${shortMs.toFixed(2)} ms` },
    row('ratio', longMs / shortMs, { most: mostRatio, unit: '', digits: 2 }),
  ]
}

/** A room in which so many songs wait; answers some guests who have added none of them. */
async function openFilledRoom(venue: Venue, songCount: number): Promise<readonly Guest[]> {
  const room = await openRoom(venue, timedGuests + Math.ceil(songCount / songsPerFiller))
  await promote(venue, room)
  const [timed, fillers] = [room.guests.slice(0, timedGuests), room.guests.slice(timedGuests)]
  for (let i = 0; i < songCount; i += 1) {
    fillers[i % fillers.length]?.ask(`fill-${i}`, { kind: 'add', songId: venue.songId })
    // The Worker answers meanwhile.
    if (i % 500 === 499) await wait(100)
  }
  const countTaken = () => fillers.reduce((sum, { acceptedSeqs }) => sum + acceptedSeqs.size, 0)
  if (!(await eventually(() => countTaken() >= songCount, 120))) {
    const [refusal = ''] = fillers.flatMap(({ refusals }) => refusals)
    throw new Error(`of ${songCount} songs ${countTaken()} were taken: ${refusal}`)
  }
  for (const filler of fillers) filler.close()
  return timed
}

/** One song more after the other: how long each waits for its answer, in milliseconds. */
async function timeAdding(guests: readonly Guest[], songId: string, run: string): Promise<readonly number[]> {
  const timesMs: number[] = []
  for (let i = 0; i < timedAtOnce; i += 1) {
    const guest = guests[i % guests.length]
    if (guest === undefined) continue
    const id = `timed-${run}-${i}`
    const startMs = performance.now()
    guest.ask(id, { kind: 'add', songId })
    while (!guest.acceptedSeqs.has(id)) {
      if (guest.refusals.length > 0) throw new Error(`a song was refused: ${guest.refusals[0]}`)
      await wait(0)
    }
    timesMs.push(performance.now() - startMs)
  }
  return timesMs
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN
}
