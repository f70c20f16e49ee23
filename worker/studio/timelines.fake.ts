/** Edited timelines for tests of whatever keeps or renders them. */
import type { Timeline } from '#core/timeline/timeline.ts'

/** The same timeline, one photo of which is seen from another side. */
export function withOneShotMoved(timeline: Timeline): Timeline {
  let isMoved = false
  const clips = timeline.clips.map((clip) => {
    if (isMoved || clip.shot.kind !== 'photo') return clip
    isMoved = true
    return { ...clip, shot: { ...clip.shot, from: { ...clip.shot.from, width: clip.shot.from.width * 0.9 } } }
  })
  return { ...timeline, clips }
}
