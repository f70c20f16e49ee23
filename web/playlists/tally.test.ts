import fc from 'fast-check'
import { expect, test } from 'vitest'
import { itemNamed } from '#core/playlists/playlist.ts'
import type { PlaylistPiece } from '#core/playlists/reading.ts'
import { shownItems, Tally } from './tally.ts'

const piece: fc.Arbitrary<PlaylistPiece> = fc.oneof(
  fc.record({
    kind: fc.constant('item' as const),
    item: fc
      .record({ durationMs: fc.option(fc.nat(600_000)), isrc: fc.option(fc.constant('GBAYE6800011')) })
      .map((known) => ({ ...itemNamed('Song'), ...known })),
  }),
  fc.record({
    kind: fc.constant('fault' as const),
    fault: fc.record({
      at: fc.constant('line 3'),
      detail: fc.constant('It has no title.'),
      isLost: fc.boolean(),
    }),
  }),
)

test('every song and every fault is counted, however the file came in pieces', () => {
  fc.assert(
    fc.property(fc.array(fc.array(piece, { maxLength: 40 }), { maxLength: 8 }), (chunks) => {
      const tally = new Tally()
      for (const chunk of chunks) tally.take(chunk)
      const all = chunks.flat()
      const items = all.flatMap((each) => (each.kind === 'item' ? [each.item] : []))
      const faults = all.flatMap((each) => (each.kind === 'fault' ? [each.fault] : []))
      const read = tally.result()
      expect(read.itemCount).toBe(items.length)
      expect(read.firstItems).toEqual(items.slice(0, shownItems))
      expect(read.faults).toEqual(faults)
      expect(read.lostCount).toBe(faults.filter(({ isLost }) => isLost).length)
      expect(read.known.isrc).toBe(items.filter(({ isrc }) => isrc !== null).length)
      expect(read.totalMs).toBe(items.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0))
    }),
  )
})

test('of two titles in one file the first is proposed', () => {
  const tally = new Tally()
  tally.take([
    { kind: 'head', head: { title: 'Summer' } },
    { kind: 'head', head: { title: 'Winter', creator: 'Ada' } },
  ])
  expect(tally.result().head).toEqual({ title: 'Summer', creator: 'Ada' })
})
