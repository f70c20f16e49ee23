/** The frame that comes next, painted before it is due: showing it then takes no time, however long painting it took. */
import type { FrameSize } from '#core/timeline/preset.ts'
import { type Context, contextOf } from './surfaces.ts'

/** How much the latest painting counts in what the next is expected to take. */
const newestWeight = 0.2

/** See `makePaintedAhead`. */
export type PaintedAhead = {
  /**
   * Paints a frame out of sight. `paint` answers whether all of it was there; if not, the frame is not kept, and `frame`
   * still tells how far was looked.
   */
  paint(frame: number, paint: (context: Context) => boolean): void
  /** The frame that was looked at last. */
  frame(): number | undefined
  /** Draws what was painted, and lets go of it. Answers whether there was anything. */
  show(on: Context): boolean
  /** How long painting is expected to take. */
  paintMs(): number
  drop(): void
}

/** Nothing is painted yet. */
export function makePaintedAhead({ widthPixels, heightPixels }: FrameSize): PaintedAhead {
  const context = contextOf(new OffscreenCanvas(widthPixels, heightPixels))
  let [frame, image]: [number | undefined, ImageBitmap | undefined] = [undefined, undefined]
  let paintMs = 0
  const drop = () => {
    image?.close()
    ;[frame, image] = [undefined, undefined]
  }
  return {
    paint(wanted, paint) {
      drop()
      const startMs = performance.now()
      const isWhole = paint(context)
      // Canvases note what is to be drawn and draw it when somebody looks: taking the picture out makes it be drawn now.
      const painted = context.canvas.transferToImageBitmap()
      if (isWhole) image = painted
      else painted.close()
      frame = wanted
      paintMs += (performance.now() - startMs - paintMs) * newestWeight
    },
    frame: () => frame,
    show(on) {
      if (image === undefined) return false
      on.drawImage(image, 0, 0)
      drop()
      return true
    },
    paintMs: () => paintMs,
    drop,
  }
}
