import { expect, test } from 'vitest'
import { fakeAnalysis } from '#core/timeline/analysis.fake.ts'
import { planTimeline } from '#core/timeline/plan.ts'
import { clipName, lengthWords } from './clip-names.ts'
import { songGridOf } from './song-grid.ts'

const analysis = fakeAnalysis({
  seconds: 60,
  beatsPerMinute: 120,
  beatsPerBar: 4,
  gridConfidence: 1,
  sectionBars: 8,
  hasDrop: false,
})

test('a clip is named by its number, its picture, its place in the music and its length', () => {
  const media = ['med_1', 'med_2'].map((mediaId) => ({
    mediaId,
    kind: 'photo' as const,
    widthPixels: 1600,
    heightPixels: 900,
    strength: 0.5,
    focus: { x: 0.5, y: 0.5 },
  }))
  const timeline = planTimeline({ analysis, songId: 's', media, aspect: '16:9', style: 'calm', seed: 1 })
  const grid = songGridOf(analysis, timeline)
  // Calm music is cut every four bars: 240 frames at 120 beats a minute.
  expect(clipName(1, { timeline, grid, library: new Map() })).toBe(
    'Clip 2, deleted picture, bar 5 beat 1 to bar 9 beat 1, 8.0 s',
  )
})

test('what is shorter than can be said in tenths is said in frames', () => {
  expect(lengthWords(2, 30)).toBe('2 f')
  expect(lengthWords(63, 30)).toBe('2.1 s')
})
