import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anySong, type FakeSong, fakeAnalysis } from './analysis.fake.ts'
import { faultOf } from './fault.ts'
import { aspectRatios, cameraAt } from './geometry.ts'
import { planTimeline } from './plan.ts'
import { Timeline, type VisualLook } from './timeline.ts'

const steady: FakeSong = {
  seconds: 64,
  beatsPerMinute: 120,
  beatsPerBar: 4,
  gridConfidence: 0.95,
  sectionBars: 8,
  hasDrop: true,
}

const anyMedia = fc
  .array(
    fc.record({
      kind: fc.constantFrom('photo' as const, 'clip' as const),
      widthPixels: fc.integer({ min: 100, max: 6000 }),
      heightPixels: fc.integer({ min: 100, max: 6000 }),
      durationSeconds: fc.double({ min: 0.2, max: 60, noNaN: true }),
      strength: fc.double({ min: 0, max: 1, noNaN: true }),
      focus: fc.record({
        x: fc.double({ min: 0, max: 1, noNaN: true }),
        y: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    }),
    { maxLength: 30 },
  )
  .map((items) =>
    items.map(({ durationSeconds, ...item }, i) => ({
      ...item,
      mediaId: `med_${i}`,
      ...(item.kind === 'clip' ? { durationSeconds, motionSeconds: [durationSeconds / 3] } : {}),
    })),
  )

const anyInput = fc
  .record({
    song: anySong,
    media: anyMedia,
    aspect: fc.constantFrom('16:9' as const, '9:16' as const, '1:1' as const),
    style: fc.constantFrom('balanced' as const, 'calm' as const, 'energetic' as const, 'cinematic' as const),
    seed: fc.integer({ min: 0, max: 0xffffffff }),
    range: fc.option(
      fc.record({
        startSeconds: fc.double({ min: 0, max: 250, noNaN: true }),
        durationSeconds: fc.double({ min: 0.01, max: 100, noNaN: true }),
      }),
      { nil: undefined },
    ),
  })
  .map(({ song, ...rest }) => ({ ...rest, analysis: fakeAnalysis(song), songId: 'sng_1' }))

test('what is planned can be rendered, and its clips touch from frame 0 to the end, whatever the music and the media', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const timeline = Timeline.parse(planTimeline(input))
      let next = 0
      for (const clip of timeline.clips) {
        expect(clip.startFrame).toBe(next)
        next += clip.lengthFrames
      }
      expect(next).toBe(timeline.lengthFrames)
      expect(faultOf(timeline, input.analysis.duration, input.media)).toBeUndefined()
    }),
  )
})

test('the same input and seed give the same bytes', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      expect(JSON.stringify(planTimeline(input))).toBe(JSON.stringify(planTimeline(input)))
    }),
    { numRuns: 30 },
  )
})

test('no picture is seen twice in a row while there is another', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      fc.pre(input.media.length > 1)
      const ids = planTimeline(input).clips.map(({ shot }) => (shot.kind === 'visual' ? '' : shot.mediaId))
      for (const [i, id] of ids.entries()) expect(id).not.toBe(ids[i - 1])
    }),
  )
})

test('the camera never leaves the picture, before, during or after its shot', () => {
  fc.assert(
    fc.property(anyInput, fc.integer({ min: -40, max: 4000 }), (input, frame) => {
      for (const { shot, lengthFrames } of planTimeline(input).clips) {
        if (shot.kind === 'visual') continue
        const { x, y, width, height } = cameraAt(shot, frame, lengthFrames)
        expect(Math.min(x, y, width, height)).toBeGreaterThanOrEqual(-1e-9)
        expect(Math.max(x + width, y + height)).toBeLessThanOrEqual(1 + 1e-9)
      }
    }),
  )
})

test('what the camera sees has the aspect of the frame, so that nothing is stretched', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      for (const { shot } of planTimeline(input).clips) {
        if (shot.kind !== 'photo' || shot.fit === 'fill') continue
        const media = input.media.find((item) => item.mediaId === shot.mediaId)
        const ratio =
          ((media?.widthPixels ?? 1) * shot.from.width) / ((media?.heightPixels ?? 1) * shot.from.height)
        expect(ratio / aspectRatios[input.aspect]).toBeCloseTo(1, 6)
      }
    }),
  )
})

test('transitions lie inside the video, over their cut, and never meet', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const { clips, transitions } = planTimeline(input)
      let free = 0
      for (const transition of transitions) {
        const cut = clips[transition.afterClip + 1]?.startFrame ?? Number.NaN
        expect(transition.startFrame).toBeGreaterThan(free - 1)
        expect(transition.startFrame).toBeLessThan(cut)
        free = transition.startFrame + transition.lengthFrames
        expect(free).toBeGreaterThan(cut)
        const next = clips[transition.afterClip + 1]
        expect(free).toBeLessThan((next?.startFrame ?? 0) + (next?.lengthFrames ?? 0))
      }
    }),
  )
})

test('a filmed clip is never asked for a moment after its end, unless it is too short for any shot', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      for (const { shot, lengthFrames } of planTimeline(input).clips) {
        if (shot.kind !== 'clip') continue
        const has = input.media.find((item) => item.mediaId === shot.mediaId)?.durationSeconds ?? 0
        const ends = shot.sourceStartSeconds + lengthFrames / 30
        expect(ends <= has + 13 / 30 || has < 12 / 30).toBe(true)
      }
    }),
  )
})

const somePhotos = Array.from({ length: 8 }, (_, i) => ({
  mediaId: `med_${i}`,
  kind: 'photo' as const,
  widthPixels: 1920,
  heightPixels: 1280,
  strength: i / 7,
  focus: { x: 0.5, y: 0.5 },
}))

function planSteady(
  change: Partial<FakeSong> & { style?: 'balanced' | 'calm' | 'energetic'; seed?: number } = {},
) {
  const { style = 'balanced', seed = 1, ...song } = change
  const analysis = fakeAnalysis({ ...steady, ...song })
  return {
    analysis,
    timeline: planTimeline({ analysis, songId: 'sng_1', media: somePhotos, aspect: '16:9', style, seed }),
  }
}

test('on a trusted grid every cut falls on a beat, to the frame', () => {
  const { analysis, timeline } = planSteady()
  const beatFrames = new Set(analysis.beats.map((beat) => Math.round(beat.time * 30)))
  expect(timeline.clips.length).toBeGreaterThan(20)
  for (const clip of timeline.clips) expect(beatFrames).toContain(clip.startFrame)
})

test('the drop has its cut on its own frame, with a flash', () => {
  const { analysis, timeline } = planSteady()
  const dropFrame = Math.round((analysis.drops[0]?.time ?? 0) * 30)
  const at = timeline.clips.findIndex((clip) => clip.startFrame === dropFrame)
  expect(timeline.clips[at]?.because).toContain('the drop')
  expect(timeline.transitions.find((transition) => transition.afterClip === at - 1)?.kind).toBe('flash')
})

test('full music is cut faster than quiet music, and an energetic style faster than a calm one', () => {
  const { timeline } = planSteady({ hasDrop: false })
  const inQuiet = timeline.clips.filter((clip) => clip.startFrame < 16 * 30).length
  const inFull = timeline.clips.filter(
    (clip) => clip.startFrame >= 16 * 30 && clip.startFrame < 32 * 30,
  ).length
  expect(inFull).toBeGreaterThan(1.9 * inQuiet)
  expect(planSteady({ style: 'energetic' }).timeline.clips.length).toBeGreaterThan(
    2 * planSteady({ style: 'calm' }).timeline.clips.length,
  )
})

test('music whose grid cannot be trusted is cut by phrase, not on every beat', () => {
  const { timeline } = planSteady({ gridConfidence: 0.1, style: 'calm' })
  const lengths = timeline.clips.map((clip) => clip.lengthFrames / 30)
  expect(Math.min(...lengths)).toBeGreaterThan(1)
  expect(timeline.clips.length).toBeLessThan(64 / 2.5)
})

test('every picture is used before any is used three times more than another', () => {
  const uses = new Map<string, number>()
  for (const { shot } of planSteady().timeline.clips) {
    if (shot.kind === 'photo') uses.set(shot.mediaId, (uses.get(shot.mediaId) ?? 0) + 1)
  }
  expect(uses.size).toBe(8)
  expect(Math.max(...uses.values()) - Math.min(...uses.values())).toBeLessThanOrEqual(2)
})

test('another seed is another video', () => {
  expect(planSteady({ seed: 1 }).timeline.clips).not.toEqual(planSteady({ seed: 2 }).timeline.clips)
})

test('a picture that cropping would ruin is shown whole', () => {
  const portrait = { ...somePhotos[0], mediaId: 'med_tall', widthPixels: 1080, heightPixels: 2400 } as const
  const media = [{ ...portrait, kind: 'photo' as const, strength: 0.5, focus: { x: 0.5, y: 0.5 } }]
  const timeline = planTimeline({
    analysis: fakeAnalysis(steady),
    songId: 's',
    media,
    aspect: '16:9',
    style: 'calm',
    seed: 1,
  })
  expect(timeline.clips.every(({ shot }) => shot.kind === 'photo' && shot.fit === 'fill')).toBe(true)
})

test('without media generated pictures in the colour of the key fill the video, and flow on over their cuts', () => {
  const timeline = planTimeline({
    analysis: fakeAnalysis(steady),
    songId: 's',
    media: [],
    aspect: '16:9',
    style: 'balanced',
    seed: 1,
  })
  expect(timeline.clips.length).toBeGreaterThan(1)
  const shots = timeline.clips.map(({ startFrame, shot }) => [
    shot.kind === 'visual' && shot.phaseFrames,
    startFrame,
  ])
  for (const [phaseFrames, startFrame] of shots) expect(phaseFrames).toBe(startFrame)
})

test('a video without media has one look for its calm parts and one for its lively ones', () => {
  const looksOf = (seed: number, look?: VisualLook) => {
    const { clips } = planTimeline({
      ...{
        analysis: fakeAnalysis(steady),
        songId: 's',
        media: [],
        aspect: '16:9',
        style: 'energetic',
        seed,
        look,
      },
    })
    return new Set(clips.map(({ shot }) => (shot.kind === 'visual' ? shot.look : undefined)))
  }
  for (let seed = 0; seed < 8; seed += 1) expect(looksOf(seed).size).toBeLessThanOrEqual(2)
  expect(new Set([0, 1, 2, 3].flatMap((seed) => [...looksOf(seed)])).size).toBeGreaterThan(2)
  expect(looksOf(1, 'ink')).toEqual(new Set(['ink']))
})
