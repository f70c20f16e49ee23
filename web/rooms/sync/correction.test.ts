import fc from 'fast-check'
import { expect, test } from 'vitest'
import { correctionOf, jumpMs, leaveMs, mostRateChange } from './correction.ts'

const tickSeconds = 0.25

/** A player whose sound runs at another speed than the room's clock, and whose drift is read with noise. */
function play(options: {
  readonly startMs: number
  readonly skew: number
  readonly noiseMs: readonly number[]
  readonly seconds: number
}) {
  const ticks = Math.round(options.seconds / tickSeconds)
  let driftMs = options.startMs
  let rate = 1
  let jumps = 0
  let changes = 0
  const drifts: number[] = []
  for (let tick = 0; tick < ticks; tick += 1) {
    const noiseMs = options.noiseMs[tick % options.noiseMs.length] ?? 0
    const correction = correctionOf(driftMs + noiseMs, rate, false)
    if (correction.kind === 'jump') {
      jumps += 1
      driftMs = -noiseMs
      rate = 1
    } else if (correction.kind === 'rate') {
      if (rate === 1 || correction.rate === 1) changes += 1
      rate = correction.rate
    }
    driftMs += (rate - 1 + options.skew) * tickSeconds * 1000
    drifts.push(driftMs)
  }
  return { drifts, jumps, changes }
}

const noise = fc.array(fc.double({ min: -1.5, max: 1.5, noNaN: true }), { minLength: 1, maxLength: 37 })

test('from anywhere it is back within twenty seconds, and stays, on a sound card that is off by 0.02 %', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -2_000, max: 2_000, noNaN: true }),
      fc.double({ min: -2e-4, max: 2e-4, noNaN: true }),
      noise,
      (startMs, skew, noiseMs) => {
        const { drifts } = play({ startMs, skew, noiseMs, seconds: 120 })
        const later = drifts.slice(20 / tickSeconds).map(Math.abs)
        expect(Math.max(...later)).toBeLessThanOrEqual(leaveMs + 1.6)
      },
    ),
  )
})

test('it jumps at most once, and does not change its speed back and forth', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -2_000, max: 2_000, noNaN: true }),
      fc.double({ min: -1e-4, max: 1e-4, noNaN: true }),
      noise,
      (startMs, skew, noiseMs) => {
        const { jumps, changes } = play({ startMs, skew, noiseMs, seconds: 60 })
        expect(jumps).toBeLessThanOrEqual(1)
        // Once to begin and once to end; again when the sound card has drifted by the width of the rule.
        expect(changes).toBeLessThanOrEqual(2 + 2 * Math.ceil(6 / (leaveMs - 2 - 3)))
      },
    ),
  )
})

test('what is near is left alone, what is far is jumped, and the speed changes by half a percent at most', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -500, max: 500, noNaN: true }),
      fc.constantFrom(1, 0.996, 1.004),
      (driftMs, rate) => {
        const correction = correctionOf(driftMs, rate, false)
        if (rate === 1 && Math.abs(driftMs) <= leaveMs) expect(correction.kind).toBe('keep')
        if (Math.abs(driftMs) > jumpMs) expect(correction.kind).toBe('jump')
        if (correction.kind !== 'rate') return
        expect(Math.abs(correction.rate - 1)).toBeLessThanOrEqual(mostRateChange + 1e-12)
        // Whoever is ahead slows down.
        expect(Math.sign(correction.rate - 1) * Math.sign(driftMs)).toBeLessThanOrEqual(0)
      },
    ),
  )
})

test('a song that has just begun is put right by a jump, where later its speed would do it', () => {
  expect([correctionOf(30, 1, true).kind, correctionOf(30, 1, false).kind]).toEqual(['jump', 'rate'])
})
