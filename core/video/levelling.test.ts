import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeLevelling, mostRounds } from './levelling.ts'
import { loudnessFault, type MeasuredLoudness, soundTargets } from './sound-targets.ts'

/** An encoder that changes what it was given by so much, on top of the gain, whenever it is asked. */
type Encoder = { readonly lossLu: number; readonly peakRiseDb: number }

function encoded(
  plain: MeasuredLoudness,
  level: ReturnType<ReturnType<typeof makeLevelling>['level']>,
  by: Encoder,
) {
  const peakDb = Math.min((plain.truePeakDb ?? 0) + level.gainDb, level.ceilingDb ?? Number.POSITIVE_INFINITY)
  return { lufs: (plain.lufs ?? 0) + level.gainDb - by.lossLu, truePeakDb: peakDb + by.peakRiseDb }
}

test('sound of any loudness comes out as loud as every video, and unclipped, whatever its encoder adds', () => {
  const song = fc.record({
    lufs: fc.double({ min: -50, max: -3, noNaN: true }),
    crestDb: fc.integer({ min: 6, max: 12 }),
  })
  const encoder = fc.record({
    lossLu: fc.double({ min: -1, max: 1, noNaN: true }),
    peakRiseDb: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(song, encoder, ({ lufs, crestDb }, by) => {
      const plain = { lufs, truePeakDb: lufs + crestDb }
      const levelling = makeLevelling(plain)
      let made: MeasuredLoudness = plain
      let isGood = false
      for (let round = 1; round <= mostRounds && !isGood; round += 1) {
        made = encoded(plain, levelling.level(), by)
        isGood = levelling.hear(made)
      }
      expect([isGood, loudnessFault(made)]).toEqual([true, undefined])
    }),
  )
})

test('sound that is loud enough already is given no limiter', () => {
  const quietPeaks = makeLevelling({ lufs: soundTargets.lufs, truePeakDb: -6 })
  expect(quietPeaks.level()).toEqual({ gainDb: 0, ceilingDb: undefined })
})
