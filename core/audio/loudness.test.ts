import { describe, expect, test } from 'vitest'
import { makeLoudnessMeter } from './loudness.ts'
import { soundOf } from './song.fake.ts'
import { makeTruePeakMeter } from './true-peak.ts'

const rate = 48_000

function stereo(left: Float32Array): Float32Array {
  const both = new Float32Array(2 * left.length)
  left.forEach((sample, i) => {
    both[2 * i] = sample
    both[2 * i + 1] = sample
  })
  return both
}

function sineOf(decibels: number, seconds: number, hertz = 1000): Float32Array {
  return soundOf(seconds, (time) => 10 ** (decibels / 20) * Math.sin(2 * Math.PI * hertz * time), rate)
}

function loudnessOf(samples: Float32Array) {
  const meter = makeLoudnessMeter(rate, 2)
  meter.push(stereo(samples))
  return meter.finish()
}

function joined(...sounds: readonly Float32Array[]): Float32Array {
  return Float32Array.from(sounds.flatMap((sound) => [...sound]))
}

/** The signals and the expected figures are those of EBU Tech 3341 (loudness) and 3342 (range). */
describe('the EBU test signals', () => {
  test('1: a stereo sine of -23 dBFS is -23 LUFS', () => {
    expect(loudnessOf(sineOf(-23, 20)).integratedLufs).toBeCloseTo(-23, 1)
  })

  test('2: one of -33 dBFS is -33 LUFS', () => {
    expect(loudnessOf(sineOf(-33, 20)).integratedLufs).toBeCloseTo(-33, 1)
  })

  test('3: quiet stretches around it are gated', () => {
    const samples = joined(sineOf(-36, 10), sineOf(-23, 60), sineOf(-36, 10))
    expect(loudnessOf(samples).integratedLufs).toBeCloseTo(-23, 1)
  })

  test('3342-1: steps from -20 to -30 dBFS are a range of 10 LU', () => {
    expect(loudnessOf(joined(sineOf(-20, 20), sineOf(-30, 20))).rangeLu).toBeCloseTo(10, 0)
  })
})

/** EBU Tech 3341, signal 15 and following: the peaks of a quarter-rate sine lie between its samples. */
test('a true peak between the samples is found', () => {
  const sine = soundOf(1, (time) => 0.5 * Math.sin(2 * Math.PI * (rate / 4) * time + Math.PI / 4), rate)
  expect(Math.max(...sine)).toBeLessThan(0.36)
  const meter = makeTruePeakMeter(1)
  meter.push(sine)
  expect(20 * Math.log10(meter.finish())).toBeCloseTo(-6, 0)
})

test('a peak in the very last sample counts', () => {
  const meter = makeTruePeakMeter(1)
  const samples = new Float32Array(1030)
  samples[1029] = 0.9
  meter.push(samples)
  expect(meter.finish()).toBeGreaterThanOrEqual(0.9 - 1e-6)
})
