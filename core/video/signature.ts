/** A frame's signature: a grid of mean greys, small enough to keep, telling enough to know the frame again after encoding. */

/** Cells on each side of the grid. */
export const signatureSide = 16

/** Bytes of one signature. */
export const signatureBytes = signatureSide * signatureSide

/** A plane of luma: its size, and how many bytes lie between the starts of two rows. */
export type LumaLayout = {
  readonly widthPixels: number
  readonly heightPixels: number
  readonly strideBytes: number
}

/** Some 500 samples a cell, in the smallest of our frames too: of even the wildest noise, their mean is off by some 4 steps. */
const enoughSamples = 130_000

/** Where the samples of a row begin moves by this much from row to row; it has no factor in common with any step. */
const rowShift = 13

/** Samples lie so far apart: an odd number, so that they meet the light and the dark of every other pixel. */
function stepOf(pixels: number): number {
  const step = Math.max(1, Math.floor(pixels / enoughSamples))
  return step % 2 === 0 ? step - 1 : step
}

/**
 * The signature of a luma plane in limited range: 256 means, row by row. Every row is sampled, and in all of its columns
 * within a few rows, so that a pattern as fine as pixels is seen with its light and its dark.
 */
export function signatureOf(luma: Uint8Array, layout: LumaLayout): Uint8Array<ArrayBuffer> {
  const { widthPixels, heightPixels, strideBytes } = layout
  const sums = new Float64Array(signatureBytes)
  const counts = new Float64Array(signatureBytes)
  const step = stepOf(widthPixels * heightPixels)
  for (let y = 0; y < heightPixels; y += 1) {
    const cellRow = Math.floor((y * signatureSide) / heightPixels) * signatureSide
    for (let x = (y * rowShift) % step; x < widthPixels; x += step) {
      const cell = cellRow + Math.floor((x * signatureSide) / widthPixels)
      sums[cell] = (sums[cell] ?? 0) + (luma[y * strideBytes + x] ?? 0)
      counts[cell] = (counts[cell] ?? 0) + 1
    }
  }
  return Uint8Array.from(sums, (sum, cell) => Math.round(sum / (counts[cell] ?? 1)))
}

/** How far apart two signatures are: the mean difference of their cells, in 8-bit steps. */
export function signatureDistance(a: Uint8Array, b: Uint8Array): number {
  const sum = a.reduce((total, value, cell) => total + Math.abs(value - (b[cell] ?? 0)), 0)
  return sum / a.length
}
