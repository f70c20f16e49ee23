/** Pictures as encoders take them: I420 planes in limited range, by BT.709, whatever the canvas gave. */

/** The colours of every video we make. */
export const videoColours = {
  primaries: 'bt709',
  transfer: 'bt709',
  matrix: 'bt709',
  fullRange: false,
} as const satisfies VideoColorSpaceInit

/** Bytes of one picture: a plane of luma, and two of chroma at half the width and height. Sides are even. */
export function i420Bytes(widthPixels: number, heightPixels: number): number {
  return (widthPixels * heightPixels * 3) / 2
}

/**
 * A picture's planes. Browsers would bring a canvas to I420 by BT.601, and a video that says BT.709 would be shown in
 * wrong colours: so the sums are ours. A picture that is I420 by BT.709 already is copied as it is.
 */
export async function i420Of(picture: VideoFrame): Promise<Uint8Array<ArrayBuffer>> {
  const { codedWidth, codedHeight, format, colorSpace } = picture
  if (format === 'I420' && colorSpace.matrix === 'bt709' && colorSpace.fullRange !== true) {
    const planes = new Uint8Array(picture.allocationSize())
    await picture.copyTo(planes)
    return planes
  }
  const isBlueFirst = format === 'BGRA' || format === 'BGRX'
  const isRgb = isBlueFirst || format === 'RGBA' || format === 'RGBX'
  const options: VideoFrameCopyToOptions = isRgb ? {} : { format: 'RGBA' }
  const pixels = new Uint8Array(picture.allocationSize(options))
  await picture.copyTo(pixels, options)
  const planes = new Uint8Array(i420Bytes(codedWidth, codedHeight))
  fillPlanes(planes, new Uint32Array(pixels.buffer), {
    widthPixels: codedWidth,
    heightPixels: codedHeight,
    redShift: isBlueFirst ? 16 : 0,
  })
  return planes
}

// BT.709 in limited range, in steps of 1/65536: rounding is decided once, and sums stay whole numbers.
const lumaOffset = (16 << 16) + (1 << 15)
// Chroma takes sums of four pixels.
const chromaOffset = (128 << 18) + (1 << 17)

function lumaOf(red: number, green: number, blue: number): number {
  return (lumaOffset + 11_966 * red + 40_254 * green + 4064 * blue) >> 16
}

/** Four pixels at a time, each read once as a whole word: this is what a second of video spends most of its time in. */
function fillPlanes(
  planes: Uint8Array,
  pixels: Uint32Array,
  layout: { readonly widthPixels: number; readonly heightPixels: number; readonly redShift: number },
): void {
  const { widthPixels, heightPixels, redShift } = layout
  const blueShift = 16 - redShift
  let u = widthPixels * heightPixels
  let v = u + u / 4
  for (let y = 0; y < heightPixels; y += 2) {
    const end = (y + 1) * widthPixels
    for (let at = y * widthPixels; at < end; at += 2, u += 1, v += 1) {
      let red = 0
      let green = 0
      let blue = 0
      for (let corner = 0; corner < 4; corner += 1) {
        const i = at + (corner & 1) + (corner >> 1) * widthPixels
        // Each corner lies inside, since both sides are even.
        const pixel = pixels[i] as number
        const r = (pixel >>> redShift) & 255
        const g = (pixel >>> 8) & 255
        const b = (pixel >>> blueShift) & 255
        planes[i] = lumaOf(r, g, b)
        red += r
        green += g
        blue += b
      }
      planes[u] = (chromaOffset - 6596 * red - 22_189 * green + 28_785 * blue) >> 18
      planes[v] = (chromaOffset + 28_785 * red - 26_145 * green - 2640 * blue) >> 18
    }
  }
}
