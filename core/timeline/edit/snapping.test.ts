import { expect, test } from 'vitest'
import { fakeAnalysis } from '../analysis.fake.ts'
import { planTimeline } from '../plan.ts'
import { gridOf } from './edit.ts'
import { type SnapPoint, snapPointsOf, snapTo } from './snapping.ts'

const points: readonly SnapPoint[] = [
  { frame: 0, kind: 'part' },
  { frame: 15, kind: 'beat' },
  { frame: 30, kind: 'bar' },
  { frame: 33, kind: 'cut' },
]

test('the nearest point draws, and nothing out of reach does', () => {
  expect(snapTo(points, 13, 4)?.frame).toBe(15)
  expect(snapTo(points, 22, 4)).toBeUndefined()
})

test('between two points the stronger one wins a little more than half the way', () => {
  expect(snapTo(points, 31, 4)?.kind).toBe('bar')
  expect(snapTo(points, 33, 4)?.kind).toBe('cut')
  expect(snapTo(points, 5, 4)?.kind).toBe('part')
})

test('parts, bars and beats of the song draw where they are in the video, and nothing outside it does', () => {
  const analysis = fakeAnalysis({
    seconds: 20,
    beatsPerMinute: 120,
    beatsPerBar: 4,
    gridConfidence: 0.9,
    sectionBars: 4,
    hasDrop: false,
  })
  const range = { startSeconds: 1, durationSeconds: 10 }
  const choices = { songId: 's', media: [], aspect: '16:9', style: 'calm', seed: 1, range } as const
  const timeline = planTimeline({ analysis, ...choices })
  const found = snapPointsOf(timeline, gridOf(timeline, analysis), analysis.segments)
  const kindAt = (frame: number) => found.find((point) => point.frame === frame)?.kind
  expect([kindAt(210), kindAt(30), kindAt(15)]).toEqual(['part', 'bar', 'beat'])
  expect(found.every(({ frame }) => frame >= 0 && frame <= timeline.lengthFrames)).toBe(true)
})
