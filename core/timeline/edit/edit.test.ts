import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anySong, fakeAnalysis } from '../analysis.fake.ts'
import { faultOf } from '../fault.ts'
import { whole } from '../geometry.ts'
import { lookAt } from '../look.ts'
import { musicOf } from '../music.ts'
import { planTimeline } from '../plan.ts'
import { timelineIn } from '../reframe.ts'
import { type ShotPart, segmentsOf } from '../segments.ts'
import {
  EffectKind,
  MusicCurve,
  type PlannerMedia,
  type Timeline,
  Title,
  TransitionKind,
  VisualLook,
} from '../timeline.ts'
import { piecesBetween } from './arranging.ts'
import { applyEdit, type Edit, type Material } from './edit.ts'

const photos = ['med_1', 'med_2', 'med_3'].map(
  (mediaId, i): PlannerMedia => ({
    mediaId,
    kind: 'photo',
    widthPixels: 1600,
    heightPixels: 900 + 300 * i,
    strength: 0.5,
    focus: { x: 0.5, y: 0.5 },
  }),
)
const film: PlannerMedia = {
  mediaId: 'med_film',
  kind: 'clip',
  widthPixels: 640,
  heightPixels: 360,
  durationSeconds: 30,
  strength: 0.5,
  focus: { x: 0.5, y: 0.5 },
  motionSeconds: [1, 3],
}
const pictures = [...photos, film]

const index = fc.nat(30)
const frame = fc.nat(4000)
const indexes = fc.uniqueArray(index, { minLength: 1, maxLength: 4 })
const title: fc.Arbitrary<Title> = fc.record({
  startFrame: frame,
  lengthFrames: fc.integer({ min: 1, max: 400 }),
  text: fc.oneof(
    fc.constantFrom('Night drive', 'Ilse und die Wellen'),
    fc.string({ unit: 'binary', minLength: 1 }),
  ),
  place: fc.constantFrom(...Title.shape.place.options),
  size: fc.constant(0.1),
  font: fc.constant('inter' as const),
  colour: fc.constant('#ffffff'),
  backing: fc.constant('shadow' as const),
  animation: fc.constant('rise' as const),
})
const speed = fc.double({ min: 0.1, max: 8, noNaN: true })
const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('move-cut' as const), clip: index, frame }),
  fc.record({ kind: fc.constant('split' as const), frame }),
  fc.record({ kind: fc.constant('remove' as const), clips: indexes }),
  fc.record({
    kind: fc.constant('reorder' as const),
    clips: indexes,
    beforeClip: index,
    keeping: fc.constantFrom('cuts' as const, 'lengths' as const),
  }),
  fc.record({ kind: fc.constant('end-at' as const), frame }),
  fc.record({
    kind: fc.constant('replace' as const),
    clips: indexes,
    mediaId: fc.constantFrom('med_1', 'med_film', 'med_absent'),
  }),
  fc.record({
    kind: fc.constant('draw' as const),
    clips: indexes,
    wish: fc.record(
      {
        look: fc.constantFrom(...VisualLook.options),
        seed: fc.nat(0x7fffffff),
        hueDegrees: fc.nat(360),
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({
    kind: fc.constant('slip' as const),
    clip: index,
    seconds: fc.double({ min: -40, max: 40, noNaN: true }),
  }),
  fc.record({
    kind: fc.constant('change-shots' as const),
    clips: indexes,
    change: fc.record({
      easing: fc.constantFrom('ease-in' as const, 'ease-in-out' as const),
      speed: fc
        .record({ from: speed, to: speed, startFrame: fc.nat(20), rampFrames: fc.nat(40) })
        .map(({ rampFrames, ...ramp }) => ({ ...ramp, endFrame: ramp.startFrame + rampFrames })),
    }),
  }),
  fc.record({
    kind: fc.constant('frame' as const),
    clip: index,
    aspect: fc.constantFrom('16:9' as const, '9:16' as const),
    framing: fc.constantFrom(undefined, {
      kind: 'photo' as const,
      framing: { fit: 'bars' as const, from: whole, to: { x: 0.1, y: 0.1, width: 0.8, height: 0.8 } },
    }),
  }),
  fc.record({
    kind: fc.constant('set-effect' as const),
    clips: indexes,
    effect: fc.record({
      kind: fc.constantFrom(...EffectKind.options),
      drivenBy: fc.constantFrom(...MusicCurve.options),
      amount: fc.constant(0.5),
    }),
  }),
  fc.record({
    kind: fc.constant('clear-effect' as const),
    clips: indexes,
    effect: fc.constantFrom(...EffectKind.options),
  }),
  fc.record({
    kind: fc.constant('set-transition' as const),
    clips: indexes,
    transition: fc.option(fc.record({ kind: fc.constantFrom(...TransitionKind.options) }), {
      nil: undefined,
    }),
  }),
  fc.record({
    kind: fc.constant('repace' as const),
    range: fc.tuple(frame, frame).map(([a, b]) => ({ startFrame: Math.min(a, b), endFrame: Math.max(a, b) })),
    pace: fc.constantFrom(4 as const, 2 as const, 1 as const, 0.5 as const, 'phrase' as const),
  }),
  fc.record({ kind: fc.constant('add-title' as const), title }),
  fc.record({ kind: fc.constant('change-title' as const), index, title }),
  fc.record({ kind: fc.constant('remove-title' as const), index }),
  fc.record({
    kind: fc.constant('regrid' as const),
    grid: fc
      .uniqueArray(fc.integer({ min: 0, max: 900 }), { maxLength: 60 })
      .map((tenths) =>
        tenths.toSorted((a, b) => a - b).map((tenth, i) => ({ seconds: tenth / 10, position: (i % 4) + 1 })),
      ),
  }),
)

const anyStart = fc
  .record({ song: anySong, seed: fc.nat(), hasMedia: fc.boolean() })
  .map(({ song, seed, hasMedia }) => {
    const analysis = fakeAnalysis(song)
    const media = hasMedia ? pictures : []
    const choices = { songId: 's', aspect: '16:9', style: 'balanced', seed } as const
    return { timeline: planTimeline({ analysis, media, ...choices }), material: { analysis, pictures } }
  })

test('whatever is edited, in whatever order, the video can still be rendered', () => {
  fc.assert(
    fc.property(anyStart, fc.array(anyEdit, { maxLength: 12 }), ({ timeline, material }, edits) => {
      let edited = timeline
      for (const edit of edits) {
        edited = applyEdit(edited, edit, material)
        const fault = faultOf(edited, material.analysis.duration, pictures)
        if (fault !== undefined) throw new Error(`${JSON.stringify(edit)}: ${fault}`)
      }
    }),
    { numRuns: 300 },
  )
})

test('only ending the video elsewhere changes how long it is', () => {
  fc.assert(
    fc.property(anyStart, anyEdit, ({ timeline, material }, edit) => {
      const { lengthFrames } = applyEdit(timeline, edit, material)
      if (edit.kind !== 'end-at') expect(lengthFrames).toBe(timeline.lengthFrames)
    }),
  )
})

const song = {
  seconds: 60,
  beatsPerMinute: 120,
  beatsPerBar: 4,
  gridConfidence: 0.9,
  sectionBars: 4,
  hasDrop: true,
}
const analysis = fakeAnalysis(song)
const material: Material = { analysis, pictures }
const planned = planTimeline({
  analysis,
  songId: 's',
  media: pictures,
  aspect: '16:9',
  style: 'balanced',
  seed: 4,
})

function cutsOf(timeline: Timeline): readonly number[] {
  return timeline.clips.map(({ startFrame }) => startFrame)
}

/** What is seen at a frame: the clip's part there, and its look. */
function seenAt(timeline: Timeline, at: number) {
  const segment = segmentsOf(timeline, musicOf(analysis, timeline)).findLast(
    ({ startFrame }) => startFrame <= at,
  )
  if (segment === undefined) throw new Error('a frame lies in a segment')
  const sideOf = (part: ShotPart) => ({
    mediaId: part.shot.kind === 'visual' ? part.shot.phaseFrames + part.offsetFrames : part.shot.mediaId,
    look: lookAt(part, at - segment.startFrame, timeline.frameRate),
  })
  const { content } = segment
  return content.kind === 'shot' ? sideOf(content.part) : [sideOf(content.from), sideOf(content.to)]
}

describe('splitting', () => {
  test('changes nothing that is seen, wherever it is done', () => {
    const frames = planned.clips.flatMap(({ startFrame }) => [startFrame + 2, startFrame + 7])
    for (const at of frames) {
      const split = applyEdit({ ...planned, transitions: [] }, { kind: 'split', frame: at }, material)
      expect(split.clips).toHaveLength(planned.clips.length + 1)
      for (const near of [at - 1, at, at + 1]) {
        const [before, after] = [seenAt({ ...planned, transitions: [] }, near), seenAt(split, near)]
        expect(roundedOf(after)).toEqual(roundedOf(before))
      }
    }
  })

  test('amid a change of speed keeps every moment of the film', () => {
    const speedUp = { from: 0.5, to: 3, startFrame: 5, endFrame: 40 }
    let timeline = applyEdit(planned, { kind: 'replace', clips: [3], mediaId: film.mediaId }, material)
    timeline = applyEdit(timeline, { kind: 'change-shots', clips: [3], change: { speed: speedUp } }, material)
    timeline = { ...timeline, transitions: [] }
    const start = timeline.clips[3]?.startFrame ?? 0
    const split = applyEdit(timeline, { kind: 'split', frame: start + 9 }, material)
    for (const near of [8, 9, 10, 12]) {
      expect(roundedOf(seenAt(split, start + near))).toEqual(roundedOf(seenAt(timeline, start + near)))
    }
  })

  test('changes nothing that is seen in another format either, for which somebody framed the photo by hand', () => {
    const [from, to] = [
      { x: 0, y: 0, width: 0.3, height: 0.5 },
      { x: 0.6, y: 0.2, width: 0.2, height: 0.4 },
    ]
    const framing = { kind: 'photo', framing: { fit: 'fill', from, to } } as const
    let timeline = applyEdit(
      { ...planned, transitions: [] },
      { kind: 'replace', clips: [3], mediaId: 'med_1' },
      material,
    )
    timeline = applyEdit(timeline, { kind: 'frame', clip: 3, aspect: '9:16', framing }, material)
    const start = timeline.clips[3]?.startFrame ?? 0
    const split = applyEdit(timeline, { kind: 'split', frame: start + 7 }, material)
    const [before, after] = [timelineIn(timeline, '9:16', pictures), timelineIn(split, '9:16', pictures)]
    for (const near of [0, 6, 7, 8]) {
      expect(roundedOf(seenAt(after, start + near))).toEqual(roundedOf(seenAt(before, start + near)))
    }
  })

  test('on a cut, or outside the video, does nothing', () => {
    for (const at of [planned.clips[2]?.startFrame ?? 0, 0, planned.lengthFrames])
      expect(applyEdit(planned, { kind: 'split', frame: at }, material)).toBe(planned)
  })
})

test('moving a cut moves no other, and a film keeps its moments', () => {
  const withFilm = applyEdit(planned, { kind: 'replace', clips: [2], mediaId: film.mediaId }, material)
  const filmed = { ...withFilm, transitions: [] }
  const cut = filmed.clips[2]?.startFrame ?? 0
  const moved = applyEdit(filmed, { kind: 'move-cut', clip: 2, frame: cut + 5 }, material)
  expect(cutsOf(moved).filter((each, i) => each !== cutsOf(filmed)[i])).toEqual([cut + 5])
  expect(roundedOf(seenAt(moved, cut + 8))).toEqual(roundedOf(seenAt(filmed, cut + 8)))
})

test('removing clips leaves every other cut where the music is', () => {
  const removed = applyEdit(planned, { kind: 'remove', clips: [0, 3, 4] }, material)
  const cuts = cutsOf(planned)
  expect(cutsOf(removed)).toEqual(cuts.filter((cut, i) => cut === 0 || ![1, 3, 4].includes(i)))
  const all = planned.clips.map((_, i) => i)
  expect(applyEdit(planned, { kind: 'remove', clips: all }, material)).toBe(planned)
})

test('pictures brought elsewhere keep the cuts on their beats, or bring their own lengths', () => {
  const edit = { kind: 'reorder', clips: [1], beforeClip: 5 } as const
  const onBeats = applyEdit(planned, { ...edit, keeping: 'cuts' }, material)
  expect(cutsOf(onBeats)).toEqual(cutsOf(planned))
  expect(onBeats.clips[4]?.shot).toBe(planned.clips[1]?.shot)
  const carried = applyEdit(planned, { ...edit, keeping: 'lengths' }, material)
  expect(carried.clips[4]).toMatchObject({ lengthFrames: planned.clips[1]?.lengthFrames })
})

test('what is copied over a stretch covers it and moves nothing after it', () => {
  const [from, to] = [planned.clips[1]?.startFrame ?? 0, planned.clips[3]?.startFrame ?? 0]
  const at = planned.clips[6]?.startFrame ?? 0
  const pieces = piecesBetween(planned, from, to)
  const pasted = applyEdit(planned, { kind: 'overwrite', frame: at, pieces }, material)
  const end = at + to - from
  const outside = (cut: number) => cut <= at || cut > end
  expect(cutsOf(pasted).filter(outside)).toEqual(cutsOf(planned).filter(outside))
  const there = pasted.clips.filter(({ startFrame }) => startFrame >= at && startFrame < end)
  expect(there.map(({ shot }) => shot)).toEqual(pieces.map(({ shot }) => shot))
})

test('a pace puts a cut on every so many beats of its stretch, and none elsewhere', () => {
  const range = { startFrame: 240, endFrame: 480 }
  for (const [pace, frames] of [
    [4, 60],
    [1, 15],
    [0.5, 7.5],
  ] as const) {
    const paced = applyEdit(planned, { kind: 'repace', range, pace }, material)
    const inside = cutsOf(paced).filter((cut) => cut >= 240 && cut < 480)
    expect(inside).toEqual(Array.from({ length: 240 / frames }, (_, i) => 240 + Math.round(i * frames)))
    const outside = (cut: number) => cut < 240 || cut > 480
    expect(cutsOf(paced).filter(outside)).toEqual(cutsOf(planned).filter(outside))
  }
})

test('a transition stays with its cut, grows no longer than its clips, and goes with them', () => {
  const crossfade = {
    kind: 'set-transition',
    clips: [2],
    transition: { kind: 'crossfade', lengthFrames: 8 },
  } as const
  const faded = applyEdit({ ...planned, transitions: [] }, crossfade, material)
  const cut = faded.clips[3]?.startFrame ?? 0
  expect(faded.transitions).toEqual([
    { afterClip: 2, startFrame: cut - 4, lengthFrames: 8, kind: 'crossfade' },
  ])
  const moved = applyEdit(faded, { kind: 'move-cut', clip: 3, frame: cut + 2 }, material)
  expect(moved.transitions).toMatchObject([{ startFrame: cut - 2, lengthFrames: 8 }])
  const split = applyEdit(faded, { kind: 'split', frame: (faded.clips[1]?.startFrame ?? 0) + 3 }, material)
  expect(split.transitions).toMatchObject([{ afterClip: 3, startFrame: cut - 4 }])
})

test('a title is written without what cannot be shown, and not at all where nothing is left', () => {
  const [sample] = fc.sample(title, { seed: 1, numRuns: 1 })
  if (sample === undefined) throw new Error('there is a title')
  const written = (text: string) =>
    applyEdit(planned, { kind: 'add-title', title: { ...sample, text } }, material).titles.map(
      (each) => each.text,
    )
  expect(written('Night\u0000drive \ud83c\r\nby night')).toEqual(['Night drive \nby night'])
  expect(written('\ud83c')).toEqual([])
})

test('no more titles are laid over one another than a video may show at once', () => {
  const title: Title = {
    startFrame: 0,
    lengthFrames: 5,
    text: 'Home',
    place: 'middle',
    size: 0.1,
    font: 'inter',
    colour: '#ffffff',
    backing: 'none',
    animation: 'none',
  }
  const full = { ...planned, titles: Array<Title>(20).fill(title) }
  expect(applyEdit(full, { kind: 'add-title', title }, material)).toBe(full)
  const later = { ...title, startFrame: 5 }
  expect(applyEdit(full, { kind: 'add-title', title: later }, material).titles).toHaveLength(21)
})

/** Numbers without the dust of adding them up in another order. */
function roundedOf(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, each: unknown) =>
      typeof each === 'number' ? Math.round(each * 1e6) / 1e6 : each,
    ),
  )
}
