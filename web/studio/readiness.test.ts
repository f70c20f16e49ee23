import { expect, test } from 'vitest'
import type { Media, Song } from '../api/shapes.ts'
import { isReady, stepsOf } from './readiness.ts'

const song: Song = {
  id: 'sng_1',
  title: 'Vibe Ace',
  artist: null,
  fileName: 'a.ogg',
  format: 'ogg',
  bytes: 1,
  durationMs: 1000,
  jobId: 'job_1',
  status: 'ready',
  isrc: null,
  recordingId: null,
  tempo: null,
  key: null,
  createdAt: '2026-11-21T10:00:00Z',
}
const photo = (status: Media['status']): Media => ({
  id: `med_${status}`,
  kind: 'photo',
  fileName: 'a.jpg',
  format: 'jpg',
  bytes: 1,
  widthPixels: 1,
  heightPixels: 1,
  durationMs: null,
  thumbhash: null,
  proxy: null,
  planner: {
    mediaId: `med_${status}`,
    kind: 'photo',
    widthPixels: 1,
    heightPixels: 1,
    strength: 0.5,
    focus: { x: 0.5, y: 0.5 },
  },
  jobId: 'job_2',
  status,
  createdAt: '2026-11-21T10:00:00Z',
})
const calm = { uploading: 0, uploadProgress: 0, song, analysis: undefined, media: [photo('ready')] }

test('a video is planned once the song and every chosen picture are ready and nothing is on its way', () => {
  expect(isReady(stepsOf(calm))).toBe(true)
  expect(isReady(stepsOf({ ...calm, uploading: 1 }))).toBe(false)
  expect(isReady(stepsOf({ ...calm, song: { ...song, status: 'analysing' } }))).toBe(false)
  expect(isReady(stepsOf({ ...calm, media: [photo('ready'), photo('preparing')] }))).toBe(false)
  expect(isReady(stepsOf({ ...calm, song: undefined }))).toBe(false)
})

test('no pictures at all is fine: the music draws itself', () => {
  expect(isReady(stepsOf({ ...calm, media: [] }))).toBe(true)
})

test('what can never become ready says so instead of waiting for ever', () => {
  const states = stepsOf({ ...calm, song: { ...song, status: 'failed' }, media: [photo('failed')] }).map(
    (step) => step.state,
  )
  expect(states).toEqual(['stuck', 'stuck'])
})

test('each step says how far it is', () => {
  const steps = stepsOf({
    uploading: 3,
    uploadProgress: 0.5,
    song: { ...song, status: 'analysing' },
    analysis: { progress: 0.4, stage: 'Finding the beat' },
    media: [photo('ready'), photo('preparing')],
  })
  expect(steps.map((step) => `${step.name}: ${step.note}`)).toEqual([
    'Upload: 3 files on the way',
    'Song: Finding the beat',
    'Pictures: 1 of 2 ready',
  ])
})
