import { expect, test } from 'vitest'
import { fakeAnalysis } from '#core/timeline/analysis.fake.ts'
import { beatAt, firstFrom, partAtFrame, placeOf, shortPlaceOf, songGridOf } from './song-grid.ts'

/** 120 beats a minute in fours: a beat every 15 frames, a bar every 60, a part every 480. */
const analysis = fakeAnalysis({
  seconds: 64,
  beatsPerMinute: 120,
  beatsPerBar: 4,
  gridConfidence: 0.9,
  sectionBars: 8,
  hasDrop: false,
})
const stretch = { songStartSeconds: 0, lengthFrames: 1920, frameRate: 30 }

test('a frame is named by the beat that sounds at it, counted as a musician counts', () => {
  const grid = songGridOf(analysis, stretch)
  expect(placeOf(grid, 0)).toBe('bar 1 beat 1')
  expect(placeOf(grid, 74)).toBe('bar 2 beat 1')
  expect(shortPlaceOf(grid, 75)).toBe('2.2')
})

test('bars are counted from the beginning of the song, also in a video of its middle', () => {
  const grid = songGridOf(analysis, { ...stretch, songStartSeconds: 4, lengthFrames: 300 })
  expect(placeOf(grid, 0)).toBe('bar 3 beat 1')
  expect(grid.parts).toEqual([{ name: 'Verse', colour: 'verse', startFrame: 0, endFrame: 300 }])
})

test('a grid that a person set is taken in place of the one that was heard, and trusted', () => {
  const grid = songGridOf(
    { ...analysis, grid_confidence: 0 },
    { ...stretch, grid: [{ seconds: 1, position: 1 }] },
  )
  expect(grid.isTrusted).toBe(true)
  expect(songGridOf(analysis, { ...stretch, grid: [] }).isTrusted).toBe(false)
  expect(beatAt(grid, 29)).toBeUndefined()
  expect(beatAt(grid, 30)).toEqual({ frame: 30, position: 1, bar: 1 })
})

test('a part begins on its first frame and ends before its last', () => {
  const grid = songGridOf(analysis, stretch)
  expect(partAtFrame(grid, 479)?.name).toBe('Verse')
  expect(partAtFrame(grid, 480)?.name).toBe('Chorus')
})

test('searching answers the first item that is not before', () => {
  const items = [1, 3, 3, 7]
  expect([0, 3, 4, 8].map((frame) => firstFrom(items, (item) => item, frame))).toEqual([0, 1, 3, 4])
})
