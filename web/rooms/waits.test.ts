import { expect, test } from 'vitest'
import type { QueueEntry } from '#core/queue/entry.ts'
import { ownWait, waitsOf, waitWords } from './waits.ts'

function entry(id: string, addedBy: string, durationSeconds: number): [string, QueueEntry] {
  const song = { songId: `sng_${id}`, title: id, artist: null, durationSeconds }
  return [id, { id, song, addedBy, addedSeq: 1, position: 'a0', pin: null, pinnedBy: null, votes: [] }]
}

const entries = new Map([entry('a', 'ada', 200), entry('b', 'ben', 100), entry('c', 'cem', 300)])
const order = ['a', 'b', 'c']

test('a song waits for the rest of what plays and for everything before it', () => {
  expect([...waitsOf(order, entries, 60)]).toEqual([60, 260, 360])
})

test('a guest hears how many songs and about how many minutes are before theirs', () => {
  const waits = waitsOf(order, entries, 60)
  expect(ownWait(order, entries, waits, 'cem')).toEqual({ songsBefore: 2, seconds: 360 })
  expect(ownWait(order, entries, waits, 'dee')).toBeUndefined()
  expect(waitWords({ songsBefore: 3, seconds: 660 })).toBe('in 3 songs, about 11 min')
  expect(waitWords({ songsBefore: 1, seconds: 20 })).toBe('in 1 song, in less than a minute')
  expect(waitWords({ songsBefore: 0, seconds: 130 })).toBe('next, in about 2 min')
  expect(waitWords({ songsBefore: 0, seconds: 9 })).toBe('next, in less than a minute')
  expect(waitWords({ songsBefore: 40, seconds: 7_500 })).toBe('in 40 songs, about 2 h 5 min')
})
