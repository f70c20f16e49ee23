/** Small copies of pictures whose bytes can be read: what backdrops and spilled light are computed on. */
import type { FrameSize } from '#core/timeline/preset.ts'
import { type SmallPicture, smallSize } from '#core/timeline/softening.ts'
import { contextOf } from './surfaces.ts'

/** A small canvas of a frame. One is kept for each use, since making one costs more than drawing on it. */
export type SmallCopy = {
  readonly canvas: OffscreenCanvas
  readonly widthPixels: number
  readonly heightPixels: number
  /** Draws on the small canvas, then changes its bytes in place. */
  redraw(
    draw: (context: OffscreenCanvasRenderingContext2D) => void,
    change: (picture: SmallPicture) => void,
  ): void
}

/** A small copy for frames of this size. */
export function makeSmallCopy(frame: FrameSize): SmallCopy {
  const size = smallSize(frame)
  const canvas = new OffscreenCanvas(size.widthPixels, size.heightPixels)
  const context = contextOf(canvas, 'read often')
  return {
    ...size,
    canvas,
    redraw(draw, change) {
      draw(context)
      const image = context.getImageData(0, 0, size.widthPixels, size.heightPixels)
      change({ rgba: image.data, ...size })
      context.putImageData(image, 0, 0)
    },
  }
}
