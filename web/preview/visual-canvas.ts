/** Draws the generated picture for the canvas: as small as the render draws it, to be scaled up smoothly. */
import { drawVisual, type VisualFrame, visualSize } from '#core/timeline/visual.ts'
import type { Picture } from './pictures.ts'
import { contextOf } from './surfaces.ts'

/** See `makeVisualCanvas`. */
export type VisualCanvas = {
  /** The picture at a frame of the shot; the next call draws over it. */
  draw(visual: Pick<VisualFrame, 'shot' | 'frame' | 'frameRate' | 'level' | 'pulse'>): Picture
}

/** A canvas for the generated picture of frames of this size. */
export function makeVisualCanvas(frame: {
  readonly widthPixels: number
  readonly heightPixels: number
}): VisualCanvas {
  const scale = visualSize.longSidePixels / Math.max(frame.widthPixels, frame.heightPixels)
  const [widthPixels, heightPixels] = [evenly(frame.widthPixels * scale), evenly(frame.heightPixels * scale)]
  const context = contextOf(new OffscreenCanvas(widthPixels, heightPixels), 'read often')
  const rgb = new Uint8Array(widthPixels * heightPixels * 3)
  const image = context.createImageData(widthPixels, heightPixels)
  return {
    draw(visual) {
      drawVisual({ ...visual, widthPixels, heightPixels, into: rgb })
      const { data } = image
      for (let at = 0, from = 0; at < data.length; at += 4, from += 3) {
        // Both lengths come from one size.
        data[at] = rgb[from] as number
        data[at + 1] = rgb[from + 1] as number
        data[at + 2] = rgb[from + 2] as number
        data[at + 3] = 255
      }
      context.putImageData(image, 0, 0)
      return { image: context.canvas, widthPixels, heightPixels }
    },
  }
}

function evenly(value: number): number {
  return Math.max(2, Math.round(value / 2) * 2)
}
