import { expect, test } from 'vitest'
import { partsOfVideo } from '#core/storyboard/parts.ts'
import { piecesOfTake } from '#core/storyboard/take.ts'
import { fakeAnalysis } from '#core/timeline/analysis.fake.ts'
import { applyEdit } from '#core/timeline/edit/edit.ts'
import { planTimeline } from '#core/timeline/plan.ts'
import { isPlaced } from './placed.ts'
import type { StoryboardPart, Take } from './shapes.ts'

const analysis = fakeAnalysis({
  seconds: 60,
  beatsPerMinute: 120,
  beatsPerBar: 4,
  gridConfidence: 0.9,
  sectionBars: 4,
  hasDrop: true,
})
const timeline = planTimeline({
  analysis,
  songId: 's',
  media: [],
  aspect: '16:9',
  style: 'balanced',
  seed: 4,
})
const result = { kind: 'look', look: 'ink', seed: 99, hueDegrees: 12 } as const
const take = { id: 'tke_1', result } as unknown as Take
const part = {
  ...partsOfVideo(analysis, timeline)[1],
  takes: [take],
  pickedTakeId: 'tke_1',
} as unknown as StoryboardPart

test('a take is in the video once every clip of its part shows it, and no longer when one is changed', () => {
  expect(isPlaced(timeline, part)).toBe(false)
  const material = { analysis, pictures: [] }
  const pieces = piecesOfTake(timeline, part, result)
  const edit = { kind: 'overwrite', frame: part.startFrame, pieces } as const
  const placed = applyEdit(timeline, edit, material)
  expect(isPlaced(placed, part)).toBe(true)
  expect(isPlaced(placed, { ...part, pickedTakeId: null })).toBe(false)
  const clip = placed.clips.findIndex(({ startFrame }) => startFrame === part.startFrame)
  expect(
    isPlaced(applyEdit(placed, { kind: 'draw', clips: [clip], wish: { seed: 1 } }, material), part),
  ).toBe(false)
})
