import { expect, test } from 'vitest'
import { fakeAnalysis } from '../timeline/analysis.fake.ts'
import { applyEdit } from '../timeline/edit/edit.ts'
import { faultOf } from '../timeline/fault.ts'
import { planTimeline } from '../timeline/plan.ts'
import type { PlannerMedia, Timeline } from '../timeline/timeline.ts'
import { partsOfVideo, type SongPart } from './parts.ts'
import { piecesOfTake, type TakeResult } from './take.ts'

const analysis = fakeAnalysis({
  seconds: 40,
  beatsPerMinute: 120,
  beatsPerBar: 4,
  gridConfidence: 0.9,
  sectionBars: 4,
  hasDrop: true,
})
const size = { widthPixels: 832, heightPixels: 480, strength: 0.5, focus: { x: 0.5, y: 0.5 } }
const photo: PlannerMedia = { mediaId: 'med_photo', kind: 'photo', ...size }
const generated: PlannerMedia = {
  mediaId: 'med_take',
  kind: 'clip',
  ...size,
  durationSeconds: 5,
  motionSeconds: [1],
}
const still: PlannerMedia = { ...photo, mediaId: 'med_still' }
const pictures = [photo, generated, still]
const timeline = planTimeline({
  analysis,
  songId: 'sng_1',
  media: [photo],
  aspect: '16:9',
  style: 'energetic',
  seed: 3,
})
const chorus = partsOfVideo(analysis, timeline)[1] as SongPart

function withTake(result: TakeResult, picture?: PlannerMedia): Timeline {
  const pieces = piecesOfTake(timeline, chorus, result, picture)
  const edit = { kind: 'overwrite', frame: chorus.startFrame, pieces } as const
  return applyEdit(timeline, edit, { analysis, pictures })
}

const cutsOf = ({ clips }: Timeline) => clips.map(({ startFrame }) => startFrame)
const isInChorus = ({ startFrame }: { readonly startFrame: number }) =>
  startFrame >= chorus.startFrame && startFrame < chorus.startFrame + chorus.lengthFrames

test.each([
  ['a clip', { kind: 'clip', mediaId: generated.mediaId }, generated],
  ['a photo', { kind: 'photo', mediaId: still.mediaId }, still],
  ['a look', { kind: 'look', look: 'stars', seed: 5, hueDegrees: 200 }, undefined],
] as const)(
  '%s is seen all over its part, at the cuts that were there, and nowhere else',
  (_, result, picture) => {
    const edited = withTake(result, picture)
    expect(faultOf(edited, 40, pictures)).toBeUndefined()
    expect(cutsOf(edited)).toEqual(expect.arrayContaining(cutsOf(timeline)))
    for (const clip of edited.clips) {
      const before = timeline.clips.find(({ startFrame }) => startFrame === clip.startFrame)
      if (isInChorus(clip)) expect(clip.because).toBe('a take of Chorus 1')
      else expect(clip.shot).toEqual(before?.shot ?? clip.shot)
    }
  },
)

test('a clip runs on over the cuts, and begins anew where what is left is shorter than the shot', () => {
  const shots = withTake({ kind: 'clip', mediaId: generated.mediaId }, generated).clips.filter(isInChorus)
  let expected = 0
  for (const { shot, lengthFrames } of shots) {
    const lasts = lengthFrames / timeline.frameRate
    if (expected + lasts > 5) expected = 0
    expect(shot).toMatchObject({ kind: 'clip', sourceStartSeconds: expected })
    expected += lasts
  }
  expect(shots.length).toBeGreaterThan(2)
})

test('a look flows on through its part', () => {
  const shots = withTake({ kind: 'look', look: 'stars', seed: 5, hueDegrees: 200 }).clips.filter(isInChorus)
  for (const { shot, startFrame } of shots)
    expect(shot).toMatchObject({
      kind: 'visual',
      look: 'stars',
      seed: 5,
      phaseFrames: startFrame - chorus.startFrame,
    })
})

test('a take whose picture is gone from the library changes nothing', () => {
  expect(withTake({ kind: 'clip', mediaId: 'med_gone' }).clips).toEqual(timeline.clips)
})
