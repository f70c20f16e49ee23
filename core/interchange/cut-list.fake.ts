/** Made-up cut lists for tests of whatever writes them: planned videos with films at any speed, and names that hurt. */
import fc from 'fast-check'
import { anySong, fakeAnalysis } from '../timeline/analysis.fake.ts'
import { planTimeline } from '../timeline/plan.ts'
import { type SpeedRamp, type Timeline, TransitionKind } from '../timeline/timeline.ts'
import { type CutList, cutListOf, type SourceMedia } from './cut-list.ts'

const fileNames = [
  'beach.jpg',
  'Über & "unter" <den> Wolken.heic',
  'снег 雪 ثلج.png',
  'a\u0000b\nc.jpg',
  'beach.mp4',
]

/** The files that are shown: photos, and one film. */
const files: readonly SourceMedia[] = fileNames.map((fileName) => {
  const kind = fileName.endsWith('.mp4') ? ('clip' as const) : ('photo' as const)
  const durationSeconds = kind === 'clip' ? 40 : undefined
  return { fileName, kind, widthPixels: 1600, heightPixels: 1200, durationSeconds }
})

const speed = fc.double({ min: 0.1, max: 8, noNaN: true })
const anyRamp: fc.Arbitrary<SpeedRamp> = fc
  .record({ from: speed, to: speed, startFrame: fc.nat(60), more: fc.nat(60), isSteady: fc.boolean() })
  .map(({ from, to, startFrame, more, isSteady }) => ({
    from,
    to: isSteady ? from : to,
    startFrame,
    endFrame: startFrame + more,
  }))

/** Any video as editors get it, with the timeline that it was made from. */
export const anyCutList: fc.Arbitrary<{ readonly timeline: Timeline; readonly list: CutList }> = fc
  .record({
    song: anySong,
    seed: fc.nat(),
    hasMedia: fc.boolean(),
    ramp: anyRamp,
    transition: fc.constantFrom(...TransitionKind.options),
    startSeconds: fc.double({ min: 0, max: 3, noNaN: true }),
    title: fc.constantFrom('Night drive', 'R&B <"late"> \u0007', '夜のドライブ'),
  })
  .map(({ song, seed, hasMedia, ramp, transition, startSeconds, title }) => {
    const analysis = fakeAnalysis(song)
    const planners = files.map(({ kind, widthPixels, heightPixels, durationSeconds }, i) => ({
      ...{ mediaId: `med_${i}`, kind, widthPixels, heightPixels, strength: 0.5, focus: { x: 0.5, y: 0.5 } },
      ...(durationSeconds === undefined ? {} : { durationSeconds, motionSeconds: [1, 7] }),
    }))
    const media = hasMedia ? planners : []
    const range = { startSeconds, durationSeconds: 500 }
    const plan = { analysis, songId: 's', media, aspect: '16:9', style: 'balanced', seed, range } as const
    const planned = planTimeline(plan)
    const clips = planned.clips.map((clip) =>
      clip.shot.kind === 'clip' ? { ...clip, shot: { ...clip.shot, speed: ramp } } : clip,
    )
    const transitions = planned.transitions.map((each) => ({ ...each, kind: transition }))
    const timeline = { ...planned, clips, transitions }
    const list = cutListOf({
      ...{ title, timeline, analysis },
      song: { fileName: 'night drive.flac', durationSeconds: analysis.duration },
      media: new Map(files.map((file, i) => [`med_${i}`, file])),
    })
    return { timeline, list }
  })
