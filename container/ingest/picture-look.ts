/** What a picture looks like to an editor in a hurry: how strong it is, and where the eye goes. */
import type { Sharp } from 'sharp'
import { rgbaToThumbHash } from 'thumbhash'

/** Strength from 0 to 1, the point of interest in fractions of the picture, and a thumbhash as base64. */
export type Look = {
  readonly strength: number
  readonly focus: { readonly x: number; readonly y: number }
  readonly thumbhash: string
}

const longSidePixels = 96

/** Looks at a small copy of a picture. */
export async function lookAt(image: Sharp): Promise<Look> {
  const { data, info } = await image
    .resize(longSidePixels, longSidePixels, { fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const thumbhash = Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64')
  return { ...measure(data, info.width, info.height), thumbhash }
}

/**
 * Measures RGBA pixels. Strength joins detail, contrast and colour, each against what good photographs reach; focus is
 * the centre of gravity of detail and colour, drawn a little to the middle, where people put what they photograph.
 */
export function measure(rgba: Uint8Array, width: number, height: number): Omit<Look, 'thumbhash'> {
  const light = lightOf(rgba)
  let [detailSum, colourSum, weightSum, xSum, ySum] = [0, 0, 0, 0, 0]
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const at = y * width + x
      const detail = laplacian(light, at, width)
      const colour = colourAt(rgba, at)
      const weight = (detail + 0.35 * colour) * (1 - 0.55 * Math.hypot(x / width - 0.5, y / height - 0.5))
      detailSum += detail
      colourSum += colour
      weightSum += weight
      xSum += weight * x
      ySum += weight * y
    }
  }
  const count = Math.max(1, (width - 2) * (height - 2))
  const strength =
    0.4 * Math.min(1, detailSum / count / 22) +
    0.3 * Math.min(1, deviation(light) / 70) +
    0.3 * Math.min(1, colourSum / count / 90)
  const focus =
    weightSum === 0 ? { x: 0.5, y: 0.5 } : { x: xSum / weightSum / width, y: ySum / weightSum / height }
  return { strength, focus }
}

/** Luma of BT.601, 0 to 255, one value a pixel. */
function lightOf(rgba: Uint8Array): Float32Array {
  const light = new Float32Array(rgba.length / 4)
  for (let i = 0; i < light.length; i += 1) {
    light[i] = 0.299 * (rgba[i * 4] ?? 0) + 0.587 * (rgba[i * 4 + 1] ?? 0) + 0.114 * (rgba[i * 4 + 2] ?? 0)
  }
  return light
}

function laplacian(light: Float32Array, at: number, width: number): number {
  const around =
    (light[at - 1] ?? 0) + (light[at + 1] ?? 0) + (light[at - width] ?? 0) + (light[at + width] ?? 0)
  return Math.abs(4 * (light[at] ?? 0) - around)
}

function colourAt(rgba: Uint8Array, at: number): number {
  const [red = 0, green = 0, blue = 0] = rgba.subarray(at * 4, at * 4 + 3)
  return Math.max(red, green, blue) - Math.min(red, green, blue)
}

function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length))
}
