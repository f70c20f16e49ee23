import { expect, test } from 'vitest'
import type { Snapshot } from './calls.ts'
import { seriesOf } from './series.ts'

const kept = (id: string, source: string, version: number, minute: number): Snapshot => ({
  id,
  source: { kind: 'room', id: source },
  title: source,
  version,
  itemCount: 3,
  bytes: 900,
  createdAt: `2026-11-21T12:${String(minute).padStart(2, '0')}:00Z`,
})

test('each source has its versions together, newest first, and the source kept last leads', () => {
  const snapshots = [
    kept('a1', 'a', 1, 0),
    kept('b1', 'b', 1, 5),
    kept('a3', 'a', 3, 9),
    kept('a2', 'a', 2, 4),
  ]
  expect(seriesOf(snapshots).map(({ versions }) => versions.map(({ id }) => id))).toEqual([
    ['a3', 'a2', 'a1'],
    ['b1'],
  ])
})
