import { describe, expect, test } from 'vitest'
import { checkFrames, checkSound, type FrameFound } from './check-movie.ts'
import type { PlannedMovie } from './prove-movie.ts'

const lengthFrames = 30
const cutFrames = [10, 20]

/** A signature of one grey: 256 cells of it. */
const grey = (level: number) => new Uint8Array(256).fill(level)

/** Every shot has its own grey, and every frame of it is a little lighter than the one before. */
const levelOf = (frame: number) => 40 + 60 * cutFrames.filter((cut) => cut <= frame).length + 5 * (frame % 10)

const planned: PlannedMovie = {
  frameRate: 30,
  lengthFrames,
  cutFrames,
  loudness: 'normalised',
  signatures: Uint8Array.from({ length: 256 * lengthFrames }, (_, i) => levelOf(Math.floor(i / 256))),
}

/** The frames as a decoder would give them, showing the plan's frame that `shows` says, at its own time. */
function decoded(shows: (frame: number) => number = (frame) => frame): FrameFound[] {
  return Array.from({ length: lengthFrames }, (_, frame) => ({
    seconds: frame / 30,
    signature: grey(levelOf(shows(frame))),
  }))
}

describe('the picture of an export', () => {
  test('is proved where every frame is there, at its time, and shows what was painted', () => {
    expect(checkFrames(decoded(), planned)).toBe(0)
  })

  test('is not when a frame is missing', () => {
    expect(() => checkFrames(decoded().slice(0, -1), planned)).toThrow(
      'It has 29 frames where 30 were planned.',
    )
  })

  test('is not when a frame is shown half a frame late', () => {
    const late = decoded().map((each, frame) => (frame === 7 ? { ...each, seconds: 7.5 / 30 } : each))
    expect(() => checkFrames(late, planned)).toThrow('Frame 7 is not shown at its time.')
  })

  test('is not when a cut comes a frame late', () => {
    const late = decoded((frame) => (frame >= 10 && frame < 20 ? frame - 1 : frame))
    expect(() => checkFrames(late, planned)).toThrow('A cut is 1 frames from its place.')
  })

  test('is not when a frame within a shot shows another', () => {
    const other = decoded((frame) => (frame === 15 ? 16 : frame))
    expect(() => checkFrames(other, planned)).toThrow('Frame 15 does not show what was painted.')
  })
})

describe('the sound of an export', () => {
  const sound = { seconds: 1, lufs: -14.2, truePeakDb: -1.1 }

  test('is proved where it is as long and as loud as it should be', () => {
    expect(() => checkSound(sound, planned)).not.toThrow()
  })

  test.each([
    ['too quiet', { ...sound, lufs: -15, truePeakDb: -6 }, 'Its loudness is -15.0 LUFS.'],
    ['too loud', { ...sound, lufs: -13 }, 'Its loudness is -13.0 LUFS.'],
    ['clipped between the samples', { ...sound, truePeakDb: -0.4 }, 'Its true peak is -0.4 dBTP.'],
    ['cut short', { ...sound, seconds: 0.9 }, 'Its sound is 0.90 s long where 1.00 were planned.'],
  ])('is not when it is %s', (_name, found, reason) => {
    expect(() => checkSound(found, planned)).toThrow(reason)
  })

  test('may be quieter where its peaks forbid more, silent where the song is, and anything where it is left alone', () => {
    checkSound({ ...sound, lufs: -17, truePeakDb: -1.3 }, planned)
    checkSound({ ...sound, lufs: undefined, truePeakDb: undefined }, planned)
    checkSound({ ...sound, lufs: -30, truePeakDb: -12 }, { ...planned, loudness: 'untouched' })
  })
})
