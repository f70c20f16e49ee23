/** What is bound to the size of a preview's canvas: another size, another stage. */
import type { Aspect } from '#core/timeline/timeline.ts'
import { type Compositor, makeCompositor } from './compositor.ts'
import { makePaintedAhead, type PaintedAhead } from './painted-ahead.ts'
import { makePictureDesk, type PictureDesk } from './picture-desk.ts'
import type { FindMedia, PreviewProblem } from './preview-media.ts'
import { type Context, smoothly } from './surfaces.ts'

/** See `makeStage`. */
export type Stage = {
  readonly context: Context
  readonly compositor: Compositor
  readonly desk: PictureDesk
  readonly ahead: PaintedAhead
}

/** A stage for a canvas as large as it is now. Throws where the browser gives no canvas to draw on. */
export function makeStage(
  { canvas, media }: { readonly canvas: HTMLCanvasElement; readonly media: FindMedia },
  aspect: Aspect,
  tell: (problem: PreviewProblem) => void,
): Stage {
  const context = canvas.getContext('2d', { alpha: false })
  if (context === null) throw new Error('This browser gives pages no canvas to draw on.')
  const size = { widthPixels: canvas.width, heightPixels: canvas.height }
  return {
    context: smoothly(context),
    compositor: makeCompositor(size, aspect),
    desk: makePictureDesk(size, media, tell),
    ahead: makePaintedAhead(size),
  }
}
