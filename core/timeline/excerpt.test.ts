import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anySong, fakeAnalysis } from './analysis.fake.ts'
import { excerptOf, excerptOfMusic } from './excerpt.ts'
import { faultOf } from './fault.ts'
import { type Music, musicOf } from './music.ts'
import { planTimeline } from './plan.ts'
import { segmentHash } from './segment-hash.ts'
import { type Segment, segmentsOf } from './segments.ts'
import type { EffectKind, Timeline, Title } from './timeline.ts'

const photos = ['a', 'b', 'c'].map((mediaId) => ({
  mediaId,
  kind: 'photo' as const,
  widthPixels: 1600,
  heightPixels: 1200,
  strength: 0.5,
  focus: { x: 0.4, y: 0.6 },
}))

const words: Omit<Title, 'startFrame' | 'lengthFrames'> = {
  text: 'Night drive',
  place: 'bottom',
  size: 0.1,
  font: 'inter',
  colour: '#ffffff',
  backing: 'shadow',
  animation: 'pop',
}

/** Videos with effects on every clip, transitions where parts open, and a title that may be cut anywhere. */
const anyVideo = fc
  .record({
    song: anySong,
    seed: fc.nat(),
    hasPhotos: fc.boolean(),
    titleAt: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ song, seed, hasPhotos, titleAt }) => {
    const analysis = fakeAnalysis(song)
    const media = hasPhotos ? photos : []
    const plan = planTimeline({ analysis, songId: 's', media, aspect: '16:9', style: 'energetic', seed })
    const kinds: readonly EffectKind[] = ['zoom', 'shake']
    const effects = kinds.map((kind) => ({ kind, drivenBy: 'beats' as const, amount: 0.5 }))
    const startFrame = Math.floor(titleAt * (plan.lengthFrames - 1))
    const lengthFrames = Math.min(60, plan.lengthFrames - startFrame)
    const timeline: Timeline = {
      ...plan,
      clips: plan.clips.map((clip) => ({ ...clip, effects })),
      titles: [{ ...words, startFrame, lengthFrames }],
    }
    return { analysis, timeline, music: musicOf(analysis, timeline) }
  })

const share = fc.double({ min: 0, max: 1, noNaN: true })
const anyCut = fc.record({ video: anyVideo, from: share, to: share }).map(({ video, from, to }) => {
  const { lengthFrames } = video.timeline
  const startFrame = Math.floor(Math.min(from, to) * (lengthFrames - 1))
  const length = Math.max(1, Math.floor(Math.max(from, to) * lengthFrames) - startFrame)
  return { ...video, range: { startFrame, lengthFrames: length } }
})

function nameOf(segment: Segment, timeline: Timeline): string {
  return segmentHash({ segment, timeline, preset: '720p30', contentHashOf: (id) => id })
}

function pieces(timeline: Timeline, music: Music) {
  return segmentsOf(timeline, music).map((segment) => ({ segment, name: nameOf(segment, timeline) }))
}

/** The same timeline as one that nothing was cut from, for whoever asks whether its parts lie as they should. */
function asWhole(timeline: Timeline): Timeline {
  const clips = timeline.clips.map(({ cutFrom: _, ...clip }) => clip)
  return { ...timeline, clips, titles: timeline.titles.map(({ cutFrom: _, ...title }) => title) }
}

test('an excerpt is a timeline without a fault, as long as was asked, where it was asked', () => {
  fc.assert(
    fc.property(anyCut, ({ analysis, timeline, range }) => {
      const excerpt = excerptOf(timeline, range.startFrame, range.lengthFrames)
      expect(excerpt.lengthFrames).toBe(range.lengthFrames)
      expect(excerpt.songStartSeconds).toBeCloseTo(timeline.songStartSeconds + range.startFrame / 30, 9)
      expect(faultOf(asWhole(excerpt), analysis.duration + 1 / 30, photos)).toBeUndefined()
    }),
  )
})

test('every piece of the whole that lies in an excerpt is a piece of the excerpt, by the same name, at its place', () => {
  fc.assert(
    fc.property(anyCut, ({ timeline, music, range }) => {
      const { startFrame, lengthFrames } = range
      const end = startFrame + lengthFrames
      const excerpt = excerptOf(timeline, startFrame, lengthFrames)
      const found = new Map(
        pieces(excerpt, excerptOfMusic(music, range)).map(({ segment, name }) => [segment.startFrame, name]),
      )
      // Beside a transition that is cut through there is more to see of its neighbour than in the whole.
      const cutThrough = timeline.transitions.filter(
        (each) =>
          (each.startFrame < startFrame && each.startFrame + each.lengthFrames > startFrame) ||
          (each.startFrame < end && each.startFrame + each.lengthFrames > end),
      )
      const isBesideCut = (segment: Segment) =>
        cutThrough.some(
          (each) =>
            segment.startFrame === each.startFrame + each.lengthFrames ||
            segment.startFrame + segment.lengthFrames === each.startFrame,
        )
      for (const { segment, name } of pieces(timeline, music)) {
        const isInside = segment.startFrame >= startFrame && segment.startFrame + segment.lengthFrames <= end
        const isTransitionAtEdge =
          segment.content.kind === 'transition' &&
          (segment.startFrame === startFrame || segment.startFrame + segment.lengthFrames === end)
        if (!isInside || isBesideCut(segment) || isTransitionAtEdge) continue
        expect(found.get(segment.startFrame - startFrame)).toBe(name)
      }
    }),
  )
})

test('an excerpt of all is the timeline itself, and an excerpt of an excerpt is cut from the whole', () => {
  fc.assert(
    fc.property(anyCut, ({ timeline, music, range }) => {
      expect(excerptOf(timeline, 0, timeline.lengthFrames)).toEqual(timeline)
      const { startFrame, lengthFrames } = range
      const inner = { startFrame: Math.floor(lengthFrames / 4), lengthFrames: Math.ceil(lengthFrames / 2) }
      const twice = excerptOf(
        excerptOf(timeline, startFrame, lengthFrames),
        inner.startFrame,
        inner.lengthFrames,
      )
      const once = excerptOf(timeline, startFrame + inner.startFrame, inner.lengthFrames)
      // Whatever was cut through once is gone; without transitions there is nothing of that kind.
      if (timeline.transitions.length > 0) return
      const heard = excerptOfMusic(music, { ...inner, startFrame: startFrame + inner.startFrame })
      expect(pieces(twice, heard).map(({ name }) => name)).toEqual(
        pieces(once, heard).map(({ name }) => name),
      )
    }),
  )
})

test('captions come along at their moments, and one that is cut through keeps the words that are sung inside', () => {
  const analysis = fakeAnalysis({
    seconds: 20,
    beatsPerMinute: 120,
    beatsPerBar: 4,
    gridConfidence: 0.9,
    sectionBars: 4,
    hasDrop: false,
  })
  const plan = planTimeline({
    analysis,
    songId: 's',
    media: photos,
    aspect: '16:9',
    style: 'balanced',
    seed: 1,
  })
  const style = { ...words, look: 'karaoke' as const, highlight: '#ffcc00' }
  const sung = (text: string, startFrame: number) => ({ text, startFrame, lengthFrames: 20 })
  const lines = [
    { text: 'down below', startFrame: 80, lengthFrames: 40, words: [sung('down', 80), sung('below', 100)] },
    { text: 'the river runs', startFrame: 150, lengthFrames: 60, words: [] },
  ]
  const { animation: _, text: _text, ...lettering } = style
  const whole: Timeline = { ...plan, captions: { style: lettering, lines } }
  const excerpt = excerptOf(whole, 100, 200)
  expect(excerpt.captions?.lines).toEqual([
    { text: 'below', startFrame: 0, lengthFrames: 20, words: [sung('below', 0)] },
    { text: 'the river runs', startFrame: 50, lengthFrames: 60, words: [] },
  ])
})
