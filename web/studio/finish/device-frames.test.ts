import { expect, test } from 'vitest'
import type { Timeline } from '../../api/shapes.ts'
import { snippetOf } from './device-frames.ts'

const timeline: Timeline = {
  version: 1,
  songId: 'sng_1',
  aspect: '16:9',
  style: 'balanced',
  seed: 1,
  frameRate: 30,
  lengthFrames: 900,
  songStartSeconds: 0,
  clips: [
    {
      startFrame: 0,
      lengthFrames: 900,
      shot: { kind: 'visual', seed: 1, hueDegrees: 10, phaseFrames: 0 },
      because: 'the beginning',
      effects: [],
    },
  ],
  transitions: [],
  titles: [],
}

test('a snippet is ten seconds from where one looks, from earlier on near the end, and all of a shorter video', () => {
  expect(snippetOf(timeline, 120)).toEqual({ startFrame: 120, lengthFrames: 300 })
  expect(snippetOf(timeline, 880)).toEqual({ startFrame: 600, lengthFrames: 300 })
  expect(snippetOf({ ...timeline, lengthFrames: 200 }, 50)).toEqual({ startFrame: 0, lengthFrames: 200 })
})
