import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { QueueEntry } from '#core/queue/entry.ts'
import type { Anchor } from '#core/rooms/event.ts'
import { type Parts, partsOf } from './parts.ts'

function entryOf(id: string, durationSeconds: number): QueueEntry {
  const song = { songId: `song-${id}`, title: id, artist: null, durationSeconds }
  return { id, song, addedBy: 'ada', addedSeq: 1, position: 'a0', pin: null, pinnedBy: null, votes: [] }
}

function playingOf(id: string, anchor: Partial<Anchor>, durationSeconds = 200) {
  return {
    entry: entryOf(id, durationSeconds),
    rank: 0,
    anchor: { isPaused: false, positionSeconds: 0, atMs: 0, ...anchor },
  }
}

function handoverOf(parts: Parts) {
  return parts.kind === 'song' ? parts.ending?.handover : undefined
}

const noCrossfade = { crossfadeSeconds: 0 }

test('a room in which nothing plays is silent, from the moment at which the last song was stopped', () => {
  const before = playingOf('a', { isPaused: true, positionSeconds: 7, atMs: 5_000 })
  expect(partsOf({ playing: null, before: null, settings: noCrossfade })).toEqual({
    kind: 'silence',
    fromMs: 0,
  })
  expect(partsOf({ playing: null, before, settings: noCrossfade })).toEqual({
    kind: 'silence',
    fromMs: 5_000,
  })
})

test('a paused song is silent from its anchor on', () => {
  const playing = playingOf('a', { isPaused: true, positionSeconds: 7, atMs: 5_400 })
  expect(partsOf({ playing, before: null, settings: noCrossfade })).toEqual({
    kind: 'silence',
    fromMs: 5_400,
  })
})

test('a song that ends by itself is joined to the next, and one that is skipped is not', () => {
  const before = playingOf('a', { positionSeconds: 20, atMs: 1_000 })
  const atEnd = partsOf({ playing: playingOf('b', { atMs: 181_000 }), before, settings: noCrossfade })
  const skipped = partsOf({ playing: playingOf('b', { atMs: 60_000 }), before, settings: noCrossfade })
  expect(handoverOf(atEnd)).toEqual({ atMs: 181_000, crossfadeSeconds: 0, isNatural: true })
  expect(handoverOf(skipped)).toEqual({ atMs: 60_000, crossfadeSeconds: 0, isNatural: false })
})

test('once the next song was moved or paused, the one before is over', () => {
  const before = playingOf('a', {})
  const moved = playingOf('b', { positionSeconds: 3, atMs: 60_000 })
  const paused = playingOf('b', { isPaused: true, positionSeconds: 0, atMs: 60_000 })
  expect(partsOf({ playing: moved, before, settings: noCrossfade })).toEqual({
    kind: 'song',
    playing: moved,
    ending: null,
  })
  expect(partsOf({ playing: paused, before, settings: noCrossfade })).toEqual({
    kind: 'silence',
    fromMs: 60_000,
  })
})

test('two songs sound together for the crossfade at most, and never longer than the first has left', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 12, noNaN: true }),
      fc.double({ min: 1, max: 600, noNaN: true }),
      fc.integer({ min: 0, max: 700_000 }),
      (crossfadeSeconds, durationSeconds, atMs) => {
        const before = playingOf('a', {}, durationSeconds)
        const parts = partsOf({ playing: playingOf('b', { atMs }), before, settings: { crossfadeSeconds } })
        const together = handoverOf(parts)?.crossfadeSeconds ?? Number.NaN
        expect(together).toBeLessThanOrEqual(crossfadeSeconds)
        expect(together).toBeLessThanOrEqual(Math.max(0, durationSeconds - atMs / 1000))
        expect(together).toBeGreaterThanOrEqual(0)
      },
    ),
  )
})
