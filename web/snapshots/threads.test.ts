import { expect, test } from 'vitest'
import { threadsOf } from './threads.ts'

test('every change of a short list has its own thread, from its place before to its place after', () => {
  // Four songs: the first went, the last became the first, and one came at the end.
  const comparison = {
    came: [{ at: 3 }],
    went: [{ at: 0 }],
    moved: [{ from: 3, to: 0 }],
    stayedCount: 2,
  }
  const threads = threadsOf(comparison, { before: 4, after: 4 })
  expect(threads.went).toBe('M125 0V24')
  expect(threads.came).toBe('M875 100V76')
  expect(threads.moved).toBe('M875 0C875 50 125 50 125 100')
  expect(threads.stayed.match(/M/g)).toHaveLength(2)
})

test('the picture of a hundred thousand songs that all changed is no larger than a page can draw', () => {
  const places = Array.from({ length: 50_000 }, (_, at) => ({ at }))
  const moved = places.map(({ at }) => ({ from: 50_000 + at, to: 99_999 - at }))
  const threads = threadsOf(
    { came: places, went: places, moved, stayedCount: 0 },
    { before: 100_000, after: 100_000 },
  )
  expect(Object.values(threads).join('').length).toBeLessThan(100_000)
})
