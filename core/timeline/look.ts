/** How one side of the picture looks at one frame: the source that the browser's canvas and the render share. */
import { stirredBy } from './effects.ts'
import { cameraAt, within } from './geometry.ts'
import type { ShotPart } from './segments.ts'
import { sourceSecondsAt } from './speed.ts'
import type { Rectangle } from './timeline.ts'

/** How a shot looks at one frame. */
export type Look = {
  /**
   * What the frame shows: of the picture itself where it is cropped, of the composed frame (`fill`, `bars`, a generated
   * picture) otherwise.
   */
  readonly view: Rectangle
  /** The part of `view` that effects and transitions choose: of a film, what is seen of its already cropped frame. */
  readonly inner: Rectangle
  readonly flash: number
  readonly glow: number
  /** Films only: the moment that is seen. */
  readonly sourceSeconds: number
  /** What a generated picture moves by, 0 to 1. */
  readonly level: number
  readonly pulse: number
}

/** The look of a part of a segment at a frame counted from the segment's beginning; `zoom` is what a transition adds. */
export function lookAt(part: ShotPart, frame: number, frameRate: number, zoom = 1): Look {
  const { shot, effects, music, offsetFrames, clipLengthFrames } = part
  const clipFrame = offsetFrames + frame
  const { view: inner, flash, glow } = stirredBy({ effects, music, frame, clipFrame, zoom })
  return {
    view: within(cameraAt(shot, clipFrame, clipLengthFrames), inner),
    inner,
    flash,
    glow,
    sourceSeconds: shot.kind === 'clip' ? sourceSecondsAt(shot, clipFrame, frameRate) : 0,
    level: (music.energy?.[frame] ?? 0) / 255,
    pulse: (music.beats?.[frame] ?? 0) / 255,
  }
}
