/** Small copies of frames, from which backdrops and spilled light are made as `core/timeline/softening.ts` says. */
import { type SmallPicture, smallSize } from '#core/timeline/softening.ts'
import type { Rectangle } from '#core/timeline/timeline.ts'
import type { Surface } from './brush.ts'
import { fillFromRgb, type Picture, type Plane } from './picture.ts'

/** At most so many samples along each side of what one pixel of the copy stands for. */
const mostSamples = 10

/** A small copy, in the shape of `frame`, of what a rectangle shows of a picture: every pixel is a mean. */
export function smallCopyOf(
  memory: WebAssembly.Memory,
  picture: Surface,
  view: Rectangle,
  frame: { readonly widthPixels: number; readonly heightPixels: number },
): SmallPicture {
  const { widthPixels, heightPixels } = smallSize(frame)
  const rgba = new Uint8ClampedArray(widthPixels * heightPixels * 4)
  const bytes = new Uint8Array(memory.buffer)
  const [luma, blue, red] = picture.planes.map((plane) => {
    const across = boundsOf(view.x, view.width, widthPixels, plane.widthSamples)
    const down = boundsOf(view.y, view.height, heightPixels, plane.heightSamples)
    return (x: number, y: number) => meanOf(bytes, plane, across(x), down(y))
  })
  if (luma === undefined || blue === undefined || red === undefined)
    throw new Error('a picture has three planes')
  for (let y = 0, at = 0; y < heightPixels; y += 1) {
    for (let x = 0; x < widthPixels; x += 1, at += 4) {
      // From BT.709 in limited range (ITU-R BT.709-6, item 3.4) to full range RGB; the array clamps.
      const light = ((luma(x, y) - 16) * 255) / 219
      const [cb, cr] = [(blue(x, y) - 128) / 224, (red(x, y) - 128) / 224].map((value) => value * 255) as [
        number,
        number,
      ]
      rgba[at] = light + 1.5748 * cr
      rgba[at + 1] = light - 0.18732 * cb - 0.46812 * cr
      rgba[at + 2] = light + 1.8556 * cb
      rgba[at + 3] = 255
    }
  }
  return { rgba, widthPixels, heightPixels }
}

type Stretch = readonly [from: number, to: number]

/** The samples that each pixel of the copy stands for; at least one. */
function boundsOf(start: number, size: number, pixels: number, samples: number) {
  return (pixel: number): Stretch => {
    const from = Math.min(samples - 1, Math.floor((start + (size * pixel) / pixels) * samples + 1e-6))
    const to = Math.floor((start + (size * (pixel + 1)) / pixels) * samples + 1e-6)
    return [from, Math.max(from + 1, Math.min(samples, to))]
  }
}

function meanOf(bytes: Uint8Array, plane: Plane, [left, right]: Stretch, [top, bottom]: Stretch): number {
  const stepX = Math.ceil((right - left) / mostSamples)
  const stepY = Math.ceil((bottom - top) / mostSamples)
  let [sum, count] = [0, 0]
  for (let y = top; y < bottom; y += stepY) {
    const row = plane.start + y * plane.stride
    for (let x = left; x < right; x += stepX) sum += bytes[row + x] ?? 0
    count += Math.ceil((right - left) / stepX)
  }
  return sum / count
}

/** Turns a small copy into planes that can be drawn from. `picture` has its size. */
export function fillFromSmall(picture: Picture, { rgba }: SmallPicture): void {
  const rgb = new Uint8Array((rgba.length / 4) * 3)
  for (let from = 0, at = 0; from < rgba.length; from += 4, at += 3) {
    for (let channel = 0; channel < 3; channel += 1) rgb[at + channel] = rgba[from + channel] ?? 0
  }
  fillFromRgb(picture, rgb)
}
