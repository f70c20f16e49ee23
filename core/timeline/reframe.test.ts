import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anySong, fakeAnalysis } from './analysis.fake.ts'
import { faultOf } from './fault.ts'
import { aspectRatios } from './geometry.ts'
import { planTimeline } from './plan.ts'
import { timelineIn } from './reframe.ts'
import { Aspect, type PlannerMedia } from './timeline.ts'

const anyPicture: fc.Arbitrary<PlannerMedia> = fc
  .record({
    widthPixels: fc.integer({ min: 300, max: 5000 }),
    heightPixels: fc.integer({ min: 300, max: 5000 }),
    isFilm: fc.boolean(),
    focus: fc.record({
      x: fc.double({ min: 0, max: 1, noNaN: true }),
      y: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  })
  .map(({ isFilm, ...size }) => ({
    mediaId: 'med_1',
    strength: 0.5,
    ...size,
    ...(isFilm
      ? { kind: 'clip' as const, durationSeconds: 20, motionSeconds: [1] }
      : { kind: 'photo' as const }),
  }))
const anyAspect = fc.constantFrom(...Aspect.options)
const anyPlan = fc
  .record({ song: anySong, picture: anyPicture, aspect: anyAspect, seed: fc.nat() })
  .map(({ song, picture, aspect, seed }) => {
    const analysis = fakeAnalysis(song)
    const choices = { songId: 's', media: [picture], aspect, style: 'balanced', seed } as const
    return { analysis, picture, timeline: planTimeline({ analysis, ...choices }) }
  })

test('a video in any format can be rendered, keeps its cuts, and stretches no picture', () => {
  fc.assert(
    fc.property(anyPlan, anyAspect, ({ analysis, picture, timeline }, aspect) => {
      const other = timelineIn(timeline, aspect, [picture])
      expect(faultOf(other, analysis.duration, [picture])).toBeUndefined()
      const cutsOf = (of: typeof timeline) => of.clips.map((clip) => [clip.startFrame, clip.lengthFrames])
      expect(cutsOf(other)).toEqual(cutsOf(timeline))
      for (const { shot } of other.clips) {
        if (shot.kind === 'visual' || shot.fit !== 'crop') continue
        const camera = shot.kind === 'photo' ? shot.to : shot.crop
        const shown = (camera.width * picture.widthPixels) / (camera.height * picture.heightPixels)
        expect(shown / aspectRatios[aspect]).toBeCloseTo(1, 6)
      }
    }),
  )
})

test('a shot that somebody framed by hand for a format is framed so there, and nowhere else', () => {
  const picture: PlannerMedia = {
    mediaId: 'med_1',
    kind: 'photo',
    widthPixels: 1600,
    heightPixels: 1200,
    strength: 0.5,
    focus: { x: 0.5, y: 0.5 },
  }
  const [song] = fc.sample(anySong, { numRuns: 1, seed: 1 })
  if (song === undefined) throw new Error('a sample has one song')
  const timeline = planTimeline({
    analysis: fakeAnalysis(song),
    songId: 's',
    media: [picture],
    aspect: '16:9',
    style: 'balanced',
    seed: 1,
  })
  const corner = { x: 0, y: 0, width: 0.3, height: 0.4 }
  const byHand = { fit: 'crop', from: corner, to: corner } as const
  const clips = timeline.clips.map((clip) =>
    clip.shot.kind === 'photo' ? { ...clip, shot: { ...clip.shot, framings: { '1:1': byHand } } } : clip,
  )
  const shotIn = (aspect: Aspect) => timelineIn({ ...timeline, clips }, aspect, [picture]).clips[0]?.shot
  expect(shotIn('1:1')).toMatchObject(byHand)
  expect(shotIn('9:16')).not.toMatchObject(byHand)
})
