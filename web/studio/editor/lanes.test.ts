import { expect, test } from 'vitest'
import { plainCaptionStyle } from '#core/timeline/captions.ts'
import type { TimelineClip } from '#core/timeline/timeline.ts'
import { clipsBetween, hitAt, lanesIn, type Touch } from './lanes.ts'

function clip(startFrame: number, lengthFrames: number): TimelineClip {
  const shot = { kind: 'visual', look: 'silk', seed: 1, hueDegrees: 0, phaseFrames: 0 } as const
  return { startFrame, lengthFrames, shot, because: '', effects: [] }
}
const lanes = lanesIn(260, true)
const touch: Touch = {
  timeline: {
    clips: [clip(0, 100), clip(100, 50), clip(150, 4), clip(154, 46)],
    titles: [
      {
        startFrame: 20,
        lengthFrames: 60,
        text: 'Hello',
        place: 'bottom',
        size: 0.08,
        font: 'inter',
        colour: '#ffffff',
        backing: 'none',
        animation: 'fade',
      },
    ],
    captions: {
      style: plainCaptionStyle,
      lines: [
        { startFrame: 40, lengthFrames: 60, text: 'Hold on', words: [] },
        { startFrame: 100, lengthFrames: 40, text: 'Come home', words: [] },
      ],
    },
  },
  grid: { beats: [{ frame: 50, position: 1, bar: 1 }], parts: [], isTrusted: true },
  view: { fromFrame: 0, toFrame: 200 },
  lanes,
  widthPixels: 1000,
  reachPixels: 7,
  takesBeats: false,
}
const inClips = lanes.clips.top + 10

const heights = [180, 230, 300, 420].flatMap((height) => [[height, false] as const, [height, true] as const])

test('lanes lie under one another without meeting, at every height the page gives', () => {
  for (const [height, hasCaptions] of heights) {
    const { ruler, parts, wave, clips, captions, titles } = lanesIn(height, hasCaptions)
    const all = [ruler, parts, wave, clips, captions, titles]
    for (const [i, lane] of all.slice(1).entries()) {
      const before = all[i]
      expect(lane.top).toBeGreaterThanOrEqual((before?.top ?? 0) + (before?.height ?? 0))
    }
    expect(titles.top + titles.height).toBe(height)
  }
})

test('near a cut the cut is taken, elsewhere the clip', () => {
  expect(hitAt(touch, 495, inClips)).toEqual({ kind: 'cut', afterClip: 0 })
  expect(hitAt(touch, 505, inClips)).toEqual({ kind: 'cut', afterClip: 0 })
  expect(hitAt(touch, 250, inClips)).toEqual({ kind: 'clip', clip: 0 })
})

test('the video begins where it does, and is ended elsewhere by its last clip', () => {
  expect(hitAt(touch, 1, inClips)).toEqual({ kind: 'clip', clip: 0 })
  expect(hitAt(touch, 999, inClips)).toEqual({ kind: 'end' })
})

test('a clip too narrow for its edges can still be chosen in its middle', () => {
  expect(hitAt(touch, 760, inClips)).toEqual({ kind: 'clip', clip: 2 })
})

test('beats can be taken only while they are edited', () => {
  const y = lanes.wave.top + 5
  expect(hitAt(touch, 252, y)).toEqual({ kind: 'song' })
  expect(hitAt({ ...touch, takesBeats: true }, 252, y)).toEqual({ kind: 'beat', beat: 0 })
  expect(hitAt({ ...touch, takesBeats: true }, 300, y)).toEqual({ kind: 'song' })
})

test('among beats that lie closer than a finger is wide, the chosen one is taken', () => {
  const beats = [50, 53].map((frame) => ({ frame, position: 1, bar: 1 }))
  const finger = { ...touch, takesBeats: true, reachPixels: 22, grid: { ...touch.grid, beats } }
  const y = lanes.wave.top + 5
  expect(hitAt(finger, 264, y)).toEqual({ kind: 'beat', beat: 1 })
  expect(hitAt({ ...finger, firstBeat: 0 }, 264, y)).toEqual({ kind: 'beat', beat: 0 })
  expect(hitAt({ ...finger, firstBeat: 0 }, 280, y)).toEqual({ kind: 'beat', beat: 1 })
})

test('a title is taken at its edges or its middle', () => {
  const y = lanes.titles.top + 5
  expect(hitAt(touch, 102, y)).toEqual({ kind: 'title', title: 0, edge: 'start' })
  expect(hitAt(touch, 200, y)).toEqual({ kind: 'title', title: 0, edge: undefined })
  expect(hitAt(touch, 398, y)).toEqual({ kind: 'title', title: 0, edge: 'end' })
  expect(hitAt(touch, 600, y)).toEqual({ kind: 'nothing' })
})

test('a line of the captions is taken at its edges or its middle, and the next one where it ends', () => {
  const y = lanes.captions.top + 5
  expect(hitAt(touch, 202, y)).toEqual({ kind: 'caption', caption: 0, edge: 'start' })
  expect(hitAt(touch, 350, y)).toEqual({ kind: 'caption', caption: 0, edge: undefined })
  expect(hitAt(touch, 502, y)).toEqual({ kind: 'caption', caption: 1, edge: 'start' })
  expect(hitAt(touch, 900, y)).toEqual({ kind: 'nothing' })
})

test('a video without captions has no lane for them: where it would be is the picture', () => {
  const bare = { ...touch, lanes: lanesIn(260, false) }
  const { clips, titles } = bare.lanes
  expect(titles.top - clips.top - clips.height).toBe(6)
  expect(hitAt(bare, 350, clips.top + clips.height - 1)).toMatchObject({ kind: 'clip' })
})

test('a stretch touches every clip of which it holds a frame, whichever way it was drawn', () => {
  expect(clipsBetween(touch.timeline.clips, 120, 20)).toEqual([0, 1])
})
