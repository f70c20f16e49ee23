/** Copies rows of pictures within the painter's memory. */
import type { Surface } from './brush.ts'
import { fillRoom, type Plane } from './picture.ts'

/** A part of a picture, in its pixels. */
export type Area = {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Copies a picture and repeats its edges into the room beside its rows, so that it can be drawn from. */
export function copyWithRoom(memory: WebAssembly.Memory, from: Surface, to: Surface): void {
  const bytes = new Uint8Array(memory.buffer)
  for (const [i, { start, stride, widthSamples, heightSamples }] of from.planes.entries()) {
    const target = to.planes[i]
    if (target === undefined) continue
    for (let y = 0; y < heightSamples; y += 1) {
      const row = start + y * stride
      bytes.copyWithin(target.start + y * target.stride, row, row + widthSamples)
    }
    fillRoom(bytes, target)
  }
}

/** Lays an area of one picture over another of its size. Of pixels that the area has a part of, so much is covered. */
export function layArea(memory: WebAssembly.Memory, from: Surface, to: Surface, area: Area): void {
  const bytes = new Uint8Array(memory.buffer)
  for (const [i, plane] of from.planes.entries()) {
    const target = to.planes[i]
    const share = i === 0 ? 1 : 0.5
    const { left, top, right, bottom } = area
    const samples = { left: left * share, top: top * share, right: right * share, bottom: bottom * share }
    if (target !== undefined) layPlane(bytes, plane, target, samples)
  }
}

function layPlane(bytes: Uint8Array, from: Plane, to: Plane, { left, top, right, bottom }: Area): void {
  const [firstRow, endRow] = heldIn(top, bottom, to.heightSamples)
  const [first, end] = heldIn(left, right, to.widthSamples)
  const shareAt = (at: number, start: number, stop: number) => Math.min(at + 1, stop) - Math.max(at, start)
  for (let y = firstRow; y < endRow; y += 1) {
    const [source, target] = [from.start + y * from.stride, to.start + y * to.stride]
    const rowShare = shareAt(y, top, bottom)
    const blend = (x: number) => {
      const [under, over] = [bytes[target + x] ?? 0, bytes[source + x] ?? 0]
      bytes[target + x] = Math.round(under + rowShare * shareAt(x, left, right) * (over - under))
    }
    if (rowShare < 1) for (let x = first; x < end; x += 1) blend(x)
    else {
      blend(first)
      bytes.copyWithin(target + first + 1, source + first + 1, source + end - 1)
      if (end - 1 > first) blend(end - 1)
    }
  }
}

/** The samples that a stretch lies in, of so many. */
function heldIn(start: number, stop: number, count: number): readonly [first: number, end: number] {
  // A hair's breadth beyond a sample's edge is where rounding put it.
  return [Math.max(0, Math.floor(start + 1e-6)), Math.min(count, Math.ceil(stop - 1e-6))]
}
