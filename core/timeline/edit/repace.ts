/** Cuts a stretch of the video at another pace in one move. */
import type { Analysis } from '../../audio/analysis.ts'
import { framesOfSeconds, secondsOfFrames } from '../../units.ts'
import { castShots } from '../casting.ts'
import type { PlannerMedia, Timeline } from '../timeline.ts'
import { visualShot } from '../visual/visual-shot.ts'
import { overwrite } from './arranging.ts'
import { beatsPerBarOf, type Grid } from './grid.ts'
import { clipIndexAt, type Piece, putTogether, takeApart } from './pieces.ts'

/** How often a stretch is cut: every so many beats, or once a phrase of four bars. */
export type PaceWish = 4 | 2 | 1 | 0.5 | 'phrase'

/** A stretch of frames of the video. */
export type FrameRange = { readonly startFrame: number; readonly endFrame: number }

/** No shot of a pace is shorter: a shorter one is a flicker, not a picture. */
const leastFrames = 4

/**
 * The timeline with a stretch cut at a pace, counted from its first downbeat. A place that begins where a clip began
 * keeps its picture; the others are given pictures as the planner gives them.
 */
export function repace(
  timeline: Timeline,
  range: FrameRange,
  pace: PaceWish,
  material: {
    readonly grid: Grid
    readonly pictures: readonly PlannerMedia[]
    readonly analysis: Analysis
  },
): Timeline {
  const cuts = cutsIn(timeline, range, pace, material.grid)
  const known = new Map(timeline.clips.map((clip, i) => [clip.startFrame, i]))
  const pieces = takeApart(timeline)
  const open = cuts.map((startFrame, i) => ({
    startFrame,
    lengthFrames: (cuts[i + 1] ?? range.endFrame) - startFrame,
    weight: 0.5,
    because: pace === 'phrase' ? 'the beginning of a phrase' : `every ${pace} beats`,
  }))
  const fresh = shotsFor(timeline, open, material)
  const brought = open.map(({ startFrame, lengthFrames, because }): Piece => {
    const kept = pieces[known.get(startFrame) ?? -1]
    const around = timeline.clips[clipIndexAt(timeline, startFrame)]
    const shot = kept?.shot ?? fresh.get(startFrame)
    if (shot === undefined) throw new Error('every place was given a shot')
    return { lengthFrames, because, shot, effects: kept?.effects ?? around?.effects ?? [] }
  })
  return brought.length === 0 ? putTogether(timeline, pieces) : overwrite(timeline, range.startFrame, brought)
}

type Open = {
  readonly startFrame: number
  readonly lengthFrames: number
  readonly weight: number
  readonly because: string
}

function shotsFor(
  timeline: Timeline,
  open: readonly Open[],
  { pictures, analysis }: { readonly pictures: readonly PlannerMedia[]; readonly analysis: Analysis },
) {
  const { aspect, style, frameRate, songStartSeconds } = timeline
  const seed = (timeline.seed + (open[0]?.startFrame ?? 0)) >>> 0
  if (pictures.length > 0) {
    const cast = castShots(open, pictures, { aspect, style, seed, frameRate })
    return new Map(cast.map(({ startFrame, shot }) => [startFrame, shot]))
  }
  const secondsAt = (frame: number) => songStartSeconds + secondsOfFrames(frame, frameRate)
  return new Map(
    open.map(({ startFrame, lengthFrames }) => {
      const startSeconds = secondsAt(startFrame)
      const endSeconds = secondsAt(startFrame + lengthFrames)
      const part = { style, seed: timeline.seed, turn: 0, startSeconds, endSeconds, phaseFrames: startFrame }
      return [startFrame, visualShot(analysis, part)]
    }),
  )
}

/** Frames inside the range, ascending, the first at its start. */
function cutsIn(timeline: Timeline, range: FrameRange, pace: PaceWish, grid: Grid): readonly number[] {
  const { songStartSeconds, frameRate } = timeline
  const frameOf = (seconds: number) => framesOfSeconds(seconds - songStartSeconds, frameRate)
  const inside = (frame: number) => frame >= range.startFrame && frame <= range.endFrame - leastFrames
  const first = Math.max(
    0,
    grid.findIndex(({ seconds, position }) => position === 1 && frameOf(seconds) >= range.startFrame),
  )
  const every = pace === 'phrase' ? 4 * beatsPerBarOf(grid) : pace
  const wished = grid.flatMap(({ seconds }, i) => {
    const steps = i - first
    const next = grid[i + 1]
    if (every < 1) return next === undefined ? [seconds] : [seconds, (seconds + next.seconds) / 2]
    return steps % every === 0 ? [seconds] : []
  })
  const cuts = [range.startFrame]
  for (const frame of wished.map(frameOf)) {
    if (inside(frame) && frame - (cuts.at(-1) ?? 0) >= leastFrames) cuts.push(frame)
  }
  return cuts
}
