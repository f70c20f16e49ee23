/** Draws the generated picture for the canvas: as small as the render draws it, to be scaled up smoothly. */
import type { VisualLook } from '#core/timeline/timeline.ts'
import { visualSize } from '#core/timeline/visual/visual.ts'
import { makeLookPainter, type PaintedVisual } from '../media/paint-look.ts'
import type { Picture } from './pictures.ts'
import { contextOf } from './surfaces.ts'

/** See `makeVisualCanvas`. */
export type VisualCanvas = {
  /** The picture at a frame of the shot; the next call draws over it. */
  draw(visual: PaintedVisual): Picture
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
      canvas.paint(visual)
      return canvas.picture
    },
  }
}

type LookCanvas = ReturnType<typeof makeLookCanvas>

function makeLookCanvas(look: VisualLook, frame: Parameters<typeof visualSize>[1]) {
  const size = visualSize(look, frame)
  const context = contextOf(new OffscreenCanvas(size.widthPixels, size.heightPixels), 'read often')
  const picture: Picture = { image: context.canvas, ...size }
  return { paint: makeLookPainter(context, size), picture }
}
