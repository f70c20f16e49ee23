import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anySong, fakeAnalysis } from './analysis.fake.ts'
import { barFramesOf } from './bar-lines.ts'
import { energyOf, stretchNear, strongestStretch } from './highlight.ts'
import { isGridTrusted } from './song-range.ts'

/** All of a song on thirty frames a second. */
function allOf(seconds: number) {
  return { songStartSeconds: 0, lengthFrames: Math.max(1, Math.round(seconds * 30)), frameRate: 30 }
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
      else if (isGridTrusted(analysis)) {
        const bars = barFramesOf(analysis, video)
        expect(bars).toContain(startFrame)
        expect(bars).toContain(startFrame + lengthFrames)
      } else expect(lengthFrames).toBe(seconds * 30)
    }),
  )
})

test('no other stretch of whole bars that is as long has clearly more energy', () => {
  fc.assert(
    fc.property(anyStretch, ({ song, seconds }) => {
      const analysis = fakeAnalysis({ ...song, gridConfidence: 1 })
      const video = allOf(song.seconds)
      const best = strongestStretch(analysis, video, seconds)
      if (best.lengthFrames === video.lengthFrames) return
      for (const startFrame of barFramesOf(analysis, video)) {
        const other = { ...best, startFrame }
        if (startFrame + best.lengthFrames > video.lengthFrames) continue
        // An opening is worth a little, and bars are rounded to frames.
        expect(energyOf(analysis, video, other)).toBeLessThan(energyOf(analysis, video, best) + 0.09)
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
