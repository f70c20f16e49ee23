import { expect, test } from 'vitest'
import { fakeAnalysis } from '../analysis.fake.ts'
import { planTimeline } from '../plan.ts'
import type { PlannerMedia, Timeline, VisualShot } from '../timeline.ts'
import { visualShot } from '../visual/visual-shot.ts'
import { applyEdit, type Edit } from './edit.ts'

const photo: PlannerMedia = {
  mediaId: 'med_1',
  kind: 'photo',
  widthPixels: 1600,
  heightPixels: 900,
  strength: 0.5,
  focus: { x: 0.5, y: 0.5 },
}
const analysis = fakeAnalysis({
  seconds: 60,
  beatsPerMinute: 120,
  beatsPerBar: 4,
  gridConfidence: 0.9,
  sectionBars: 4,
  hasDrop: true,
})
const choices = { songId: 's', aspect: '16:9', style: 'balanced', seed: 4 } as const
const photos = planTimeline({ analysis, media: [photo], ...choices })
const drawn = planTimeline({ analysis, media: [], ...choices })

function edited(timeline: Timeline, edit: Edit): Timeline {
  return applyEdit(timeline, edit, { analysis, pictures: [photo] })
}

function drawingAt(timeline: Timeline, index: number): VisualShot {
  const shot = timeline.clips[index]?.shot
  if (shot?.kind !== 'visual') throw new Error(`clip ${index} is not drawn`)
  return shot
}

test("photos become one drawing in the colours of the song's key, which flows over their cuts", () => {
  const { clips } = photos
  const changed = edited(photos, { kind: 'draw', clips: [1, 2, 4], wish: { look: 'tunnel' } })
  const place = { style: 'balanced', turn: 0, startSeconds: 0, endSeconds: 32, phaseFrames: 0 } as const
  const { hueDegrees } = visualShot(analysis, { ...place, seed: photos.seed })
  expect(drawingAt(changed, 1)).toMatchObject({ look: 'tunnel', hueDegrees, phaseFrames: 0 })
  expect(drawingAt(changed, 2)).toMatchObject({ look: 'tunnel', phaseFrames: clips[1]?.lengthFrames })
  expect(drawingAt(changed, 4).phaseFrames).toBe(0)
  expect(changed.clips[3]).toBe(clips[3])
  expect(changed.clips.map(({ startFrame }) => startFrame)).toEqual(clips.map(({ startFrame }) => startFrame))
})

test('what is not wished for of a drawing stays: another hue is no other picture', () => {
  const before = drawingAt(drawn, 1)
  const changed = edited(drawn, { kind: 'draw', clips: [1], wish: { hueDegrees: 12 } })
  expect(drawingAt(changed, 1)).toEqual({ ...before, hueDegrees: 12 })
  expect(drawingAt(changed, 0)).toBe(drawingAt(drawn, 0))
})

test('photos have no hue and no seed, and a drawing that is as wished stays the same timeline', () => {
  expect(edited(photos, { kind: 'draw', clips: [0], wish: { hueDegrees: 12, seed: 1 } })).toBe(photos)
  const { look, seed } = drawingAt(drawn, 1)
  expect(edited(drawn, { kind: 'draw', clips: [1], wish: { look, seed } })).toBe(drawn)
})
