import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countBars } from './bars.ts'
import { trackBeats } from './beat-track.ts'
import { makeRealFft } from './fft.ts'
import { makeResampler } from './resampler.ts'
import { soundOf } from './song.fake.ts'

test('the fast transform is the transform that its definition says', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(8, 16, 32, 64),
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 64, maxLength: 64 }),
      (size, values) => {
        const power = new Float64Array(size / 2 + 1)
        makeRealFft(size).powerOf(Float64Array.from(values.slice(0, size)), power)
        for (let k = 0; k <= size / 2; k++) {
          let [re, im] = [0, 0]
          for (let n = 0; n < size; n++) {
            re += (values[n] ?? 0) * Math.cos((2 * Math.PI * k * n) / size)
            im -= (values[n] ?? 0) * Math.sin((2 * Math.PI * k * n) / size)
          }
          expect(power[k]).toBeCloseTo(re * re + im * im, 8)
        }
      },
    ),
  )
})

test.each([
  [44_100, 22_050],
  [48_000, 22_050],
  [8000, 22_050],
  [22_050, 4410],
])('a tone keeps its pitch, level and time from %i to %i samples a second', (from, to) => {
  const hertz = 440
  const out: number[] = []
  const resampler = makeResampler(from, to, (samples) => out.push(...samples))
  resampler.push(soundOf(0.5, (time) => Math.sin(2 * Math.PI * hertz * time), from))
  resampler.finish()
  expect(out).toHaveLength(Math.ceil(0.5 * to))
  // The ends lean on the silence around the tone.
  const middle = out.slice(Math.round(0.1 * to), Math.round(0.4 * to))
  const errors = middle.map((sample, i) =>
    Math.abs(sample - Math.sin((2 * Math.PI * hertz * (i + Math.round(0.1 * to))) / to)),
  )
  expect(Math.max(...errors)).toBeLessThan(0.005)
})

test('beats keep an even gap through bars in which nothing is played', () => {
  const pulse = new Float32Array(1000)
  for (let frame = 0; frame < 1000; frame += 50) if (frame < 300 || frame > 700) pulse[frame] = 5
  const beats = trackBeats(pulse, () => 50, 200)
  expect(beats).toEqual(Array.from({ length: 20 }, (_, i) => 50 * i))
})

test('bars are counted through beats that say nothing, in three and in four', () => {
  for (const beatsPerBar of [3, 4]) {
    const logOdds = Array.from({ length: 60 }, (_, i) =>
      i > 20 && i < 40 ? -1 : i % beatsPerBar === 1 ? 3 : -3,
    )
    const bars = countBars(logOdds)
    expect(bars.beatsPerBar).toBe(beatsPerBar)
    expect(bars.positions.map((position, i) => (position === 1 ? i : -1)).filter((i) => i >= 0)).toEqual(
      Array.from({ length: Math.ceil(59 / beatsPerBar) }, (_, i) => 1 + i * beatsPerBar).filter(
        (i) => i < 60,
      ),
    )
  }
})
