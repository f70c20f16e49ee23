import { expect, test } from 'vitest'
import type { QueueEntry } from '../queue/entry.ts'
import { type QueueMode, QueueMode as QueueModes } from '../queue/mode.ts'
import { keyBehind } from '../queue/position.ts'
import { waitingOf } from '../queue/waiting.ts'
import { apply } from './apply.ts'
import type { Wish } from './operation.ts'
import { FakeRoom, fakeSong } from './room.fake.ts'
import type { RoomState } from './state.ts'

/** A map that counts every entry that is read, written or walked over. */
class CountingMap<Value> extends Map<string, Value> {
  touched: number

  constructor(entries: readonly (readonly [string, Value])[]) {
    super()
    for (const [key, value] of entries) super.set(key, value)
    this.touched = 0
  }

  override get(key: string): Value | undefined {
    this.touched += 1
    return super.get(key)
  }

  override set(key: string, value: Value): this {
    this.touched += 1
    return super.set(key, value)
  }

  override delete(key: string): boolean {
    this.touched += 1
    return super.delete(key)
  }

  override *[Symbol.iterator](): MapIterator<[string, Value]> {
    for (const entry of super.entries()) {
      this.touched += 1
      yield entry
    }
  }

  override entries(): MapIterator<[string, Value]> {
    return this[Symbol.iterator]()
  }

  override *keys(): MapIterator<string> {
    for (const [key] of this) yield key
  }

  override *values(): MapIterator<Value> {
    for (const [, value] of this) yield value
  }

  override forEach(callback: (value: Value, key: string, map: Map<string, Value>) => void): void {
    for (const [key, value] of this) callback(value, key, this)
  }
}

/** So many songs of ten guests in turn. */
function entriesOf(count: number): QueueEntry[] {
  let position = 'a0'
  return Array.from({ length: count }, (_, at) => {
    position = keyBehind([], position)
    const standing = { position, pin: null, pinnedBy: null, votes: [] }
    return { id: `e${at}x`, song: fakeSong(`s${at}`), addedBy: `g${at % 10}`, addedSeq: at, ...standing }
  })
}

const entriesByCount = new Map([100, 10_000].map((count) => [count, entriesOf(count)]))

/** A room in which they wait. */
function roomOf(mode: QueueMode, count: number) {
  const room = new FakeRoom({ mode, mostWaitingPerGuest: 5_000, duplicateWindowMinutes: 60 })
  for (let guest = 0; guest < 10; guest += 1) room.join(`g${guest}`)
  const all = entriesByCount.get(count) ?? []
  const entries = new CountingMap(all.map((entry): [string, QueueEntry] => [entry.id, entry]))
  const state: RoomState = { ...room.state, entries, waiting: waitingOf(all) }
  return { state, entries, room }
}

const wishes: readonly (readonly [string, Wish])[] = [
  ['g1', { kind: 'add', songId: 'new' }],
  ['g1', { kind: 'remove', entryId: 'e41x' }],
  ['ada', { kind: 'move', entryId: 'e42x', afterId: 'e7x' }],
  ['ada', { kind: 'move', entryId: 'e43x', afterId: null }],
  ['g1', { kind: 'move', entryId: 'e51x', afterId: 'e22x' }],
  ['g2', { kind: 'vote', entryId: 'e41x', isFor: true }],
  ['g1', { kind: 'boost', entryId: 'e61x' }],
  ['ada', { kind: 'pause' }],
  ['ada', { kind: 'mute', memberId: 'g3', isMuted: true }],
]

/** How many entries are touched when this is decided and done. */
function touchedBy(mode: QueueMode, count: number, who: string, wish: Wish): number {
  const { state, entries, room } = roomOf(mode, count)
  entries.touched = 0
  const decision = room.answerIn(state, who, wish)
  if ('facts' in decision) {
    for (const fact of decision.facts) {
      apply(state, { seq: state.seq + 1, atMs: room.nowMs, by: who, operationId: 'o', undoes: null, fact })
    }
  }
  return entries.touched
}

test.each(
  QueueModes.options.flatMap((mode) => wishes.map(([who, wish]) => ({ mode, who, wish, kind: wish.kind }))),
)('$mode: $kind by $who touches as little of 10 000 entries as of 100', ({ mode, who, wish }) => {
  const touched = touchedBy(mode, 10_000, who, wish)
  expect(touched).toBe(touchedBy(mode, 100, who, wish))
  expect(touched).toBeLessThan(40)
})
