import { expect, test } from 'vitest'
import { tempoOfBeats } from './tempo.ts'

test('a beat every half second is 120 to the minute, also with one beat missing', () => {
  expect(tempoOfBeats([1, 1.5, 2, 2.5, 3])).toBe(120)
  expect(tempoOfBeats([1, 1.5, 2, 3, 3.5])).toBe(120)
})

test('fewer than two beats have no tempo, nor have beats that are all at one time', () => {
  expect([tempoOfBeats([]), tempoOfBeats([3]), tempoOfBeats([3, 3, 3])]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})
