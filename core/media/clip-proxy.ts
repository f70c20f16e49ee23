/** A clip's proxy: the small copy on a steady grid that a browser plays in real time while a video is edited. */
import { z } from 'zod'

/** What every proxy is like, whatever it was made of. A browser may count on it. */
export const proxyForm = {
  /** Frame `k` shows what the render shows at `k / frameRate` seconds of the clip. */
  frameRate: 30,
  /** Every so many frames, the first included, decoding can begin. */
  groupFrames: 15,
  shortSidePixels: 360,
  /** A panorama is made smaller still: few decoders in hardware take more. */
  longSidePixels: 1920,
} as const

/** What a proxy came to. Sizes are upright. */
export const ClipProxy = z.object({
  frames: z.number().int().positive(),
  widthPixels: z.number().int().positive(),
  heightPixels: z.number().int().positive(),
  bytes: z.number().int().positive(),
})

/** See the schema `ClipProxy`. */
export type ClipProxy = z.output<typeof ClipProxy>

/** The size of the proxy of an upright clip: never larger than the clip, both sides even, as the colours of H.264 need. */
export function proxySize(
  widthPixels: number,
  heightPixels: number,
): { readonly widthPixels: number; readonly heightPixels: number } {
  const [short, long] = [Math.min(widthPixels, heightPixels), Math.max(widthPixels, heightPixels)]
  const scale = Math.min(1, proxyForm.shortSidePixels / short, proxyForm.longSidePixels / long)
  const side = (pixels: number) => {
    const even = scale === 1 ? 2 * Math.floor(pixels / 2) : 2 * Math.round((pixels * scale) / 2)
    return Math.max(2, even)
  }
  return { widthPixels: side(widthPixels), heightPixels: side(heightPixels) }
}
