import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anySong, fakeAnalysis } from '../timeline/analysis.fake.ts'
import { planTimeline } from '../timeline/plan.ts'
import { partsOfVideo } from './parts.ts'

const song = fakeAnalysis({
  seconds: 40,
  beatsPerMinute: 120,
  beatsPerBar: 4,
  gridConfidence: 0.9,
  sectionBars: 4,
  hasDrop: true,
})
const covered = (songStartSeconds: number, seconds: number) => ({
  songStartSeconds,
  lengthFrames: seconds * 30,
  frameRate: 30,
})

test('a video of the whole song has the parts of the song, numbered where a name returns', () => {
  const parts = partsOfVideo(song, covered(0, 40))
  expect(parts.map(({ title }) => title)).toEqual(['Verse 1', 'Chorus 1', 'Verse 2', 'Chorus 2', 'Verse 3'])
  // Sections alternate between an energy of 0.3 and 0.9, and last four bars at 120 beats a minute: 8 seconds.
  expect(parts.map(({ energy }) => Number(energy.toFixed(2)))).toEqual([0.3, 0.9, 0.3, 0.9, 0.3])
  expect(parts.map(({ startFrame }) => startFrame)).toEqual([0, 240, 480, 720, 960])
})

test('a stretch of the song has only the parts that it shows, under the names they have in the song', () => {
  const parts = partsOfVideo(song, covered(10, 8))
  expect(
    parts.map(({ id, title, startFrame, lengthFrames }) => [id, title, startFrame, lengthFrames]),
  ).toEqual([
    ['part-1', 'Chorus 1', 0, 180],
    ['part-2', 'Verse 2', 180, 60],
  ])
})

test('parts keep their ids when the video is made longer or shorter', () => {
  const short = partsOfVideo(song, covered(10, 8)).map(({ id }) => id)
  expect(partsOfVideo(song, covered(0, 40)).map(({ id }) => id)).toEqual(expect.arrayContaining(short))
})

test('a song without sections is one part', () => {
  const parts = partsOfVideo({ ...song, segments: [] }, covered(0, 40))
  expect(parts).toMatchObject([{ id: 'part-0', startFrame: 0, lengthFrames: 1200 }])
})

test('whatever the song and the stretch, parts touch, none is empty, and together they are the video', () => {
  fc.assert(
    fc.property(
      anySong,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.5, max: 60, noNaN: true }),
      (choices, from, durationSeconds) => {
        const analysis = fakeAnalysis(choices)
        const range = { startSeconds: from * choices.seconds, durationSeconds }
        const wish = {
          analysis,
          songId: 'sng_1',
          media: [],
          aspect: '16:9',
          style: 'calm',
          seed: 1,
          range,
        } as const
        const timeline = planTimeline(wish)
        const parts = partsOfVideo(analysis, timeline)
        let end = 0
        for (const part of parts) {
          expect(part.startFrame).toBe(end)
          expect(part.lengthFrames).toBeGreaterThan(0)
          end += part.lengthFrames
        }
        expect(end).toBe(timeline.lengthFrames)
        expect(new Set(parts.map(({ id }) => id)).size).toBe(parts.length)
      },
    ),
  )
})
