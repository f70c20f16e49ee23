/** Where the names of parts are written over a waveform, so that no two ever touch, at any width. */

/** A part that wants its name written, in pixels from the left edge of the drawing. */
export type LabelWish = {
  readonly name: string
  readonly startPixels: number
  readonly endPixels: number
}

/** A name that found its place. */
export type PlacedLabel = { readonly text: string; readonly leftPixels: number; readonly widthPixels: number }

const padPixels = 4

/**
 * Places the names in one row. A name stays inside its own part: written out where it fits, by its first letter
 * where only that fits, and not at all where nothing does (the colour still tells). A part that begins left of the
 * drawing has its name at the edge, so that a zoomed view still says where it is.
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  widthPixels: number,
  measure: (text: string) => number,
): readonly PlacedLabel[] {
  return wishes.flatMap((wish) => {
    const left = Math.max(0, wish.startPixels) + padPixels
    const room = Math.min(widthPixels, wish.endPixels) - padPixels - left
    for (const text of [wish.name, wish.name.charAt(0)]) {
      const needed = measure(text)
      if (text !== '' && needed <= room) return [{ text, leftPixels: left, widthPixels: needed }]
    }
    return []
  })
}
