/** Lays a part of a word over a frame: of a word that is being sung, the columns up to where the voice is. */
import type { Brush, Room, Surface } from './brush.ts'
import { columnGroupSamples } from './kernels.ts'
import type { FrameSize, Plane } from './picture.ts'
import type { Area } from './rows.ts'

/** Where a row of words is put once more, with nothing in the columns that are not seen yet. */
export type Filling = { readonly paint: number; readonly cover: number }

/** Room for the rows of a frame. */
export function takeFilling(room: Room, { widthPixels }: FrameSize): Filling {
  const bytes = widthPixels + columnGroupSamples
  return { paint: room.take(bytes), cover: room.take(bytes) }
}

/** What is laid: drawn words, where they lie on the frame, and which of its columns are seen. */
type Partly = {
  readonly paint: Surface
  readonly cover: Surface
  readonly area: Area
  readonly into: Surface
  readonly weight: number
  readonly columns: { readonly fromPixels: number; readonly toPixels: number }
}

/** Lays them row by row. */
export function layPartly(brush: Brush, filling: Filling, words: Partly): void {
  const { paint, cover, area, into, weight, columns } = words
  for (const [i, plane] of into.planes.entries()) {
    const [painted, covered] = [paint.planes[i], cover.planes[i]]
    if (painted === undefined || covered === undefined) continue
    const share = i === 0 ? 1 : 0.5
    const width = (area.right - area.left) * share
    const within = (pixels: number) => (pixels - area.left) * share
    const keep = { width, from: within(columns.fromPixels), to: within(columns.toPixels) }
    const groups = Math.ceil(width / columnGroupSamples)
    for (let y = 0; y < (area.bottom - area.top) * share; y += 1) {
      copyColumns(brush.memory, rowOf(painted, y), filling.paint, keep)
      copyColumns(brush.memory, rowOf(covered, y), filling.cover, keep)
      const under = plane.start + (area.top * share + y) * plane.stride + area.left * share
      brush.kernels.over(under, filling.paint, filling.cover, weight, groups)
    }
  }
}

function rowOf({ start, stride }: Plane, y: number): number {
  return start + y * stride
}

/** Columns between two places; of those in which a place lies, their share. The rest of the row is nothing. */
function copyColumns(
  memory: WebAssembly.Memory,
  row: number,
  into: number,
  { width, from, to }: { readonly width: number; readonly from: number; readonly to: number },
): void {
  const bytes = new Uint8Array(memory.buffer)
  const first = Math.min(width, Math.max(0, Math.floor(from)))
  const end = Math.max(first, Math.min(width, Math.ceil(to)))
  bytes.fill(0, into, into + Math.ceil(width / columnGroupSamples) * columnGroupSamples)
  bytes.copyWithin(into + first, row + first, row + end)
  for (const column of [first, end - 1]) {
    const share = Math.min(1, Math.max(0, Math.min(column + 1, to) - Math.max(column, from)))
    if (column >= first && column < end) bytes[into + column] = Math.round((bytes[row + column] ?? 0) * share)
  }
}
