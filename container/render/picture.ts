/** Pictures as the kernels read them: three planes (luma, and two of chroma at half size), with room around every row. */

/** A size in pixels: mostly that of the finished frame. */
export type FrameSize = { readonly widthPixels: number; readonly heightPixels: number }

/** One plane inside a picture's bytes. `start` is the byte of its first sample, past the room to its left. */
export type Plane = {
  readonly start: number
  readonly stride: number
  readonly widthSamples: number
  readonly heightSamples: number
}

/** A picture in BT.709 limited range, 4:2:0, chroma sampled at the middle of each block of four pixels. */
export type Picture = {
  readonly bytes: Uint8Array
  readonly widthPixels: number
  readonly heightPixels: number
  readonly planes: readonly [luma: Plane, blue: Plane, red: Plane]
}

/** A kernel reads up to 16 samples before a row and 32 after it; there it finds the row's own edge again. */
const leftRoom = 16
const rightRoom = 32

/** Room for a picture of this size, in memory that threads share. */
export function makePicture(widthPixels: number, heightPixels: number): Picture {
  const { bytes, planes } = picturePlanes(widthPixels, heightPixels)
  return { bytes: new Uint8Array(new SharedArrayBuffer(bytes)), widthPixels, heightPixels, planes }
}

/** The planes of a picture of this size, and how many bytes they take. */
export function picturePlanes(
  widthPixels: number,
  heightPixels: number,
): { readonly planes: Picture['planes']; readonly bytes: number } {
  const half = [Math.ceil(widthPixels / 2), Math.ceil(heightPixels / 2)] as const
  const luma = planeAt(0, widthPixels, heightPixels)
  const blue = planeAt(luma.end, ...half)
  const red = planeAt(blue.end, ...half)
  return { planes: [luma.plane, blue.plane, red.plane], bytes: red.end }
}

function planeAt(offset: number, widthSamples: number, heightSamples: number) {
  const stride = Math.ceil((leftRoom + widthSamples + rightRoom) / 16) * 16
  const plane = { start: offset + leftRoom, stride, widthSamples, heightSamples }
  return { plane, end: offset + stride * heightSamples }
}

/**
 * Fills a picture from interleaved 8-bit sRGB. The weights are those of BT.709 in limited range (ITU-R BT.709-6,
 * item 3.4), in 16 bits of fraction; chroma is the mean of four pixels.
 */
export function fillFromRgb(picture: Picture, rgb: Uint8Array): void {
  const { bytes, widthPixels, heightPixels, planes } = picture
  const [luma, blue, red] = planes
  for (let y = 0; y < heightPixels; y += 2) {
    const below = Math.min(y + 1, heightPixels - 1)
    const rows = [y * widthPixels * 3, below * widthPixels * 3] as const
    const lumaRows = [luma.start + y * luma.stride, luma.start + below * luma.stride] as const
    const chromaRow = (y >> 1) * blue.stride
    for (let x = 0; x < widthPixels; x += 2) {
      const right = Math.min(x + 1, widthPixels - 1)
      let r = 0
      let g = 0
      let b = 0
      for (let corner = 0; corner < 4; corner += 1) {
        const column = (corner & 1) === 0 ? x : right
        const row = corner >> 1 === 0 ? 0 : 1
        const from = rows[row] + column * 3
        // Every index lies inside the picture: the loops end at its size.
        const cr = rgb[from] as number
        const cg = rgb[from + 1] as number
        const cb = rgb[from + 2] as number
        bytes[lumaRows[row] + column] = (11966 * cr + 40254 * cg + 4064 * cb + 1081344) >> 16
        r += cr
        g += cg
        b += cb
      }
      const at = chromaRow + (x >> 1)
      bytes[blue.start + at] = (-6596 * r - 22188 * g + 28784 * b + 33685504) >> 18
      bytes[red.start + at] = (28784 * r - 26145 * g - 2639 * b + 33685504) >> 18
    }
  }
  for (const plane of planes) fillRoom(bytes, plane)
}

/** Repeats the first and the last sample of every row into the room beside it. */
export function fillRoom(bytes: Uint8Array, plane: Plane): void {
  const { start, stride, widthSamples, heightSamples } = plane
  for (let y = 0; y < heightSamples; y += 1) {
    const row = start + y * stride
    bytes.fill(bytes[row] ?? 0, row - leftRoom, row)
    const end = row + widthSamples
    bytes.fill(bytes[end - 1] ?? 0, end, row - leftRoom + stride)
  }
}

/** The sizes and places of the three planes of a frame as FFmpeg reads it (`yuv420p`, without room between rows). */
export function framePlanes(widthPixels: number, heightPixels: number) {
  const lumaBytes = widthPixels * heightPixels
  const half = { widthSamples: widthPixels / 2, heightSamples: heightPixels / 2 }
  return [
    { start: 0, widthSamples: widthPixels, heightSamples: heightPixels },
    { start: lumaBytes, ...half },
    { start: lumaBytes + lumaBytes / 4, ...half },
  ] as const
}

/** The bytes of one frame. */
export function frameBytes(widthPixels: number, heightPixels: number): number {
  return (widthPixels * heightPixels * 3) / 2
}
