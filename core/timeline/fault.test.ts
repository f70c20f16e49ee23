import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anySong, fakeAnalysis } from './analysis.fake.ts'
import { plainCaptionStyle } from './captions.ts'
import { faultOf } from './fault.ts'
import { whole } from './geometry.ts'
import { planTimeline } from './plan.ts'
import { plainClip, plainPhoto } from './shots.ts'
import type { CaptionLine, PlannerMedia, Rectangle, Shot, Timeline, Title } from './timeline.ts'

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

const film = {
  mediaId: 'med_film',
  kind: 'clip' as const,
  widthPixels: 640,
  heightPixels: 360,
  durationSeconds: 8,
  strength: 0.5,
  focus: { x: 0.5, y: 0.5 },
  motionSeconds: [1, 3],
}

function planned(media = photos): Timeline {
  const analysis = fakeAnalysis(song)
  return planTimeline({ analysis, songId: 'sng_1', media, aspect: '16:9', style: 'balanced', seed: 1 })
}

function edited(change: (timeline: Timeline) => Partial<Timeline>): string | undefined {
  const timeline = planned()
  return faultOf({ ...timeline, ...change(timeline) }, song.seconds, photos)
}

/** The fault of a timeline whose first clip shows this instead. */
function withFirstShot(shot: Shot, pictures: readonly PlannerMedia[]): string | undefined {
  const timeline = planned()
  const clips = timeline.clips.map((clip, i) => (i === 0 ? { ...clip, shot } : clip))
  return faultOf({ ...timeline, clips }, song.seconds, [...photos, ...pictures])
}

test('whatever the planner plans has no fault', () => {
  fc.assert(
    fc.property(anySong, fc.nat(0xffffffff), fc.boolean(), (fake, seed, hasMedia) => {
      const analysis = fakeAnalysis(fake)
      const media = hasMedia ? [...photos, film] : []
      const timeline = planTimeline({
        analysis,
        songId: 'sng_1',
        media,
        aspect: '1:1',
        style: 'energetic',
        seed,
      })
      expect(faultOf(timeline, analysis.duration, media)).toBeUndefined()
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

const photoShot = plainPhoto('med_1', { fit: 'crop', from: whole, to: whole })
const filmShot = plainClip(film.mediaId, { fit: 'crop', crop: whole }, 0)

/** Photos and films that show this rectangle, in the timeline's own format or in another. */
function shotsOf(camera: Rectangle): readonly Shot[] {
  return [
    { ...photoShot, fit: 'fill', to: camera },
    { ...photoShot, framings: { '9:16': { fit: 'crop', from: camera, to: whole } } },
    { ...filmShot, crop: camera },
    { ...filmShot, framings: { '4:5': { fit: 'crop', crop: camera } } },
  ]
}

test.each([
  ['that leaves the picture', { x: 0.9, y: 0, width: 0.2, height: 1 }, /leaves the picture/],
  ['that comes too near', { x: 0, y: 0, width: 1, height: 0.001 }, /less than 1 %/],
] as const)('a camera %s is a fault in photos and in films', (_name, camera, fault) => {
  for (const shot of shotsOf(camera)) expect(withFirstShot(shot, [film])).toMatch(fault)
})

test('a camera may go to the very edge of its picture', () => {
  const corner = { x: 0.5, y: 0.5, width: 0.5, height: 0.5 }
  for (const shot of shotsOf(corner)) expect(withFirstShot(shot, [film])).toBeUndefined()
})

test('a film is shown while it lasts, and of a tiny one no part that is less than its pixels', () => {
  const shot = { ...filmShot, sourceStartSeconds: 7.9 }
  expect(withFirstShot(shot, [film])).toBeUndefined()
  expect(withFirstShot({ ...shot, sourceStartSeconds: 8 }, [film])).toMatch(/lasts 8 seconds/)
  const tiny = { ...film, widthPixels: 32, heightPixels: 32 }
  const near = { x: 0, y: 0, width: 0.05, height: 0.05 }
  expect(withFirstShot({ ...shot, crop: near }, [tiny])).toMatch(/less than 2 pixels/)
})

test('a photo is not shown as a film, nor what is not there', () => {
  const shot = { ...filmShot, mediaId: 'med_1' }
  expect(withFirstShot(shot, [])).toMatch(/which it is not/)
  expect(withFirstShot({ ...shot, mediaId: 'med_absent' }, [])).toMatch(/which it is not/)
})

test('a video cannot outlast its song', () => {
  expect(edited(() => ({ songStartSeconds: 10 }))).toMatch(/^The song has no/)
})

test('a change of speed ends after it begins', () => {
  const backwards = { from: 1, to: 2, startFrame: 10, endFrame: 9 }
  expect(withFirstShot({ ...filmShot, speed: backwards }, [film])).toMatch(/ends before it begins/)
})

test('an effect is given once to a clip', () => {
  const zoom = { kind: 'zoom', drivenBy: 'beats', amount: 0.5 } as const
  const withEffects = (...effects: (typeof zoom)[]) =>
    edited(({ clips }) => ({ clips: clips.map((clip, i) => (i === 1 ? { ...clip, effects } : clip)) }))
  expect(withEffects(zoom)).toBeUndefined()
  expect(withEffects(zoom, zoom)).toMatch(/^Clip 1 has the effect zoom twice/)
})

test('a title ends with the video at the latest', () => {
  const title = {
    startFrame: 0,
    lengthFrames: planned().lengthFrames,
    text: 'Night drive',
    place: 'middle',
    size: 0.1,
    font: 'bricolage',
    colour: '#ffffff',
    backing: 'none',
    animation: 'fade',
  } as const
  expect(edited(() => ({ titles: [title] }))).toBeUndefined()
  expect(edited(() => ({ titles: [{ ...title, startFrame: 1 }] }))).toMatch(/^Title 0 goes on/)
})

test('twenty titles are seen at once, and any number one after the other', () => {
  const title = {
    text: 'Home',
    place: 'middle',
    size: 0.1,
    font: 'inter',
    colour: '#ffffff',
    backing: 'none',
    animation: 'none',
  } as const
  const together = (count: number) =>
    edited(() => ({ titles: Array(count).fill({ ...title, startFrame: 0, lengthFrames: 5 }) }))
  expect(together(20)).toBeUndefined()
  expect(together(21)).toMatch(/20 are seen already/)
  const inTurn = Array.from({ length: 30 }, (_, i) => ({ ...title, startFrame: i, lengthFrames: 1 }))
  expect(edited(() => ({ titles: inTurn }))).toBeUndefined()
})

test.each(['Night\u0000drive', 'Night\tdrive', '\ud83c Night', 'Night\r\ndrive'])(
  'a title that cannot be shown, such as %j, is refused by the name of its field',
  (text) => {
    const title: Title = {
      startFrame: 0,
      lengthFrames: 5,
      text: 'Night\ndrive',
      place: 'middle',
      size: 0.1,
      font: 'inter',
      colour: '#ffffff',
      backing: 'none',
      animation: 'none',
    }
    expect(edited(() => ({ titles: [title] }))).toBeUndefined()
    expect(edited(() => ({ titles: [title, { ...title, text }] }))).toBe(
      '"titles.1.text": it holds characters that cannot be shown.',
    )
  },
)

test('corrected beats come one after the other', () => {
  const at = (...seconds: number[]) => seconds.map((second) => ({ seconds: second, position: 1 }))
  expect(edited(() => ({ grid: at(0.5, 1) }))).toBeUndefined()
  expect(edited(() => ({ grid: at(1, 1) }))).toMatch(/^Beat 1 of the grid/)
})

test.each([
  ['begins before the one above it has ended', [lineAt(0, 30), lineAt(20, 30)]],
  ['goes on after the timeline ends', [lineAt(1790, 30)]],
  [
    'ends after its line',
    [{ ...lineAt(0, 30), words: [{ text: 'words', startFrame: 20, lengthFrames: 20 }] }],
  ],
  [
    'begins before what is sung before it ends',
    [{ ...lineAt(10, 30), words: [{ text: 'words', startFrame: 5, lengthFrames: 9 }] }],
  ],
] as const)('a caption that %s is refused', (words, lines) => {
  const captions = {
    style: plainCaptionStyle,
    lines: lines.map((line) => ({ ...line, words: [...line.words] })),
  }
  expect(edited(() => ({ captions }))).toContain(words)
})

test.each<[string, Partial<CaptionLine>]>([
  ['text": it holds', { text: 'a\u0000b' }],
  ['text": it holds', { text: 'a\r\nb' }],
  ['text": it holds', { text: '\ud83c' }],
  ['text": a line of it is empty', { text: 'one\n\ntwo' }],
  ['text": a line of it is empty', { text: 'one\n \ntwo' }],
  ['text": a line of it is empty', { text: 'one\n' }],
  ['text": a line of it is empty', { text: '  ' }],
  ['words.0.text": it is not in', { words: [word('sang', 0)] }],
  ['words.1.text": it is not in', { words: [word('sung', 0), word('words', 9)] }],
  ['words.0.text": it is not in', { text: '🎵', words: [word('\ud83c', 0)] }],
])('the words of a caption are refused by the name of their field: "captions.lines.1.%s', (words, change) => {
  const lines = [lineAt(0, 30), { ...lineAt(30, 30), ...change }]
  const timed = lines.map((line) => ({
    ...line,
    words: line.words.map((each) => ({ ...each, startFrame: each.startFrame + line.startFrame })),
  }))
  expect(edited(() => ({ captions: { style: plainCaptionStyle, lines: timed } }))).toContain(
    `"captions.lines.1.${words}`,
  )
})

test('captions may have several lines of text, and words that stand in them', () => {
  const line = { ...lineAt(0, 30), text: '夜に\nat night', words: [word('夜', 0), word('night', 9)] }
  const captions = { style: plainCaptionStyle, lines: [line], language: 'ja' }
  expect(edited(() => ({ captions }))).toBeUndefined()
  expect(edited(() => ({ captions: { ...captions, language: 'en]\n' } }))).toMatch(/^"captions.language"/)
})

function word(text: string, startFrame: number) {
  return { text, startFrame, lengthFrames: 9 }
}

function lineAt(startFrame: number, lengthFrames: number): CaptionLine {
  return { startFrame, lengthFrames, text: 'words that are sung', words: [] }
}
