/** The song's grid on the frames of a video: beats, bars and parts, and where a frame stands among them. */
import type { Analysis } from '#core/audio/analysis.ts'
import { isGridTrusted } from '#core/timeline/song-range.ts'
import type { Timeline } from '#core/timeline/timeline.ts'
import { framesOfSeconds } from '#core/units.ts'
import { type PartColour, partsOf } from '../../player/parts.ts'

/** One beat: the frame it falls on, its place in the bar from 1, and its bar, counted from the song's first downbeat. */
export type BeatFrame = { readonly frame: number; readonly position: number; readonly bar: number }

/** A part of the song on the frames of the video, held inside it. */
export type PartFrames = {
  readonly name: string
  readonly colour: PartColour
  readonly startFrame: number
  readonly endFrame: number
}

/** The grid of a video. Beats and parts ascend; beats may lie outside the video. */
export type SongGrid = {
  readonly beats: readonly BeatFrame[]
  readonly parts: readonly PartFrames[]
  /** Whether there are beats that are steady enough to cut on, or that a person set. */
  readonly isTrusted: boolean
}

/** What of a timeline its grid depends on. */
type Stretch = Pick<Timeline, 'songStartSeconds' | 'lengthFrames' | 'frameRate' | 'grid'>

/** The grid of a video: its own corrected beats where it has some, else those that were heard. */
export function songGridOf(analysis: Analysis, timeline: Stretch): SongGrid {
  const { songStartSeconds, frameRate, lengthFrames, grid } = timeline
  const frameOf = (seconds: number) => framesOfSeconds(seconds - songStartSeconds, frameRate)
  const heard = grid ?? analysis.beats.map(({ time, position }) => ({ seconds: time, position }))
  let bar = 0
  const beats = heard.map(({ seconds, position }) => {
    if (position === 1) bar += 1
    return { frame: frameOf(seconds), position, bar }
  })
  const parts = partsOf(analysis).flatMap((part) => {
    const startFrame = Math.max(0, frameOf(part.startSeconds))
    const endFrame = Math.min(lengthFrames, frameOf(part.endSeconds))
    return endFrame > startFrame ? [{ name: part.name, colour: part.colour, startFrame, endFrame }] : []
  })
  return { beats, parts, isTrusted: grid === undefined ? isGridTrusted(analysis) : grid.length > 0 }
}

/** The index of the first item at or after a frame; the length when there is none. Items ascend. */
export function firstFrom<T>(items: readonly T[], frameOf: (item: T) => number, frame: number): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    const item = items[middle]
    if (item !== undefined && frameOf(item) < frame) low = middle + 1
    else high = middle
  }
  return low
}

/** The last beat at or before a frame; `undefined` before the first. */
export function beatAt({ beats }: SongGrid, frame: number): BeatFrame | undefined {
  return beats[firstFrom(beats, (beat) => beat.frame, frame + 1) - 1]
}

/** The part that sounds at a frame. */
export function partAtFrame({ parts }: SongGrid, frame: number): PartFrames | undefined {
  return parts.find((part) => frame >= part.startFrame && frame < part.endFrame)
}

/** Where a frame stands in the music: `bar 9 beat 1`; `undefined` before the first beat. */
export function placeOf(grid: SongGrid, frame: number): string | undefined {
  const beat = beatAt(grid, frame)
  return beat === undefined ? undefined : `bar ${beat.bar} beat ${beat.position}`
}

/** The same, as short as a ruler has it: `9.1`. */
export function shortPlaceOf(grid: SongGrid, frame: number): string | undefined {
  const beat = beatAt(grid, frame)
  return beat === undefined ? undefined : `${beat.bar}.${beat.position}`
}
