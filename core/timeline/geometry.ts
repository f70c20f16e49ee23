/** Where pictures are on the frame at every moment: the one source for the browser's canvas and for FFmpeg. */
import { easedShare } from './easing.ts'
import type { Aspect, Rectangle, Shot, TransitionKind } from './timeline.ts'

/** The aspect of the frame as width over height. */
export const aspectRatios = {
  '16:9': 16 / 9,
  '9:16': 9 / 16,
  '1:1': 1,
  '4:5': 4 / 5,
} as const satisfies Record<Aspect, number>

/** All of a picture, or of the frame. */
export const whole: Rectangle = { x: 0, y: 0, width: 1, height: 1 }

/**
 * The rectangle of the picture that the frame shows at a frame of its clip. A photo's camera moves from its first
 * rectangle to its last; before the clip begins, and after it ends, in a transition, it holds still.
 */
export function cameraAt(shot: Shot, frame: number, clipLengthFrames: number): Rectangle {
  if (shot.kind === 'visual') return whole
  if (shot.kind === 'clip') return shot.crop
  const share = easedShare(shot.easing, clipLengthFrames <= 1 ? 0 : frame / (clipLengthFrames - 1))
  const mix = (a: number, b: number) => a + (b - a) * share
  return {
    x: mix(shot.from.x, shot.to.x),
    y: mix(shot.from.y, shot.to.y),
    width: mix(shot.from.width, shot.to.width),
    height: mix(shot.from.height, shot.to.height),
  }
}

/** A rectangle given in fractions of another one, in the fractions which that one is given in. */
export function within(outer: Rectangle, inner: Rectangle): Rectangle {
  return {
    x: outer.x + inner.x * outer.width,
    y: outer.y + inner.y * outer.height,
    width: inner.width * outer.width,
    height: inner.height * outer.height,
  }
}

/** The middle of the frame, `zoom` times nearer, moved by shares of the frame as far as its edges allow. */
export function nearer(zoom: number, shift = { x: 0, y: 0 }): Rectangle {
  const size = 1 / zoom
  const start = (moved: number) => holdInside((1 - size) / 2 + moved, size)
  return { x: start(shift.x), y: start(shift.y), width: size, height: size }
}

/** Where a whole picture sits in the frame, in fractions of the frame, centred, touching two sides. */
export function fillPlacement(pictureRatio: number, frameRatio: number): Rectangle {
  const width = Math.min(1, pictureRatio / frameRatio)
  const height = Math.min(1, frameRatio / pictureRatio)
  return { x: (1 - width) / 2, y: (1 - height) / 2, width, height }
}

/**
 * How two pictures meet at one frame of a transition. Blended, the three weights add up to 1, and each picture may be
 * seen some times nearer. Beside one another, the later one has taken a share of the frame's width from its right
 * edge, and pushes the earlier one away, or covers it.
 */
export type Mix =
  | {
      readonly kind: 'blend'
      readonly from: number
      readonly to: number
      /** The share of flat colour over both: `lightLevel` 1 is white, 0 black. */
      readonly light: number
      readonly lightLevel: 0 | 1
      readonly fromZoom: number
      readonly toZoom: number
    }
  | { readonly kind: 'beside'; readonly share: number; readonly pushes: boolean }

/** How many times nearer a `zoom` brings its pictures, at most. */
export const nearestTransitionZoom = 1.6

const plainBlend = { kind: 'blend', light: 0, lightLevel: 0, fromZoom: 1, toZoom: 1 } as const

/** The mix at a frame of a transition, counted from 0. A flash is at its whitest, and a dip darkest, on the cut. */
export function mixAt(kind: TransitionKind, frame: number, lengthFrames: number): Mix {
  const share = (frame + 0.5) / lengthFrames
  switch (kind) {
    case 'crossfade':
      return { ...plainBlend, from: 1 - share, to: share }
    case 'flash':
      return lit(share, flashAt(share), 1)
    case 'dip':
      return lit(share, 1 - Math.abs(2 * share - 1), 0)
    case 'wipe':
    case 'push':
      return { kind: 'beside', share: easedShare('ease-in-out', share), pushes: kind === 'push' }
    case 'zoom': {
      // Both come nearer at once, so that the eye follows one movement through the cut.
      const to = easedShare('ease-in-out', share)
      const nearer = nearestTransitionZoom - 1
      return {
        ...plainBlend,
        from: 1 - to,
        to,
        fromZoom: 1 + nearer * to,
        toZoom: 1 + nearer * (to - 1) ** 2,
      }
    }
  }
}

function lit(share: number, light: number, lightLevel: 0 | 1): Mix {
  const seen = 1 - light
  return {
    ...plainBlend,
    ...(share < 0.5 ? { from: seen, to: 0 } : { from: 0, to: seen }),
    light,
    lightLevel,
  }
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
