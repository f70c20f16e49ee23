import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anySong, fakeAnalysis } from './analysis.fake.ts'
import { barFramesOf } from './bar-lines.ts'
import { planFile } from './destinations.ts'
import { faultOf } from './fault.ts'
import { mixAt } from './geometry.ts'
import { lookAt } from './look.ts'
import { loopOf, loopRange } from './loop.ts'
import { musicOf } from './music.ts'
import { planTimeline } from './plan.ts'
import { segmentsOf } from './segments.ts'
import { isGridTrusted } from './song-range.ts'

const photos = ['a', 'b', 'c'].map((mediaId) => ({
  mediaId,
  kind: 'photo' as const,
  widthPixels: 1600,
  heightPixels: 1200,
  strength: 0.5,
  focus: { x: 0.4, y: 0.6 },
}))

const anyVideo = fc.record({ song: anySong, seed: fc.nat(), hasPhotos: fc.boolean() }).map((choice) => {
  const analysis = fakeAnalysis(choice.song)
  const media = choice.hasPhotos ? photos : []
  const { seed } = choice
  const timeline = planTimeline({ analysis, songId: 's', media, aspect: '9:16', style: 'balanced', seed })
  return { analysis, timeline, music: musicOf(analysis, timeline) }
})

test('a loop lasts 3 to 8 seconds, in whole bars where there are bars of that length', () => {
  fc.assert(
    fc.property(anyVideo, ({ analysis, timeline }) => {
      const range = loopRange(analysis, timeline)
      if (range === undefined) {
        expect(timeline.lengthFrames).toBeLessThan(90)
        return
      }
      expect(range.lengthFrames).toBeGreaterThanOrEqual(90)
      expect(range.lengthFrames).toBeLessThanOrEqual(240)
      expect(range.startFrame + range.lengthFrames).toBeLessThanOrEqual(timeline.lengthFrames)
      const bars = barFramesOf(analysis, timeline)
      const hasLoops = bars.some((a) => bars.some((b) => b - a >= 90 && b - a <= 240))
      if (isGridTrusted(analysis) && hasLoops) {
        expect(bars).toContain(range.startFrame)
        expect(bars).toContain(range.startFrame + range.lengthFrames)
      }
    }),
  )
})

test('a loop is a timeline without a fault', () => {
  fc.assert(
    fc.property(anyVideo, ({ analysis, timeline, music }) => {
      const range = loopRange(analysis, timeline)
      if (range === undefined) return
      const loop = loopOf(timeline, music, range)
      const clips = loop.timeline.clips.map(({ cutFrom: _, ...clip }) => clip)
      expect(faultOf({ ...loop.timeline, clips }, analysis.duration + 1, photos)).toBeUndefined()
      expect(loop.timeline.lengthFrames).toBe(range.lengthFrames)
      expect(loop.music.beats).toHaveLength(range.lengthFrames)
    }),
  )
})

test('the last frame is nearly all of what comes right before the first one', () => {
  fc.assert(
    fc.property(anyVideo, ({ analysis, timeline, music }) => {
      const range = loopRange(analysis, timeline)
      if (range === undefined) return
      const loop = loopOf(timeline, music, range)
      const segments = segmentsOf(loop.timeline, loop.music)
      const [first, last] = [segments[0], segments.at(-1)]
      if (first?.content.kind !== 'shot' || last?.content.kind !== 'transition')
        throw new Error('a loop begins with a shot and ends with a blend')
      const frame = last.lengthFrames - 1
      const mix = mixAt('crossfade', frame, last.lengthFrames)
      expect(mix.kind === 'blend' && mix.to).toBeGreaterThan(0.93)
      const { part } = first.content
      const { to } = last.content
      expect(to.shot).toEqual(part.shot)
      expect(to.offsetFrames + frame).toBe(part.offsetFrames - 1)
      const before = lookAt(to, frame, 30).view
      const after = lookAt(part, 0, 30).view
      // A camera crosses 18 % of its picture at most, and takes a shot of at least several frames for it.
      expect(Math.abs(before.x - after.x)).toBeLessThan(0.05)
    }),
  )
})

test('a video of two seconds makes no Canvas, and says so', () => {
  const analysis = fakeAnalysis({
    seconds: 2,
    beatsPerMinute: 120,
    beatsPerBar: 4,
    gridConfidence: 1,
    sectionBars: 4,
    hasDrop: false,
  })
  const plan = { analysis, songId: 's', media: [], aspect: '9:16', style: 'calm', seed: 1 } as const
  const answer = planFile({ destination: 'canvas', timeline: planTimeline(plan), analysis })
  expect(answer).toEqual({
    ok: false,
    field: 'destination',
    reason: 'a Canvas lasts 3 to 8 seconds, and this video only 2',
  })
})
