import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anySong, fakeAnalysis } from './analysis.fake.ts'
import { audiogramOf } from './audiogram.ts'
import { excerptOf, excerptOfMusic } from './excerpt.ts'
import { faultOf } from './fault.ts'
import { musicOf } from './music.ts'
import { planTimeline } from './plan.ts'
import { segmentHash } from './segment-hash.ts'
import { segmentsOf } from './segments.ts'
import { waveBarsAt, waveReachFrames } from './wave.ts'

const photos = ['a', 'b'].map((mediaId) => ({
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
  const plan = { analysis, songId: 's', media, aspect: '1:1', style: 'balanced', seed: choice.seed } as const
  const timeline = planTimeline(plan)
  return { analysis, timeline, music: musicOf(analysis, timeline), hasPhotos: choice.hasPhotos }
})

test('an audiogram is as long as its video, of one of its pictures, under its title', () => {
  fc.assert(
    fc.property(anyVideo, ({ analysis, timeline, hasPhotos }) => {
      const made = audiogramOf(timeline, '  Night drive ')
      expect(faultOf(made, analysis.duration, photos)).toBeUndefined()
      expect(made.clips.map(({ shot }) => shot.kind)).toEqual([hasPhotos ? 'photo' : 'visual'])
      expect(made.titles).toMatchObject([{ text: 'Night drive', lengthFrames: timeline.lengthFrames }])
    }),
  )
})

test('the bar in the middle is what is heard now, and each reaches the middle in its turn', () => {
  const size = { widthPixels: 1080, heightPixels: 1080 }
  const loudAt = 100
  const heard = Array.from({ length: 300 }, (_, i) => (i === loudAt + waveReachFrames ? 255 : 0))
  const tallestAt = (frame: number) => {
    const heights = waveBarsAt(heard, frame, size).map(({ height }) => height)
    return heights.indexOf(Math.max(...heights))
  }
  expect(tallestAt(loudAt)).toBe(20)
  expect(tallestAt(loudAt - 30)).toBe(30)
  expect(tallestAt(loudAt + 30)).toBe(10)
})

test('bars are whole, even pixels inside the frame', () => {
  const size = fc.constantFrom([640, 360], [360, 640], [1080, 1080], [2160, 3840])
  fc.assert(
    fc.property(
      size,
      fc.array(fc.nat(255), { maxLength: 200 }),
      ([widthPixels = 0, heightPixels = 0], heard) => {
        for (const { left, top, width, height } of waveBarsAt(heard, 3, { widthPixels, heightPixels })) {
          for (const edge of [left, top, width, height]) expect(edge % 2).toBe(0)
          expect(Math.min(left, top)).toBeGreaterThanOrEqual(0)
          expect([left + width <= widthPixels, top + height <= heightPixels]).toEqual([true, true])
        }
      },
    ),
  )
})

test('an excerpt of an audiogram shares the pieces that hear nothing from outside it', () => {
  const analysis = fakeAnalysis({
    seconds: 40,
    beatsPerMinute: 120,
    beatsPerBar: 4,
    gridConfidence: 1,
    sectionBars: 4,
    hasDrop: false,
  })
  const plan = { analysis, songId: 's', media: photos, aspect: '1:1', style: 'calm', seed: 1 } as const
  const made = audiogramOf(planTimeline(plan), 'Night drive')
  const music = musicOf(analysis, made)
  const namesOf = (timeline: typeof made, heard: typeof music) =>
    segmentsOf(timeline, heard).map((segment) =>
      segmentHash({ segment, timeline, preset: '360p30', contentHashOf: (id) => id }),
    )
  const range = { startFrame: 0, lengthFrames: 600 }
  const names = namesOf(excerptOf(made, 0, 600), excerptOfMusic(music, range))
  expect(names.slice(0, 3)).toEqual(namesOf(made, music).slice(0, 3))
})
