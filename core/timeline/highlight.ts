/** The strongest stretch of a video: the one that somebody who hears only that should hear. */
import type { Analysis } from '../audio/analysis.ts'
import { framesOfSeconds, secondsOfFrames } from '../units.ts'
import { type BarsOfVideo, barFramesOf } from './bar-lines.ts'
import { type FrameRange, heldRange } from './excerpt.ts'
import { meanEnergy } from './song-range.ts'

/** What starting where a part of the song opens, or a drop lets go, is worth in mean energy. */
const openingBonus = 0.06
/** Whole bars that come to less than this share of the length asked for are another length. */
const leastShare = 0.7
/** Where there are no bars, a stretch may begin on any of these. */
const stepSeconds = 0.5

/**
 * The stretch of at most so many seconds with the highest energy: from a downbeat to a bar line, rather where a part opens.
 * In music without bars, or with bars too long to fill most of it, it is as long as was asked. A video that is no longer
 * is answered whole.
 */
export function strongestStretch(analysis: Analysis, video: BarsOfVideo, seconds: number): FrameRange {
  const whole = { startFrame: 0, lengthFrames: video.lengthFrames }
  const mostFrames = framesOfSeconds(seconds, video.frameRate)
  if (video.lengthFrames <= mostFrames) return whole
  const openings = openingFrames(analysis, video)
  const strengthOf = (range: FrameRange) =>
    energyOf(analysis, video, range) + (openings.has(range.startFrame) ? openingBonus : 0)
  return bestOf(stretches(analysis, video, mostFrames), strengthOf) ?? { ...whole, lengthFrames: mostFrames }
}

/** The stretch of that kind that begins nearest to a frame: where a person drags it. */
export function stretchNear(
  analysis: Analysis,
  video: BarsOfVideo,
  wish: { readonly startFrame: number; readonly seconds: number },
): FrameRange {
  const mostFrames = framesOfSeconds(wish.seconds, video.frameRate)
  if (video.lengthFrames <= mostFrames) return { startFrame: 0, lengthFrames: video.lengthFrames }
  const near = (range: FrameRange) => -Math.abs(range.startFrame - wish.startFrame)
  const inBars = barStretches(analysis, video, mostFrames)
  const latest = { startFrame: video.lengthFrames - mostFrames, lengthFrames: mostFrames }
  const anywhere = heldRange({ startFrame: wish.startFrame, lengthFrames: mostFrames }, video.lengthFrames)
  return bestOf(inBars, near) ?? (anywhere.lengthFrames < mostFrames ? latest : anywhere)
}

/** The mean energy of a stretch of a video, 0 to 1. */
export function energyOf(analysis: Analysis, video: BarsOfVideo, range: FrameRange): number {
  const at = (frame: number) => video.songStartSeconds + secondsOfFrames(frame, video.frameRate)
  return meanEnergy(analysis, at(range.startFrame), at(range.startFrame + range.lengthFrames))
}

/** The range with the highest value; the earliest of equals, told apart by more than what sums are off. */
export function bestOf(
  ranges: readonly FrameRange[],
  worthOf: (range: FrameRange) => number,
): FrameRange | undefined {
  let best: { readonly range: FrameRange; readonly value: number } | undefined
  for (const range of ranges) {
    const value = worthOf(range)
    if (best === undefined || value > best.value + 1e-9) best = { range, value }
  }
  return best?.range
}

function stretches(analysis: Analysis, video: BarsOfVideo, mostFrames: number): readonly FrameRange[] {
  const inBars = barStretches(analysis, video, mostFrames)
  if (inBars.length > 0) return inBars
  const fromBars = barFramesOf(analysis, video).filter((frame) => frame + mostFrames <= video.lengthFrames)
  if (fromBars.length > 0) return fromBars.map((startFrame) => ({ startFrame, lengthFrames: mostFrames }))
  const step = framesOfSeconds(stepSeconds, video.frameRate)
  const count = Math.floor((video.lengthFrames - mostFrames) / step) + 1
  return Array.from({ length: count }, (_, i) => ({ startFrame: i * step, lengthFrames: mostFrames }))
}

/** From each bar line to the last one that is near enough. */
function barStretches(analysis: Analysis, video: BarsOfVideo, mostFrames: number): readonly FrameRange[] {
  const bars = barFramesOf(analysis, video)
  return bars.flatMap((startFrame) => {
    const end = bars.findLast((frame) => frame <= startFrame + mostFrames) ?? startFrame
    const lengthFrames = end - startFrame
    return lengthFrames >= leastShare * mostFrames ? [{ startFrame, lengthFrames }] : []
  })
}

/** The bar lines at which a part opens or a drop lets go, as near as frames are. */
function openingFrames(analysis: Analysis, video: BarsOfVideo): ReadonlySet<number> {
  const seconds = [...analysis.segments, ...analysis.drops].map(({ time }) => time)
  const frames = seconds.map((at) => framesOfSeconds(at - video.songStartSeconds, video.frameRate))
  return new Set(frames.flatMap((frame) => [frame - 1, frame, frame + 1]))
}
