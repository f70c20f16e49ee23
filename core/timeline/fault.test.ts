import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anySong, fakeAnalysis } from './analysis.fake.ts'
import { faultOf } from './fault.ts'
import { planTimeline } from './plan.ts'
import type { Timeline } from './timeline.ts'

const song = {
  seconds: 60,
  beatsPerMinute: 120,
  beatsPerBar: 4,
  gridConfidence: 0.9,
  sectionBars: 4,
  hasDrop: true,
}
const photos = ['med_1', 'med_2', 'med_3'].map((mediaId) => ({
  mediaId,
  kind: 'photo' as const,
  widthPixels: 1600,
  heightPixels: 1200,
  strength: 0.5,
  focus: { x: 0.5, y: 0.5 },
}))

function planned(media = photos): Timeline {
  const analysis = fakeAnalysis(song)
  return planTimeline({ analysis, songId: 'sng_1', media, aspect: '16:9', style: 'balanced', seed: 1 })
}

function edited(change: (timeline: Timeline) => Partial<Timeline>): string | undefined {
  const timeline = planned()
  return faultOf({ ...timeline, ...change(timeline) }, song.seconds)
}

test('whatever the planner plans has no fault', () => {
  fc.assert(
    fc.property(anySong, fc.nat(0xffffffff), fc.boolean(), (fake, seed, hasMedia) => {
      const analysis = fakeAnalysis(fake)
      const media = hasMedia ? photos : []
      const timeline = planTimeline({
        analysis,
        songId: 'sng_1',
        media,
        aspect: '1:1',
        style: 'energetic',
        seed,
      })
      expect(faultOf(timeline, analysis.duration)).toBeUndefined()
    }),
    { numRuns: 50 },
  )
})

test('a gap between clips is a fault, and so is an end without a picture', () => {
  expect(edited(({ clips }) => ({ clips: clips.filter((_, i) => i !== 1) }))).toMatch(/^Clip 1 starts/)
  expect(edited(({ clips }) => ({ clips: clips.slice(0, -1) }))).toMatch(/^The clips end/)
})

test('a transition must lie over its cut, and not over another transition', () => {
  const crossfade = { afterClip: 0, lengthFrames: 4, kind: 'crossfade' } as const
  const cut = planned().clips[1]?.startFrame ?? 0
  expect(edited(() => ({ transitions: [{ ...crossfade, startFrame: cut - 2 }] }))).toBeUndefined()
  expect(edited(() => ({ transitions: [{ ...crossfade, startFrame: cut + 1 }] }))).toMatch(/over its cut/)
  expect(edited(() => ({ transitions: [{ ...crossfade, afterClip: 9999, startFrame: 0 }] }))).toMatch(
    /no cut/,
  )
  const next = planned().clips[2]?.startFrame ?? 0
  const overlapping = [
    { ...crossfade, startFrame: cut - 2, lengthFrames: next - cut },
    { ...crossfade, afterClip: 1, startFrame: cut + 1, lengthFrames: next - cut },
  ]
  expect(edited(() => ({ transitions: overlapping }))).toMatch(/before the last one ends/)
})

test('a video cannot outlast its song', () => {
  expect(edited(() => ({ songStartSeconds: 10 }))).toMatch(/^The song has no/)
})

test('a generated picture needs its music for every frame', () => {
  const timeline = planned([])
  const clips = timeline.clips.map((clip, i) =>
    i === 0 && clip.shot.kind === 'visual' ? { ...clip, shot: { ...clip.shot, levels: [1] } } : clip,
  )
  expect(faultOf({ ...timeline, clips }, song.seconds)).toMatch(/level and a pulse/)
})
