import { expect, test } from 'vitest'
import { fakeAnalysis } from '../analysis.fake.ts'
import { planTimeline } from '../plan.ts'
import type { PlannerMedia, Timeline, Title } from '../timeline.ts'
import { applyEdit, gridOf } from './edit.ts'
import { type Grid, halfTempo } from './grid.ts'

const film: PlannerMedia = {
  mediaId: 'med_film',
  kind: 'clip',
  widthPixels: 640,
  heightPixels: 360,
  durationSeconds: 30,
  strength: 0.5,
  focus: { x: 0.5, y: 0.5 },
}
const photo: PlannerMedia = { ...film, mediaId: 'med_photo', kind: 'photo' }
// A beat every half second: every 15 frames.
const analysis = fakeAnalysis({
  seconds: 60,
  beatsPerMinute: 120,
  beatsPerBar: 4,
  gridConfidence: 0.9,
  sectionBars: 4,
  hasDrop: true,
})
const material = { analysis, pictures: [film, photo] }
const choices = { songId: 's', aspect: '16:9', style: 'balanced', seed: 4 } as const
const planned = planTimeline({ analysis, media: [photo], ...choices })
const cutsOf = ({ clips }: Timeline) => clips.map(({ startFrame }) => startFrame)
const heard = gridOf(planned, analysis)
const regridded = (timeline: Timeline, grid: Grid) => applyEdit(timeline, { kind: 'regrid', grid }, material)
const later = (beat: Grid[number]) => ({ ...beat, seconds: beat.seconds + 0.1 })

test('corrected beats take the cuts that lay on them along, and leave the others', () => {
  const frame = (planned.clips[2]?.startFrame ?? 0) + 7
  const offBeat = applyEdit(planned, { kind: 'split', frame }, material)
  const moved = regridded(offBeat, heard.map(later))
  expect(cutsOf(moved)).toEqual(cutsOf(offBeat).map((cut, i) => (i === 0 || i === 3 ? cut : cut + 3)))
  expect(moved.grid).toEqual(heard.map(later))
})

test('a title on beats goes with them, and one that is on none stays', () => {
  const look = { place: 'top', size: 0.1, font: 'inter', colour: '#ffffff' } as const
  const title: Title = {
    ...look,
    startFrame: 60,
    lengthFrames: 30,
    text: 'Home',
    backing: 'none',
    animation: 'none',
  }
  const titles = [title, { ...title, startFrame: 67 }]
  const moved = regridded({ ...planned, titles }, heard.map(later))
  expect(moved.titles).toEqual([{ ...title, startFrame: 63 }, titles[1]])
})

test('a change of speed that ends on a beat ends on it wherever that goes', () => {
  const speed = { from: 1, to: 0.5, startFrame: 0, endFrame: 15 }
  const filmed = applyEdit(planned, { kind: 'replace', clips: [1], mediaId: 'med_film' }, material)
  const ramped = applyEdit(filmed, { kind: 'change-shots', clips: [1], change: { speed } }, material)
  // The beats that cuts lie on stay: what ends inside the clips moves alone.
  const cuts = new Set(cutsOf(ramped))
  const moved = regridded(
    ramped,
    heard.map((beat) => (cuts.has(Math.round(beat.seconds * 30)) ? beat : later(beat))),
  )
  expect(cutsOf(moved)).toEqual(cutsOf(ramped))
  expect(moved.clips[1]?.shot).toMatchObject({ speed: { ...speed, endFrame: 18 } })
})

test('beats that are counted at half their tempo leave no flicker where two cuts would share one', () => {
  const range = { startFrame: 0, endFrame: planned.lengthFrames }
  const paced = applyEdit(planned, { kind: 'repace', range, pace: 1 }, material)
  expect(cutsOf(regridded(paced, halfTempo(heard)))).toEqual(cutsOf(paced))
  // A cut whose nearest beat is hardly inside the video stays as well.
  const early = heard.map((beat, i) => ({ ...beat, seconds: i === 0 ? 0.07 : beat.seconds + 0.2 }))
  expect(cutsOf(regridded(paced, early.toSpliced(1, 1)))[1]).toBe(15)
})
