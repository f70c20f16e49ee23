/** A frame's signature: a grid of mean greys, by which a frame is known again after encoding. The render has the same. */

/** Cells on each side of the grid. */
const signatureSide = 16

/** Bytes of one signature. */
export const signatureBytes = signatureSide * signatureSide

/** Columns that are looked at in each row lie so far apart: an odd number meets the light and the dark of fine patterns. */
const columnStep = 5

/** The signature of a luma plane: 256 means, row by row. `stride` is the distance of rows in bytes. */
export function signatureOf(
  luma: Uint8Array,
  size: { readonly widthPixels: number; readonly heightPixels: number; readonly stride: number },
): Uint8Array<ArrayBuffer> {
  const { widthPixels, heightPixels, stride } = size
  const sums = new Float64Array(signatureBytes)
  const counts = new Float64Array(signatureBytes)
  for (let y = 0; y < heightPixels; y += 1) {
    const cellRow = Math.floor((y * signatureSide) / heightPixels) * signatureSide
    for (let x = (y * 2) % columnStep; x < widthPixels; x += columnStep) {
      const cell = cellRow + Math.floor((x * signatureSide) / widthPixels)
      sums[cell] = (sums[cell] ?? 0) + (luma[y * stride + x] ?? 0)
      counts[cell] = (counts[cell] ?? 0) + 1
    }
  }
  return Uint8Array.from(sums, (sum, cell) => Math.round(sum / (counts[cell] ?? 1)))
}

/** How far apart two signatures are: the mean difference of their cells, in 8-bit steps. */
export function signatureDistance(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((total, value, cell) => total + Math.abs(value - (b[cell] ?? 0)), 0) / a.length
}
