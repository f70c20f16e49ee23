/** What corrected beats do to a timeline: whatever lay on a beat goes where the beat went. */
import { framesOfSeconds } from '../../units.ts'
import type { Timeline, TimelineClip, Title } from '../timeline.ts'
import { moveCuts } from './cutting.ts'
import type { Grid } from './grid.ts'

/** Where a frame goes that may have lain on a beat. */
type Follow = (frame: number) => number

/**
 * Gives a timeline corrected beats. A cut, an end of a title or of a change of speed that lay on a beat which is there no
 * more goes to the nearest new one; what lay on no beat stays. Two cuts never come to one beat, or to the edge of the video:
 * one stays where it was, rather than leave a flicker.
 */
export function regrid(timeline: Timeline, heard: Grid, grid: Grid): Timeline {
  const framesOf = (beats: Grid) =>
    beats.map(({ seconds }) => framesOfSeconds(seconds - timeline.songStartSeconds, timeline.frameRate))
  const before = new Set(framesOf(timeline.grid ?? heard))
  const now = framesOf(grid)
  const there = new Set(now)
  const corrected: Timeline = { ...timeline, grid: [...grid] }
  if (now.length === 0) return corrected
  const follow = (frame: number) => (before.has(frame) && !there.has(frame) ? nearest(now, frame) : frame)
  const moved = moveCuts(corrected, cutsFollowing(timeline, follow))
  return {
    ...moved,
    clips: moved.clips.map((clip) => withRampFollowing(clip, follow)),
    titles: timeline.titles.map((title) => titleFollowing(title, timeline.lengthFrames, follow)),
  }
}

/** A shot that a move leaves shorter than this would be a flicker. */
const leastFrames = 4

/** The new beginnings of clips, in the order of the clips, and the end of the video after them. */
function cutsFollowing({ clips, lengthFrames }: Timeline, follow: Follow): readonly number[] {
  const own = [...clips.map(({ startFrame }) => startFrame), lengthFrames]
  const wished = own.map((frame, i) => (i === 0 || i === clips.length ? frame : follow(frame)))
  // Whoever goes back may be in the way of another: in the end all are where they were, which is in order.
  for (let at = firstMeeting(wished, own); at > 0; at = firstMeeting(wished, own)) {
    const back = wished[at] === own[at] ? at - 1 : at
    wished[back] = own[back] ?? 0
  }
  return wished
}

/** The first place that is too near after the one before it, and was not as near already; below 0 where none is. */
function firstMeeting(wished: readonly number[], own: readonly number[]): number {
  return wished.findIndex((frame, i) => {
    if (i === 0) return false
    const ownGap = (own[i] ?? 0) - (own[i - 1] ?? 0)
    return frame - (wished[i - 1] ?? 0) < Math.min(leastFrames, ownGap)
  })
}

/** A change of speed that ended on a beat ends on it again, where that is still inside the clip. */
function withRampFollowing(clip: TimelineClip, follow: Follow): TimelineClip {
  const { shot, startFrame, lengthFrames } = clip
  if (shot.kind !== 'clip' || shot.speed.from === shot.speed.to) return clip
  const endFrame = follow(startFrame + shot.speed.endFrame) - startFrame
  const isInside = endFrame > shot.speed.startFrame && endFrame <= lengthFrames
  if (!isInside || endFrame === shot.speed.endFrame) return clip
  return { ...clip, shot: { ...shot, speed: { ...shot.speed, endFrame } } }
}

function titleFollowing(title: Title, videoFrames: number, follow: Follow): Title {
  const startFrame = Math.max(0, follow(title.startFrame))
  const endFrame = Math.min(videoFrames, follow(title.startFrame + title.lengthFrames))
  if (endFrame <= startFrame) return title
  const isSame = startFrame === title.startFrame && endFrame - startFrame === title.lengthFrames
  return isSame ? title : { ...title, startFrame, lengthFrames: endFrame - startFrame }
}

function nearest(ascending: readonly number[], to: number): number {
  let low = 0
  let high = ascending.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ascending[middle] ?? 0) < to) low = middle + 1
    else high = middle
  }
  const [below, above] = [ascending[low - 1], ascending[low] ?? to]
  return below !== undefined && to - below <= above - to ? below : above
}
