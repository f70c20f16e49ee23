import fc from 'fast-check'
import { expect, test } from 'vitest'
import { barsOf, energyAround } from './peaks.ts'

/** Ten pixels a second; the height of each pixel as given, mirrored. */
function waveform(heights: readonly number[]) {
  return {
    version: 2,
    channels: 1,
    sample_rate: 1000,
    samples_per_pixel: 100,
    bits: 8,
    length: heights.length,
    data: heights.flatMap((height) => [-height, height]),
  } as const satisfies { data: number[] } & Record<string, unknown>
}

test('the loudest moment fills the drawing, however quiet the song', () => {
  const bars = barsOf(
    { ...waveform([1, 4, 2, 1]), data: [-1, 1, -4, 4, -2, 2, -1, 1] },
    { fromSeconds: 0, toSeconds: 0.4 },
    4,
  )
  expect([...bars]).toEqual([0.25, 1, 0.5, 0.25])
})

test('a bar is as high as the loudest moment it covers', () => {
  const song = waveform([0, 100, 0, 0, 0, 0, 50, 0])
  expect([...barsOf({ ...song, data: [...song.data] }, { fromSeconds: 0, toSeconds: 0.8 }, 2)]).toEqual([
    1, 0.5,
  ])
})

test('silence draws nothing, and no view of any song draws outside of its frame', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 127 }), { maxLength: 80 }),
      fc.double({ min: 0, max: 10, noNaN: true }),
      fc.integer({ min: 0, max: 60 }),
      (heights, from, bars) => {
        const song = waveform(heights)
        const drawn = barsOf(
          { ...song, data: [...song.data] },
          { fromSeconds: from, toSeconds: from + 4 },
          bars,
        )
        expect(drawn).toHaveLength(bars)
        expect(drawn.every((height) => height >= 0 && height <= 1)).toBe(true)
      },
    ),
  )
  expect([...barsOf({ ...waveform([]), data: [] }, { fromSeconds: 0, toSeconds: 1 }, 3)]).toEqual([0, 0, 0])
})

test('the energy lies on the line between what was measured, and between its least and most when it is smoothed', () => {
  const energy = { hop_seconds: 0.5, values: [0, 1, 0.5] }
  expect(energyAround(energy, 0.25, 0)).toBeCloseTo(0.5, 9)
  expect(energyAround(energy, 9, 0)).toBeCloseTo(0.5, 9)
  fc.assert(
    fc.property(
      fc.double({ min: -1, max: 3, noNaN: true }),
      fc.double({ min: 0, max: 2, noNaN: true }),
      (at, over) => {
        const value = energyAround(energy, at, over)
        expect(value).toBeGreaterThanOrEqual(0)
        expect(value).toBeLessThanOrEqual(1)
      },
    ),
  )
})
