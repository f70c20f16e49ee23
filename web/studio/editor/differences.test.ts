import { expect, test } from 'vitest'
import { fakeAnalysis } from '#core/timeline/analysis.fake.ts'
import { planTimeline } from '#core/timeline/plan.ts'
import { differenceOf, differenceWords, isSameTimeline } from './differences.ts'

const song = { seconds: 60, beatsPerMinute: 120, beatsPerBar: 4, gridConfidence: 1, sectionBars: 4 }
const theirs = planTimeline({
  analysis: fakeAnalysis({ ...song, hasDrop: false }),
  songId: 'sng_1',
  media: [],
  aspect: '16:9',
  style: 'balanced',
  seed: 1,
  range: undefined,
})

test('a version differs by the clips the other has not, and says where they are', () => {
  const clips = theirs.clips.map((clip, i) => (i === 2 || i === 3 ? { ...clip, because: 'by hand' } : clip))
  const difference = differenceOf({ ...theirs, clips }, theirs)
  expect(difference.clips).toBe(2)
  expect(difference.stretch?.startFrame).toBe(theirs.clips[2]?.startFrame)
  expect(differenceWords(difference, 30)).toMatch(/^2 clips of its own, from \d:\d\d to \d:\d\d$/)
})

test('the order in which fields were written makes no difference', () => {
  const [first, ...others] = theirs.clips
  const { because, ...rest } = first ?? { because: '' }
  const turned = { because, ...rest } as typeof first
  const clips = turned === undefined ? [] : [turned, ...others]
  expect(isSameTimeline({ ...theirs, clips }, theirs)).toBe(true)
  expect(differenceWords(differenceOf({ ...theirs, clips }, theirs), 30)).toBe(
    'Nothing that the other has not',
  )
})

test('beats set by hand are a difference of their own', () => {
  const difference = differenceOf({ ...theirs, grid: [{ seconds: 1, position: 1 }] }, theirs)
  expect(difference.beats).toBe(true)
  expect(difference.clips).toBe(0)
})
