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
  const red = isBlueFirst ? 2 : 0
  fillLuma(planes, pixels, red)
  fillChroma(planes, pixels, { red, widthPixels: codedWidth, heightPixels: codedHeight })
  return planes
}

// BT.709 in limited range, in steps of 1/65536: rounding is decided once, and sums stay whole numbers.
const half = 1 << 15
const lumaOffset = (16 << 16) + half
const chromaOffset = (128 << 18) + (1 << 17)

function fillLuma(planes: Uint8Array, pixels: Uint8Array, red: number): void {
  const blue = 2 - red
  for (let i = 0, at = 0; at < pixels.length; i += 1, at += 4) {
    // Each pixel lies inside: there are four bytes for every sample of luma.
    const r = pixels[at + red] as number
    const g = pixels[at + 1] as number
    const b = pixels[at + blue] as number
    planes[i] = (lumaOffset + 11_966 * r + 40_254 * g + 4064 * b) >> 16
  }
}

function fillChroma(
  planes: Uint8Array,
  pixels: Uint8Array,
  layout: { readonly red: number; readonly widthPixels: number; readonly heightPixels: number },
): void {
  const { red, widthPixels, heightPixels } = layout
  const rowBytes = widthPixels * 4
  let u = widthPixels * heightPixels
  let v = u + u / 4
  const sumAt = (at: number) =>
    (pixels[at] as number) +
    (pixels[at + 4] as number) +
    (pixels[at + rowBytes] as number) +
    (pixels[at + rowBytes + 4] as number)
  for (let y = 0; y < heightPixels; y += 2) {
    const end = (y + 1) * rowBytes
    for (let at = y * rowBytes; at < end; at += 8, u += 1, v += 1) {
      const r = sumAt(at + red)
      const g = sumAt(at + 1)
      const b = sumAt(at + 2 - red)
      planes[u] = (chromaOffset - 6596 * r - 22_189 * g + 28_785 * b) >> 18
      planes[v] = (chromaOffset + 28_785 * r - 26_145 * g - 2640 * b) >> 18
    }
  }
}
