/** The planner: a song's analysis and some pictures become a timeline. Pure: the same input and seed, the same bytes. */
import type { Analysis } from '../audio/analysis.ts'
import { type CastShot, castShots, type OpenShot } from './casting.ts'
import { type Cut, planCuts } from './cuts.ts'
import { timelineFrameRate } from './preset.ts'
import { type SongRange, songRange, songSecondsAt } from './song-range.ts'
import type { Aspect, PlannerMedia, Style, Timeline, VisualLook } from './timeline.ts'
import { planTransitions } from './transitions.ts'
import { visualShot } from './visual/visual-shot.ts'

/** What a plan is made from. `range` is a stretch of the song in seconds; without it, all of it. */
export type PlanInput = {
  readonly analysis: Analysis
  readonly songId: string
  readonly media: readonly PlannerMedia[]
  readonly aspect: Aspect
  readonly style: Style
  readonly seed: number
  /** The one look of a video without media; without it, its parts are given two. */
  readonly look?: VisualLook | undefined
  readonly range?: { readonly startSeconds: number; readonly durationSeconds: number } | undefined
}

/** Plans a video. Without media, a generated picture that follows the music fills it. */
export function planTimeline(input: PlanInput): Timeline {
  const { songId, aspect, style, seed, media } = input
  const range = songRange(input.analysis, input.range, timelineFrameRate)
  const cuts = planCuts(range, style)
  const cast = media.length === 0 ? castVisuals(cuts, range, input) : castPictures(cuts, range, input)
  const clips = cast.map(({ startFrame, lengthFrames, shot, because }) => ({
    startFrame,
    lengthFrames,
    shot,
    because,
    effects: [],
  }))
  return {
    version: 1,
    songId,
    aspect,
    style,
    seed,
    frameRate: range.frameRate,
    lengthFrames: range.lengthFrames,
    songStartSeconds: range.startSeconds,
    clips,
    transitions: [...planTransitions(cuts, clips, range, style)],
    titles: [],
  }
}

function castPictures(cuts: readonly Cut[], range: SongRange, input: PlanInput): readonly CastShot[] {
  const { aspect, style, seed, media } = input
  return castShots(openShots(cuts, range), media, { aspect, style, seed, frameRate: range.frameRate })
}

/** A generated picture flows with the music by itself, so it is cut only where a part of the song opens. */
function castVisuals(
  cuts: readonly Cut[],
  range: SongRange,
  { style, seed, look }: Pick<PlanInput, 'style' | 'seed' | 'look'>,
): readonly CastShot[] {
  const openings = cuts.filter((cut) => cut.frame === 0 || cut.opensSection)
  return openShots(openings, range).map((open, turn) => {
    const startSeconds = songSecondsAt(range, open.startFrame)
    const endSeconds = songSecondsAt(range, open.startFrame + open.lengthFrames)
    const part = { style, seed, turn, startSeconds, endSeconds, phaseFrames: open.startFrame }
    const shot = visualShot(range.analysis, part)
    return { ...open, shot: { ...shot, look: look ?? shot.look } }
  })
}

function openShots(cuts: readonly Cut[], range: SongRange): readonly OpenShot[] {
  return cuts.map((cut, i) => ({
    startFrame: cut.frame,
    lengthFrames: (cuts[i + 1]?.frame ?? range.lengthFrames) - cut.frame,
    weight: cut.weight,
    because: cut.because,
  }))
}
