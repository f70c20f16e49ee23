/** Draws the generated picture for the canvas: as small as the render draws it, to be scaled up smoothly. */
import type { VisualLook } from '#core/timeline/timeline.ts'
import { drawVisual, type VisualFrame, visualSize } from '#core/timeline/visual/visual.ts'
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
  const canvases = new Map<VisualLook, LookCanvas>()
  return {
    draw(visual) {
      const { look } = visual.shot
      const canvas = canvases.get(look) ?? makeLookCanvas(look, frame)
      canvases.set(look, canvas)
      const { context, image, rgb, widthPixels, heightPixels } = canvas
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

type LookCanvas = ReturnType<typeof makeLookCanvas>

function makeLookCanvas(look: VisualLook, frame: Parameters<typeof visualSize>[1]) {
  const { widthPixels, heightPixels } = visualSize(look, frame)
  const context = contextOf(new OffscreenCanvas(widthPixels, heightPixels), 'read often')
  const rgb = new Uint8Array(widthPixels * heightPixels * 3)
  return {
    context,
    rgb,
    widthPixels,
    heightPixels,
    image: context.createImageData(widthPixels, heightPixels),
  }
}
