import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RoomEvent } from '#core/rooms/event.ts'
import type { KeptWish } from './offline.ts'
import { afterEvents, notShownYet, type OpenWish, settle } from './wishes.ts'

function add(id: string): KeptWish {
  return { operation: { id, wish: { kind: 'add', songId: `sng_${id}` } }, song: null, isFromOffline: false }
}

function happened(seq: number, operationId: string): RoomEvent {
  const fact = { kind: 'room-named', name: 'Tonight', was: 'Today' } as const
  return { seq, atMs: 0, by: 'mem_1', operationId, undoes: null, fact }
}

const yes = (operationId: string, seq: number | null) => ({ type: 'accepted', operationId, seq }) as const
const no = (operationId: string) =>
  ({ type: 'refused', operationId, code: 'duplicate-song', detail: 'It waits already.' }) as const

test('a wish is shown until the room shows what it did, whichever of its answer and its event comes first', () => {
  const answerFirst = settle([add('a')], yes('a', 7), 6).open
  expect(notShownYet(answerFirst)).toHaveLength(1)
  expect(afterEvents(answerFirst, [happened(7, 'a')], 7)).toEqual([])

  const eventFirst = afterEvents([add('a')], [happened(7, 'a')], 7)
  expect(notShownYet(eventFirst)).toEqual([])
  expect(settle(eventFirst, yes('a', 7), 7).open).toEqual([])
})

test('a wish that changed nothing, or was refused, is over with its answer', () => {
  expect(settle([add('a'), add('b')], yes('a', null), 3).open).toEqual([add('b')])
  const { open, fate } = settle([add('a')], no('a'), 3)
  expect(open).toEqual([])
  expect(fate?.outcome).toEqual({ kind: 'refused', code: 'duplicate-song', detail: 'It waits already.' })
})

test('a wish that was sent again after its event arrived in a snapshot is over with the answer to the second sending', () => {
  expect(settle([add('a')], yes('a', 7), 12)).toMatchObject({ open: [], fate: { outcome: { seq: 7 } } })
})

test('every wish is told its fate exactly once, whatever order answers and events come in, and twice sent or not', () => {
  const ids = ['a', 'b', 'c']
  const heard = fc.shuffledSubarray(
    ids.flatMap((id, i) => [
      { kind: 'answer', id, seq: i + 1 } as const,
      { kind: 'answer', id, seq: i + 1 } as const,
      { kind: 'event', id, seq: i + 1 } as const,
    ]),
    { minLength: 9 },
  )
  fc.assert(
    fc.property(heard, (messages) => {
      let open: readonly OpenWish[] = ids.map(add)
      let confirmedSeq = 0
      const told: string[] = []
      for (const { kind, id, seq } of messages) {
        if (kind === 'event') {
          confirmedSeq = Math.max(confirmedSeq, seq)
          open = afterEvents(open, [happened(seq, id)], confirmedSeq)
        } else {
          const settled = settle(open, yes(id, seq), confirmedSeq)
          open = settled.open
          if (settled.fate !== undefined) told.push(settled.fate.kept.operation.id)
        }
      }
      expect(open).toEqual([])
      expect(told.toSorted()).toEqual(ids)
    }),
  )
})
