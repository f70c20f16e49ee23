import { expect, test } from 'vitest'
import { fakeAnalysis } from '#core/timeline/analysis.fake.ts'
import { gridLinesIn, rulerStepSeconds } from './grid-lines.ts'
import { songGridOf } from './song-grid.ts'

const song = { beatsPerMinute: 120, beatsPerBar: 4, gridConfidence: 0.9, sectionBars: 8, hasDrop: false }
const grid = songGridOf(fakeAnalysis({ ...song, seconds: 360 }), {
  songStartSeconds: 0,
  lengthFrames: 10_800,
  frameRate: 30,
})
const ranksOf = (fromFrame: number, toFrame: number) => [
  ...new Set(gridLinesIn(grid, { fromFrame, toFrame }, 1400).map((line) => line.rank)),
]

test('the nearer the view, the finer the grid: parts and bars, then beats, half beats and frames', () => {
  expect(ranksOf(0, 10_800)).toEqual([0, 1])
  expect(ranksOf(0, 1800).toSorted()).toEqual([0, 1, 2])
  expect(ranksOf(0, 400).toSorted()).toEqual([0, 1, 2, 3])
  expect(ranksOf(0, 60).toSorted()).toEqual([0, 1, 2, 3, 4])
})

test('lines of bars never run together, at any zoom', () => {
  for (const frames of [60, 300, 1200, 4000, 10_800]) {
    const lines = gridLinesIn(grid, { fromFrame: 0, toFrame: frames }, 390).filter((line) => line.rank === 1)
    const gaps = lines.slice(1).map((line, i) => ((line.frame - (lines[i]?.frame ?? 0)) / frames) * 390)
    expect(Math.min(...gaps, 1000)).toBeGreaterThanOrEqual(8.9)
  }
})

test('a video of the whole song has fewer lines than pixels, however long it is', () => {
  expect(gridLinesIn(grid, { fromFrame: 0, toFrame: 10_800 }, 1400).length).toBeLessThan(1400 / 8)
})

test('the times of a ruler stand apart by their own width at least', () => {
  for (const perFrame of [0.03, 0.13, 1, 4, 40]) {
    expect(rulerStepSeconds(perFrame, 30) * 30 * perFrame).toBeGreaterThanOrEqual(64)
  }
})
