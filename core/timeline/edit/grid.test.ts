import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addBeat,
  beatsPerBarOf,
  deleteBeat,
  doubleTempo,
  type Grid,
  halfTempo,
  moveBeat,
  setOne,
  tappedGrid,
} from './grid.ts'

function even(count: number, gapSeconds = 0.5, perBar = 4): Grid {
  return Array.from({ length: count }, (_, i) => ({ seconds: i * gapSeconds, position: (i % perBar) + 1 }))
}
const positions = (grid: Grid) => grid.map(({ position }) => position)
const seconds = (grid: Grid) => grid.map((beat) => beat.seconds)

test('a beat moves between its neighbours and never past them', () => {
  fc.assert(
    fc.property(fc.nat(7), fc.double({ min: -5, max: 9, noNaN: true }), (index, to) => {
      const moved = seconds(moveBeat(even(8), index, to))
      expect(moved).toEqual(moved.toSorted((a, b) => a - b))
      expect(new Set(moved).size).toBe(8)
    }),
  )
})

test('an added beat is counted on from the one before, until the next bar begins', () => {
  expect(positions(addBeat(even(8), 0.75))).toEqual([1, 2, 3, 4, 1, 1, 2, 3, 4])
  expect(addBeat(even(8), 1.01)).toEqual(even(8))
})

test('without a deleted beat the rest of its bar is counted anew', () => {
  expect(positions(deleteBeat(even(8), 1))).toEqual([1, 2, 3, 1, 2, 3, 4])
})

test('the one is where it was set, and every bar is counted from it', () => {
  expect(positions(setOne(even(8), 2))).toEqual([3, 4, 1, 2, 3, 4, 1, 2])
  expect(beatsPerBarOf(setOne(even(12, 0.5, 3), 1))).toBe(3)
})

test('twice the tempo and half of it are the same beats again', () => {
  const doubled = doubleTempo(even(9))
  expect(doubled).toHaveLength(17)
  expect(seconds(halfTempo(doubled))).toEqual(seconds(even(9)))
})

test('unsteady taps come to a steady grid of their tempo', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.3, max: 1.2, noNaN: true }),
      fc.array(fc.double({ min: -0.04, max: 0.04, noNaN: true }), { minLength: 12, maxLength: 40 }),
      (gap, slips) => {
        const taps = slips.map((slip, i) => 3 + i * gap + slip)
        const grid = tappedGrid([], taps, 4)
        expect(grid).toHaveLength(taps.length)
        for (const [i, beat] of grid.entries())
          expect(Math.abs(beat.seconds - (3 + i * gap))).toBeLessThan(0.09)
      },
    ),
  )
})

test('tapping leaves the beats before and after it', () => {
  const heard = even(40)
  const tapped = tappedGrid(heard, [5.1, 5.6, 6.1, 6.6, 7.1], 4)
  expect(seconds(tapped).filter((second) => second < 4.8)).toEqual(
    seconds(heard).filter((second) => second < 4.8),
  )
  expect(seconds(tapped).some((second) => Math.abs(second - 5.6) < 1e-9)).toBe(true)
})
