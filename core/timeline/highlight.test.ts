import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anySong, fakeAnalysis } from './analysis.fake.ts'
import { barFramesOf } from './bar-lines.ts'
import { energyOf, stretchNear, strongestStretch } from './highlight.ts'

/** All of a song on thirty frames a second. */
function allOf(seconds: number) {
  return { songStartSeconds: 0, lengthFrames: Math.max(1, Math.round(seconds * 30)), frameRate: 30 }
}

/** Whether whole bars come to at least seven tenths of a length, and to no more than it. */
function hasWholeBars(bars: readonly number[], mostFrames: number): boolean {
  return bars.some((from) => bars.some((to) => to - from >= 0.7 * mostFrames && to - from <= mostFrames))
}

const anyStretch = fc.record({ song: anySong, seconds: fc.constantFrom(15, 30, 180) })

test('the best stretch starts on a downbeat, ends on a bar line, and is no longer than was asked', () => {
  fc.assert(
    fc.property(anyStretch, ({ song, seconds }) => {
      const analysis = fakeAnalysis(song)
      const video = allOf(song.seconds)
      const { startFrame, lengthFrames } = strongestStretch(analysis, video, seconds)
      expect(lengthFrames).toBeLessThanOrEqual(Math.max(seconds * 30))
      expect(startFrame + lengthFrames).toBeLessThanOrEqual(video.lengthFrames)
      if (video.lengthFrames <= seconds * 30) expect(lengthFrames).toBe(video.lengthFrames)
      else if (hasWholeBars(barFramesOf(analysis, video), seconds * 30)) {
        const bars = barFramesOf(analysis, video)
        expect(bars).toContain(startFrame)
        expect(bars).toContain(startFrame + lengthFrames)
      } else expect(lengthFrames).toBe(seconds * 30)
    }),
  )
})

test('no other stretch of as many bars as fit has clearly more energy', () => {
  fc.assert(
    fc.property(anyStretch, ({ song, seconds }) => {
      const analysis = fakeAnalysis({ ...song, gridConfidence: 1 })
      const video = allOf(song.seconds)
      const bars = barFramesOf(analysis, video)
      const best = strongestStretch(analysis, video, seconds)
      if (best.lengthFrames === video.lengthFrames || !hasWholeBars(bars, seconds * 30)) return
      for (const startFrame of bars) {
        const endFrame = bars.findLast((bar) => bar <= startFrame + seconds * 30) ?? startFrame
        const other = { startFrame, lengthFrames: endFrame - startFrame }
        if (other.lengthFrames < 0.7 * seconds * 30) continue
        // An opening is worth a little.
        expect(energyOf(analysis, video, other)).toBeLessThan(energyOf(analysis, video, best) + 0.07)
      }
    }),
  )
})

test('of a quiet verse and a loud chorus, the chorus is the best', () => {
  const analysis = fakeAnalysis({
    seconds: 60,
    beatsPerMinute: 120,
    beatsPerBar: 4,
    gridConfidence: 1,
    sectionBars: 10,
    hasDrop: false,
  })
  // Sections of twenty seconds: the chorus begins at 20 s; fifteen seconds hold seven bars of two.
  expect(strongestStretch(analysis, allOf(60), 15)).toEqual({ startFrame: 600, lengthFrames: 420 })
})

test('a stretch that a person drags begins on the bar line nearest to where it was let go', () => {
  const analysis = fakeAnalysis({
    seconds: 60,
    beatsPerMinute: 120,
    beatsPerBar: 4,
    gridConfidence: 1,
    sectionBars: 10,
    hasDrop: false,
  })
  expect(stretchNear(analysis, allOf(60), { startFrame: 140, seconds: 15 })).toEqual({
    startFrame: 120,
    lengthFrames: 420,
  })
  expect(stretchNear(analysis, allOf(60), { startFrame: 1790, seconds: 15 }).startFrame).toBe(1380)
})
