import { expect, test } from 'vitest'
import { plainPhoto } from '#core/timeline/shots.ts'
import type { Analysis, Media, Timeline } from '../../api/shapes.ts'
import { snippetOf, unreadyOf } from './device-frames.ts'

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
      shot: { kind: 'visual', look: 'silk', seed: 1, hueDegrees: 10, phaseFrames: 0 },
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

test('what is not ready is named before a file is made without it', () => {
  const whole = { x: 0, y: 0, width: 1, height: 1 }
  const shots = ['med_ready', 'med_coming', 'med_gone'].map((id) =>
    plainPhoto(id, { fit: 'crop', from: whole, to: whole }),
  )
  const clips = shots.map((shot, i) => ({ startFrame: i, lengthFrames: 1, shot, because: '', effects: [] }))
  const media = (id: string, status: Media['status']) => ({ id, status, fileName: `${id}.jpg` }) as Media
  const library = [media('med_ready', 'ready'), media('med_coming', 'preparing')]
  const finishing = {
    timeline: { ...timeline, clips },
    library,
    aspect: '16:9',
    analysis: {} as Analysis,
  } as const
  expect(unreadyOf(finishing)).toEqual(['med_coming.jpg', 'A picture that was deleted'])
})
