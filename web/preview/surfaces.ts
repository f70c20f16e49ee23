/** Canvases as the preview uses them: opaque, drawn smoothly. */

/** What can be drawn on: the canvas that is seen, or one in memory. */
export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** The context of a canvas in memory. One whose bytes are `read often` stays with the processor. */
export function contextOf(
  canvas: OffscreenCanvas,
  use: 'drawn' | 'read often' = 'drawn',
): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: use === 'read often' })
  if (context === null) throw new Error('This browser gives pages no canvas to draw on.')
  return smoothly(context)
}

/** Enlarges and reduces without steps. Changing the size of a canvas forgets this. */
export function smoothly<Drawn extends Context>(context: Drawn): Drawn {
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'high'
  return context
}
