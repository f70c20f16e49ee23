import { expect, test } from 'vitest'
import { stepped } from './keys.ts'

const places = {
  beatSeconds: [0.5, 1, 1.5, 2, 2.5],
  downbeatSeconds: [0.5, 2.5],
  partSeconds: [0, 30, 60],
  whole: { fromSeconds: 0, toSeconds: 90 },
}
const rubato = { ...places, beatSeconds: [], downbeatSeconds: [] }

test('arrows go from beat to beat, with Shift from bar to bar', () => {
  expect(stepped('ArrowRight', false, 1, places)).toBe(1.5)
  expect(stepped('ArrowLeft', false, 1, places)).toBe(0.5)
  expect(stepped('ArrowRight', true, 1, places)).toBe(2.5)
})

test('music without a grid goes by seconds', () => {
  expect(stepped('ArrowRight', false, 10, rubato)).toBe(11)
  expect(stepped('ArrowLeft', true, 10, rubato)).toBe(5)
  expect(stepped('ArrowLeft', true, 2, rubato)).toBe(0)
})

test('Page keys go from part to part, Home and End to the ends', () => {
  expect(stepped('PageDown', false, 31, places)).toBe(60)
  expect(stepped('PageUp', false, 31, places)).toBe(30)
  expect([stepped('Home', false, 31, places), stepped('End', false, 31, places)]).toEqual([0, 90])
})

test('a step always moves, even when seeking stopped a hair before the beat', () => {
  expect(stepped('ArrowRight', false, 0.995, places)).toBe(1.5)
})

test('keys that mean nothing here are left to the browser', () => {
  expect(stepped('a', false, 1, places)).toBeUndefined()
})
