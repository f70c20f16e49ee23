/** Copies rows of pictures within the painter's memory. */
import type { Surface } from './brush.ts'
import { fillRoom } from './picture.ts'

/** Columns and rows of a picture, in whole pixels. */
export type PixelArea = {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** All of a picture. */
export function areaOf({ widthPixels, heightPixels }: Surface): PixelArea {
  return { left: 0, top: 0, right: widthPixels, bottom: heightPixels }
}

/** Copies an area between pictures of one size. Chroma, of which there is half as much, goes with the nearest pixels. */
export function copyArea(memory: WebAssembly.Memory, from: Surface, to: Surface, area: PixelArea): void {
  const bytes = new Uint8Array(memory.buffer)
  for (const [i, plane] of from.planes.entries()) {
    const target = to.planes[i]
    if (target === undefined) continue
    const share = i === 0 ? 1 : 0.5
    const [left, right] = [Math.round(area.left * share), Math.round(area.right * share)]
    const [top, bottom] = [Math.round(area.top * share), Math.round(area.bottom * share)]
    for (let y = top; y < bottom; y += 1) {
      const row = plane.start + y * plane.stride
      bytes.copyWithin(target.start + y * target.stride + left, row + left, row + right)
    }
  }
}

/** Copies a picture and repeats its edges into the room beside its rows, so that it can be drawn from. */
export function copyWithRoom(memory: WebAssembly.Memory, from: Surface, to: Surface): void {
  copyArea(memory, from, to, areaOf(from))
  addRoom(memory, to)
}

/** Repeats a picture's edges into the room beside its rows. */
export function addRoom(memory: WebAssembly.Memory, picture: Surface): void {
  const bytes = new Uint8Array(memory.buffer)
  for (const plane of picture.planes) fillRoom(bytes, plane)
}
