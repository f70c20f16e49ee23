import { expect, test } from 'vitest'
import { plainPhoto } from '#core/timeline/shots.ts'
import type { Render, Timeline } from '../api/shapes.ts'
import { cutSecondsOf, pictureAt, proofFacts, proofWords, reuseWords, videoNote } from './video-words.ts'

const shot = { kind: 'visual', look: 'silk', seed: 1, hueDegrees: 10, phaseFrames: 0 } as const
const timeline: Timeline = {
  version: 1,
  songId: 'sng_1',
  aspect: '16:9',
  style: 'balanced',
  seed: 1,
  frameRate: 30,
  lengthFrames: 300,
  songStartSeconds: 60,
  clips: [0, 90, 180].map((startFrame) => ({
    startFrame,
    lengthFrames: 90,
    shot,
    because: 'a beat',
    effects: [],
  })),
  transitions: [],
  titles: [],
}
const render: Render = {
  id: 'rnd_1',
  videoId: 'vid_1',
  jobId: 'job_1',
  preset: '1080p30',
  loudness: 'normalised',
  aspect: null,
  variant: 'plain',
  range: null,
  status: 'succeeded',
  proof: { frames: 300, maxCutErrorFrames: 0, lufs: -14.02, truePeak: -1.3 },
  videoBytes: 9_400_000,
  segmentsReused: 38,
  segmentsEncoded: 3,
  createdAt: '2026-11-21T10:00:00Z',
}

test('the proof says what was measured on the file', () => {
  expect(proofFacts(timeline, render).map((fact) => `${fact.name} ${fact.value} | ${fact.note}`)).toEqual([
    'Cuts 2 | all within 0 frames',
    'Frames 300 | exactly as planned · 30 a second',
    'Loudness −14.0 | LUFS · peak −1.3 dBTP',
    'File 9.4 MB | 1080p · 38 of 41 parts reused',
  ])
})

test('a proof fits in one line', () => {
  expect(proofWords({ frames: 300, maxCutErrorFrames: 0, lufs: -14.02, truePeak: -1.3 })).toBe(
    '300 frames · cuts all within 0 frames · −14.0 LUFS · peak −1.3 dBTP',
  )
  expect(proofWords({ frames: 1, maxCutErrorFrames: 1, lufs: null, truePeak: null })).toBe(
    '1 frame · cuts all within 1 frame · silent',
  )
})

test('a proof that is off says by how much', () => {
  const off = { ...render, proof: { frames: 298, maxCutErrorFrames: 1, lufs: null, truePeak: null } }
  expect(proofFacts(timeline, off).map((fact) => fact.note)).toEqual([
    'all within 1 frame',
    'planned 300',
    'no sound above −70 LUFS',
    '1080p · 38 of 41 parts reused',
  ])
})

test('a first rendering says how many parts it has, not that none was reused', () => {
  expect(reuseWords({ ...render, segmentsReused: 0, segmentsEncoded: 21 })).toBe('21 parts, all new')
})

test('nothing is claimed of a rendering that was not measured', () => {
  expect(proofFacts(timeline, { ...render, proof: null })).toEqual([])
  expect(reuseWords({ ...render, segmentsReused: null })).toBeUndefined()
})

test('cuts are told in the time of the song, from where the video starts in it', () => {
  expect(cutSecondsOf(timeline)).toEqual([63, 66])
})

test('while a video comes, the picture of that moment is shown, and none where the music draws', () => {
  const frame = { x: 0, y: 0, width: 1, height: 1 }
  const shots = ['med_beach', undefined, 'med_hill'].map((mediaId): Timeline['clips'][number]['shot'] =>
    mediaId === undefined ? shot : plainPhoto(mediaId, { fit: 'crop', from: frame, to: frame }),
  )
  const clips = timeline.clips.map((clip, i) => ({ ...clip, shot: shots[i] ?? clip.shot }))
  const seen = [0, 0.29, 0.3, 0.59, 0.6, 1].map((share) => pictureAt({ ...timeline, clips }, share))
  expect(seen).toEqual(['med_beach', 'med_beach', undefined, undefined, 'med_hill', 'med_hill'])
})

test('a card says shape, length and how exact the cuts are', () => {
  const video = {
    id: 'vid_1',
    songId: 'sng_1',
    title: 'Summer',
    mediaIds: [],
    aspect: '9:16',
    style: 'calm',
    seed: 1,
    durationMs: 30_000,
    createdAt: '2026-11-21T10:00:00Z',
    latestRender: render,
  } as const
  expect(videoNote(video)).toBe('9:16 · 0:30 · cuts within 0 frames')
  expect(videoNote({ ...video, latestRender: null })).toBe('9:16 · 0:30')
})
