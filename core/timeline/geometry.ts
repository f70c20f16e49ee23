/** Where pictures are on the frame at every moment: the one source for the browser's canvas and for FFmpeg. */
import type { Rectangle, Shot, Transition } from './timeline.ts'

/** The aspect of the frame as width over height. */
export const aspectRatios = { '16:9': 16 / 9, '9:16': 9 / 16, '1:1': 1 } as const

/**
 * The rectangle of the picture that the frame shows at a frame of its clip. A photo's camera moves at one speed from
 * its first rectangle to its last; before the clip begins, and after it ends, in a transition, it holds still.
 */
export function cameraAt(
  shot: Exclude<Shot, { kind: 'visual' }>,
  frame: number,
  clipLengthFrames: number,
): Rectangle {
  if (shot.kind === 'clip') return shot.crop
  const share = clipLengthFrames <= 1 ? 0 : Math.min(1, Math.max(0, frame / (clipLengthFrames - 1)))
  const mix = (a: number, b: number) => a + (b - a) * share
  return {
    x: mix(shot.from.x, shot.to.x),
    y: mix(shot.from.y, shot.to.y),
    width: mix(shot.from.width, shot.to.width),
    height: mix(shot.from.height, shot.to.height),
  }
}

/** The time in a filmed clip, in seconds, that a frame of it shows; never before its first frame. */
export function sourceSecondsAt(sourceStartSeconds: number, frame: number, frameRate: number): number {
  return Math.max(0, sourceStartSeconds + frame / frameRate)
}

/** Where a whole picture sits in the frame, in fractions of the frame, centred, touching two sides. */
export function fillPlacement(pictureRatio: number, frameRatio: number): Rectangle {
  const width = Math.min(1, pictureRatio / frameRatio)
  const height = Math.min(1, frameRatio / pictureRatio)
  return { x: (1 - width) / 2, y: (1 - height) / 2, width, height }
}

/** How two pictures and a flat light mix at one frame of a transition. The three weights add up to 1. */
export type Mix = {
  readonly from: number
  readonly to: number
  /** The share of flat colour over both: `lightLevel` 1 is white, 0 black. */
  readonly light: number
  readonly lightLevel: 0 | 1
}

/** The mix at a frame of a transition, counted from 0. A flash is at its whitest, and a dip darkest, on the cut. */
export function mixAt(kind: Transition['kind'], frame: number, lengthFrames: number): Mix {
  const share = (frame + 0.5) / lengthFrames
  if (kind === 'crossfade') return { from: 1 - share, to: share, light: 0, lightLevel: 0 }
  const light = kind === 'flash' ? flashAt(share) : 1 - Math.abs(2 * share - 1)
  const seen = 1 - light
  return share < 0.5
    ? { from: seen, to: 0, light, lightLevel: kind === 'flash' ? 1 : 0 }
    : { from: 0, to: seen, light, lightLevel: kind === 'flash' ? 1 : 0 }
}

/** A flash comes at once and fades away: half its height, since a white frame on every drop hurts. */
function flashAt(share: number): number {
  return share < 0.5 ? 0 : 1.2 * (1 - share)
}

/** The largest rectangle of a frame's aspect inside a picture, around a point of interest, never leaving the picture. */
export function cropAround(
  pictureRatio: number,
  frameRatio: number,
  focus: { readonly x: number; readonly y: number },
  zoom = 1,
): Rectangle {
  const width = Math.min(1, frameRatio / pictureRatio) / zoom
  const height = Math.min(1, pictureRatio / frameRatio) / zoom
  return {
    x: holdInside(focus.x - width / 2, width),
    y: holdInside(focus.y - height / 2, height),
    width,
    height,
  }
}

function holdInside(start: number, size: number): number {
  return Math.min(1 - size, Math.max(0, start))
}
