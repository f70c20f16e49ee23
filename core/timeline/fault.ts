/** What is wrong with a timeline that fits its schema: one that somebody edited may have gaps, or ask for what no song has. */
import { framesOfSeconds } from '../units.ts'
import { timelineFrameRate } from './preset.ts'
import type { Timeline } from './timeline.ts'

/**
 * Why a timeline cannot be rendered, in one sentence for a person; `undefined` when it can. Clips must touch and cover
 * it, transitions must lie over their cuts without meeting, and the song must last as long as the picture.
 */
export function faultOf(timeline: Timeline, songSeconds: number): string | undefined {
  return (
    rateFault(timeline) ??
    clipFault(timeline) ??
    transitionFault(timeline) ??
    songFault(timeline, songSeconds)
  )
}

function rateFault({ frameRate }: Timeline): string | undefined {
  if (frameRate === timelineFrameRate) return undefined
  return `A timeline has ${timelineFrameRate} frames a second.`
}

function clipFault({ clips, lengthFrames }: Timeline): string | undefined {
  let end = 0
  for (const [i, clip] of clips.entries()) {
    if (clip.startFrame !== end)
      return `Clip ${i} starts at frame ${clip.startFrame}, where the one before ends at ${end}.`
    end += clip.lengthFrames
    const { shot } = clip
    if (shot.kind === 'visual' && Math.min(shot.levels.length, shot.pulses.length) < clip.lengthFrames) {
      return `Clip ${i} needs a level and a pulse for each of its ${clip.lengthFrames} frames.`
    }
  }
  return end === lengthFrames ? undefined : `The clips end at frame ${end}, the timeline at ${lengthFrames}.`
}

function transitionFault({ clips, transitions }: Timeline): string | undefined {
  let freeFrom = 0
  let lastClip = -1
  for (const { afterClip, startFrame, lengthFrames } of transitions) {
    const [before, after] = [clips[afterClip], clips[afterClip + 1]]
    if (before === undefined || after === undefined) return `There is no cut after clip ${afterClip}.`
    if (afterClip <= lastClip) return 'The transitions are not in the order of their cuts.'
    const end = startFrame + lengthFrames
    const covers = startFrame <= after.startFrame && end >= after.startFrame
    const stays = startFrame >= before.startFrame && end <= after.startFrame + after.lengthFrames
    if (!covers || !stays) return `The transition after clip ${afterClip} does not lie over its cut.`
    if (startFrame < freeFrom)
      return `The transition after clip ${afterClip} begins before the last one ends.`
    freeFrom = end
    lastClip = afterClip
  }
  return undefined
}

/** The last frame may reach past the end of the song, as it does when the whole song is planned. */
function songFault(timeline: Timeline, songSeconds: number): string | undefined {
  const { songStartSeconds, frameRate, lengthFrames } = timeline
  const mostFrames = Math.max(1, framesOfSeconds(songSeconds - songStartSeconds, frameRate))
  if (songStartSeconds < songSeconds && lengthFrames <= mostFrames) return undefined
  return `The song has no ${lengthFrames} frames from ${songStartSeconds} seconds on.`
}
