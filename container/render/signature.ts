/** A frame's signature: a grid of mean greys, small enough to keep, telling enough to know the frame again after encoding. */

/** Cells on each side of the grid. */
export const signatureSide = 16

/** Every fourth sample in both directions is enough for a mean. */
const stride = 4

/** The signature of a luma plane in limited range: 256 means, row by row. */
export function signatureOf(luma: Uint8Array, widthPixels: number, heightPixels: number): Uint8Array {
  const sums = new Float64Array(signatureSide * signatureSide)
  const counts = new Float64Array(signatureSide * signatureSide)
  for (let y = 0; y < heightPixels; y += stride) {
    const cellRow = Math.floor((y * signatureSide) / heightPixels) * signatureSide
    for (let x = 0; x < widthPixels; x += stride) {
      const cell = cellRow + Math.floor((x * signatureSide) / widthPixels)
      sums[cell] = (sums[cell] ?? 0) + (luma[y * widthPixels + x] ?? 0)
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
