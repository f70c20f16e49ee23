/** Paints the looks that our own code draws onto a canvas. */
import { drawVisual, type VisualFrame } from '#core/timeline/visual/visual.ts'

/** What is painted: a frame of a shot, and what the music does there. */
export type PaintedVisual = Pick<VisualFrame, 'shot' | 'frame' | 'frameRate' | 'level' | 'pulse'>

/** A painter for a canvas of this size. The room that it paints in is made once. */
export function makeLookPainter(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  { widthPixels, heightPixels }: { readonly widthPixels: number; readonly heightPixels: number },
): (visual: PaintedVisual) => void {
  const image = context.createImageData(widthPixels, heightPixels)
  const rgb = new Uint8Array(widthPixels * heightPixels * 3)
  return (visual) => {
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
  }
}
