/** How much of a photo's detail a shot needs: preview and render prepare photos at one size, so that both draw them alike. */
import { fillPlacement } from './geometry.ts'
import type { FrameSize } from './preset.ts'
import type { PhotoShot } from './timeline.ts'

/**
 * How many samples of a picture may lie between two neighbours of a drawn row: for the render's row kernel, eight outputs and
 * their taps must lie within 16 samples.
 */
export const largestStep = 1.5

/** A photo under a camera, and how much nearer than its rectangles effects and transitions may bring it. */
export type PhotoView = { readonly shot: PhotoShot; readonly zoom: number }

/** The photo's size in pixels at which the camera's nearest and its widest view are one frame's worth of pixels. */
export type PhotoDetail = {
  readonly nearest: { readonly x: number; readonly y: number }
  readonly widest: { readonly x: number; readonly y: number }
}

/** The detail of a view that fills so much of the frame. Nearest sizes come in steps: nearly the same shots share a picture. */
export function detailOf({ shot: { from, to }, zoom }: PhotoView, filled: FrameSize): PhotoDetail {
  return {
    nearest: {
      x: stepped((filled.widthPixels * zoom) / Math.min(from.width, to.width)),
      y: stepped((filled.heightPixels * zoom) / Math.min(from.height, to.height)),
    },
    widest: {
      x: filled.widthPixels / Math.max(from.width, to.width),
      y: filled.heightPixels / Math.max(from.height, to.height),
    },
  }
}

/** What of the frame the photo fills when it is seen from farthest away: a whole one leaves some of it free. */
export function filledBy(shot: PhotoShot, frame: FrameSize, whole: FrameSize): FrameSize {
  if (shot.fit === 'crop') return frame
  const place = fillPlacement(whole.widthPixels / whole.heightPixels, frame.widthPixels / frame.heightPixels)
  return {
    widthPixels: place.width * frame.widthPixels,
    heightPixels: place.height * frame.heightPixels,
  }
}

/**
 * The share of its own size that a photo is brought to: enough for the nearest view, never more than it has, never more
 * than can be stepped over in the widest view.
 */
export function shareNeeded({ nearest, widest }: PhotoDetail, whole: FrameSize): number {
  const needed = Math.max(nearest.x / whole.widthPixels, nearest.y / whole.heightPixels)
  const steps = Math.min(widest.x / whole.widthPixels, widest.y / whole.heightPixels)
  return Math.min(1, needed, largestStep * steps)
}

/** Upwards to a whole power of the fourth root of two. */
function stepped(pixels: number): number {
  return 2 ** (Math.ceil(Math.log2(pixels) * 4 - 1e-6) / 4)
}
