/** Which columns of the frame are seen of a word that is being sung. */
import type { MarkLook } from './caption-layout.ts'
import type { Inscription } from './inscription.ts'

/** From one x to another, in pixels of the frame; fractions of a pixel are meant. What hangs over the block is seen with its side. */
export function filledColumns(
  { block }: Pick<Inscription, 'block'>,
  { filled, fillsFrom }: Pick<MarkLook, 'filled' | 'fillsFrom'>,
): { readonly fromPixels: number; readonly toPixels: number } {
  const { xPixels, widthPixels } = block
  return fillsFrom === 'left'
    ? { fromPixels: Number.NEGATIVE_INFINITY, toPixels: xPixels + filled * widthPixels }
    : { fromPixels: xPixels + (1 - filled) * widthPixels, toPixels: Number.POSITIVE_INFINITY }
}
