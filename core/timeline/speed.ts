/** Which moment of a filmed clip is seen, while it runs slower, faster, or from one speed to another. */
import { secondsOfFrames } from '../units.ts'
import type { ClipShot, SpeedRamp } from './timeline.ts'

/**
 * A picture is seen from its time on, or this much earlier: containers round times, WebM to a thousandth of a second,
 * and a frame on the same grid as the film must not show the picture before its own.
 */
export const momentSlackSeconds = 0.001

/**
 * The time in a filmed clip, in seconds, that a frame of it shows; never before its first moment. Frames before the
 * clip's own beginning, as a transition shows them, run at its first speed.
 */
export function sourceSecondsAt(
  shot: Pick<ClipShot, 'sourceStartSeconds' | 'speed'>,
  frame: number,
  frameRate: number,
): number {
  return Math.max(0, shot.sourceStartSeconds + secondsOfFrames(filmedFrames(shot.speed, frame), frameRate))
}

/** The speed at a frame: the derivative of what `filmedFrames` counts. */
export function speedAt({ from, to, startFrame, endFrame }: SpeedRamp, frame: number): number {
  if (frame < startFrame) return from
  if (frame >= endFrame) return to
  return from + ((to - from) * (frame - startFrame)) / (endFrame - startFrame)
}

/** How many frames' worth of film, at the speed it was filmed, have run by when a frame of the clip is shown. */
export function filmedFrames(ramp: SpeedRamp, frame: number): number {
  const { from, to, startFrame, endFrame } = ramp
  if (frame <= startFrame) return from * frame
  const rampFrames = endFrame - startFrame
  const inRamp = Math.min(frame, endFrame) - startFrame
  const ramped = rampFrames <= 0 ? 0 : from * inRamp + ((to - from) * inRamp * inRamp) / (2 * rampFrames)
  return from * startFrame + ramped + to * Math.max(0, frame - Math.max(startFrame, endFrame))
}
