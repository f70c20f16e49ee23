import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anySong, fakeAnalysis } from './analysis.fake.ts'
import { musicOf } from './music.ts'

const song = {
  seconds: 8,
  beatsPerMinute: 120,
  beatsPerBar: 4,
  gridConfidence: 0.9,
  sectionBars: 2,
  hasDrop: false,
}
const stretch = { songStartSeconds: 0, lengthFrames: 240, frameRate: 30 }

test('a downbeat is felt in full on its frame, other beats less, and both fade until the next', () => {
  const { beats } = musicOf(fakeAnalysis(song), stretch)
  expect([beats[0], beats[15], beats[60]]).toEqual([255, 140, 255])
  expect(beats.slice(0, 15)).toEqual(beats.slice(0, 15).toSorted((a, b) => b - a))
})

test('every curve has a value between 0 and 255 for every frame, wherever the video begins', () => {
  fc.assert(
    fc.property(anySong, fc.double({ min: 0, max: 5, noNaN: true }), (fake, songStartSeconds) => {
      const music = musicOf(fakeAnalysis(fake), { songStartSeconds, lengthFrames: 90, frameRate: 30 })
      for (const curve of [music.beats, music.onsets, music.energy]) {
        expect(curve).toHaveLength(90)
        expect(curve.every((value) => Number.isInteger(value) && value >= 0 && value <= 255)).toBe(true)
      }
    }),
  )
})

test('a video that begins amid the song feels the same music at the same moment', () => {
  const all = musicOf(fakeAnalysis(song), stretch)
  const later = musicOf(fakeAnalysis(song), { ...stretch, songStartSeconds: 2, lengthFrames: 60 })
  expect(later).toEqual({
    beats: all.beats.slice(60, 120),
    onsets: all.onsets.slice(60, 120),
    energy: all.energy.slice(60, 120),
  })
})

test('beats that a person corrected are felt where they were put', () => {
  const grid = [{ seconds: 1, position: 1 }]
  const { beats } = musicOf(fakeAnalysis(song), { ...stretch, grid })
  expect(beats.indexOf(255)).toBe(30)
  expect(Math.max(...beats.slice(0, 30))).toBe(0)
})
