import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anySong, fakeAnalysis } from './analysis.fake.ts'
import { plainCaptionStyle } from './captions.ts'
import { type Music, musicOf } from './music.ts'
import { planTimeline } from './plan.ts'
import { audioHash, segmentHash } from './segment-hash.ts'
import { segmentsOf } from './segments.ts'
import type { CaptionLine, CaptionStyle, Timeline, Title } from './timeline.ts'

const photos = ['a', 'b', 'c', 'd'].map((mediaId, i) => ({
  mediaId,
  kind: 'photo' as const,
  widthPixels: 1600,
  heightPixels: 1200,
  strength: i / 4,
  focus: { x: 0.4, y: 0.6 },
}))

const anyTimeline = fc
  .record({ song: anySong, seed: fc.nat(), withMedia: fc.boolean() })
  .map(({ song, seed, withMedia }) => {
    const analysis = fakeAnalysis(song)
    const media = withMedia ? photos : []
    const timeline = planTimeline({ analysis, songId: 's', media, aspect: '16:9', style: 'balanced', seed })
    return { timeline, music: musicOf(analysis, timeline) }
  })

/** Music in which every frame differs from its neighbours. */
const lively: Music = {
  beats: Array.from({ length: 300 }, (_, i) => (i * 37) % 256),
  onsets: Array.from({ length: 300 }, (_, i) => (i * 53) % 256),
  energy: Array.from({ length: 300 }, (_, i) => (i * 71) % 256),
}

function hashesOf(
  timeline: Timeline,
  contentHashOf = (mediaId: string) => `content of ${mediaId}`,
  music = lively,
): string[] {
  return segmentsOf(timeline, music).map((segment) =>
    segmentHash({ segment, timeline, preset: '720p30', contentHashOf }),
  )
}

test('segments touch and cover the video exactly', () => {
  fc.assert(
    fc.property(anyTimeline, ({ timeline, music }) => {
      let next = 0
      for (const segment of segmentsOf(timeline, music)) {
        expect(segment.startFrame).toBe(next)
        expect(segment.lengthFrames).toBeGreaterThan(0)
        next += segment.lengthFrames
      }
      expect(next).toBe(timeline.lengthFrames)
    }),
  )
})

const twentyCuts: Timeline = {
  version: 1,
  songId: 's',
  aspect: '16:9',
  style: 'balanced',
  seed: 1,
  frameRate: 30,
  lengthFrames: 300,
  songStartSeconds: 0,
  transitions: [],
  titles: [],
  clips: Array.from({ length: 20 }, (_, i) => ({
    startFrame: i * 15,
    lengthFrames: 15,
    because: 'beat',
    effects: [],
    shot: {
      kind: 'photo' as const,
      mediaId: photos[i % 4]?.mediaId ?? 'a',
      fit: 'crop' as const,
      from: { x: 0, y: 0, width: 1, height: 0.75 },
      to: { x: i / 100, y: 0, width: 0.8, height: 0.6 },
      easing: 'linear' as const,
      framings: {},
    },
  })),
}

function withClip(
  index: number,
  change: (clip: Timeline['clips'][number]) => Timeline['clips'][number],
): Timeline {
  return { ...twentyCuts, clips: twentyCuts.clips.map((clip, i) => (i === index ? change(clip) : clip)) }
}

test('changing one of twenty cuts changes one hash', () => {
  const before = hashesOf(twentyCuts)
  const moved = withClip(7, (clip) =>
    clip.shot.kind === 'photo' ? { ...clip, shot: { ...clip.shot, to: { ...clip.shot.to, y: 0.1 } } } : clip,
  )
  const after = hashesOf(moved)
  expect(after.map((hash, i) => hash !== before[i]).filter(Boolean)).toHaveLength(1)
  expect(after[7]).not.toBe(before[7])
})

test('a clip moved to another time, in another video, keeps its hash', () => {
  const [first] = twentyCuts.clips
  const later = {
    ...twentyCuts,
    seed: 99,
    songId: 'other',
    clips: [...twentyCuts.clips.slice(1), first].flatMap((clip, i) =>
      clip === undefined ? [] : [{ ...clip, startFrame: i * 15 }],
    ),
  }
  expect(hashesOf(later).at(-1)).toBe(hashesOf(twentyCuts)[0])
})

test('other bytes behind the same media id are another segment', () => {
  expect(hashesOf(twentyCuts, (mediaId) => `edited ${mediaId}`)).not.toContain(hashesOf(twentyCuts)[0])
})

test('the words why a cut is there are not seen, so they change nothing', () => {
  expect(hashesOf(withClip(3, (clip) => ({ ...clip, because: 'other words' })))).toEqual(hashesOf(twentyCuts))
})

function changedBy(
  change: (clip: Timeline['clips'][number]) => Timeline['clips'][number],
): readonly number[] {
  const before = hashesOf(twentyCuts)
  return hashesOf(withClip(7, change)).flatMap((hash, i) => (hash === before[i] ? [] : [i]))
}

test('an effect or another easing changes the clip that has it, and no other', () => {
  const zoom = { kind: 'zoom', drivenBy: 'beats', amount: 0.5 } as const
  expect(changedBy((clip) => ({ ...clip, effects: [zoom] }))).toEqual([7])
  expect(
    changedBy((clip) =>
      clip.shot.kind === 'photo' ? { ...clip, shot: { ...clip.shot, easing: 'ease-in' } } : clip,
    ),
  ).toEqual([7])
})

test('how a picture is framed in another format changes nothing in this one', () => {
  const framed = (clip: Timeline['clips'][number]) => {
    if (clip.shot.kind !== 'photo') return clip
    const { from, to } = clip.shot
    return { ...clip, shot: { ...clip.shot, framings: { '9:16': { fit: 'fill' as const, from, to } } } }
  }
  expect(changedBy(framed)).toEqual([])
})

test('other music changes the clips that move by it, and no other', () => {
  const flash = { kind: 'flash', drivenBy: 'onsets', amount: 1 } as const
  const moved = withClip(4, (clip) => ({ ...clip, effects: [flash] }))
  const louder = { ...lively, onsets: lively.onsets.map((value) => 255 - value) }
  const [before, after] = [hashesOf(moved), hashesOf(moved, undefined, louder)]
  expect(after.flatMap((hash, i) => (hash === before[i] ? [] : [i]))).toEqual([4])
})

test('a title changes what it is written over, and moves with it', () => {
  const title = {
    startFrame: 20,
    lengthFrames: 20,
    text: 'Night drive',
    place: 'middle',
    size: 0.1,
    font: 'bricolage',
    colour: '#ffffff',
    backing: 'none',
    animation: 'fade',
  } as const
  const before = hashesOf(twentyCuts)
  const titled = hashesOf({ ...twentyCuts, titles: [title] })
  expect(titled.flatMap((hash, i) => (hash === before[i] ? [] : [i]))).toEqual([1, 2])
})

test('the sound depends on its stretch, its song and its loudness', () => {
  const sound = {
    songContentHash: 'x',
    songStartSeconds: 1,
    lengthFrames: 300,
    frameRate: 30,
    loudness: 'normalised',
  } as const
  const all = [
    sound,
    { ...sound, songContentHash: 'y' },
    { ...sound, songStartSeconds: 2 },
    { ...sound, lengthFrames: 301 },
    { ...sound, loudness: 'untouched' as const },
  ]
  expect(new Set(all.map(audioHash)).size).toBe(all.length)
})

const plainTitle: Title = {
  ...{ startFrame: 0, lengthFrames: 30, text: 'Words', place: 'middle', size: 0.1 },
  ...{ font: 'inter', colour: '#ffffff', backing: 'none', animation: 'none' },
}

function withCaptions(lines: readonly CaptionLine[], style: Partial<CaptionStyle> = {}): Timeline {
  return { ...twentyCuts, captions: { style: { ...plainCaptionStyle, ...style }, lines: [...lines] } }
}

/** The pieces, by their index, that a change makes anew. */
function madeAnew(before: Timeline, after: Timeline): readonly number[] {
  const [old, now] = [hashesOf(before), hashesOf(after)]
  return now.flatMap((hash, i) => (hash === old[i] ? [] : [i]))
}

const sung = { startFrame: 20, lengthFrames: 30, text: 'night drive', words: [] }
const later = { startFrame: 100, lengthFrames: 20, text: 'to the sea', words: [] }

test('only pieces whose frames show a caption change with it', () => {
  const captioned = withCaptions([sung, later])
  expect(madeAnew(twentyCuts, captioned)).toEqual([1, 2, 3, 6, 7])
  expect(madeAnew(captioned, withCaptions([{ ...sung, text: 'night ride' }, later]))).toEqual([1, 2, 3])
  expect(madeAnew(captioned, withCaptions([sung, { ...later, lengthFrames: 5 }]))).toEqual([6, 7])
  expect(madeAnew(captioned, withCaptions([sung, later], { colour: '#ff0000' }))).toEqual([1, 2, 3, 6, 7])
})

test('a title changes the captions that are seen with it, which make room, and no others', () => {
  const title = { ...plainTitle, startFrame: 40, lengthFrames: 5 }
  const captioned = withCaptions([sung, later])
  expect(madeAnew(captioned, { ...captioned, titles: [title] })).toEqual([1, 2, 3])
})

test('the beats are in the pieces of a caption only where its words spring up on them', () => {
  const heard = (look: CaptionStyle['look']) =>
    segmentsOf(withCaptions([sung], { look }), lively)[2]?.captions.map(({ music }) => music.beats?.length)
  expect([heard('word'), heard('karaoke'), heard('lines')]).toEqual([[15], [undefined], [undefined]])
})
