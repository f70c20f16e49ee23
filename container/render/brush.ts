/** Draws parts of pictures at any size and place into other pictures, all of them in one memory. */
import type { Rectangle } from '#core/timeline/timeline.ts'
import { columnGroupSamples, type Kernels, rowGroup } from './kernels.ts'
import { frameBytes, framePlanes, type Plane, picturePlanes } from './picture.ts'
import { type Axis, type Reconstruction, tapAt, weightsOf, writeRowTable } from './sampling.ts'

/** A picture in the painter's memory: its planes begin at addresses. */
export type Surface = {
  readonly widthPixels: number
  readonly heightPixels: number
  readonly planes: readonly [luma: Plane, blue: Plane, red: Plane]
}

/** What draws. */
export type Brush = {
  readonly memory: WebAssembly.Memory
  readonly kernels: Kernels
  /** Draws what the rectangle `view` shows of `source` over the whole of `target`. `source` has room around its rows. */
  draw(source: Surface, view: Rectangle, reconstruction: Reconstruction, target: Surface): void
  /** Draws one plane: each of the target's samples shows the place of the source that the axes name. */
  drawPlane(source: Plane, target: Plane, axes: Axes, reconstruction: Reconstruction): void
}

/** Where a plane's samples come from, across and down. */
export type Axes = { readonly across: Axis; readonly down: Axis }

const ringRows = 8

/** Gives out addresses one after the other, before the memory is made as large as they ask. */
export type Room = { take(bytes: number): number }

/** A brush for targets of at most this width. */
export function makeBrush(
  memory: WebAssembly.Memory,
  kernels: Kernels,
  room: Room,
  widthPixels: number,
): Brush {
  const ringStride = (Math.ceil(widthPixels / columnGroupSamples) + 1) * columnGroupSamples * 2
  const table = room.take(Math.ceil(widthPixels / rowGroup.samples) * rowGroup.tableBytes)
  const ring = room.take(ringStride * ringRows)

  /** Rows first, then columns from a ring of drawn rows. */
  function drawPlane(source: Plane, target: Plane, axes: Axes, reconstruction: Reconstruction): void {
    writeRowTable(memory.buffer, table, target.widthSamples, axes.across, reconstruction)
    const rowGroups = Math.ceil(target.widthSamples / rowGroup.samples)
    const columnGroups = Math.ceil(target.widthSamples / columnGroupSamples)
    const weights = weightsOf(reconstruction)
    const held = new Int32Array(ringRows).fill(-1)
    const rowAt = (wanted: number) => {
      const row = Math.min(source.heightSamples - 1, Math.max(0, wanted))
      const place = row % ringRows
      const address = ring + place * ringStride
      if (held[place] !== row) {
        held[place] = row
        kernels.row(source.start + row * source.stride, table, address, rowGroups)
      }
      return address
    }
    const weight = (at: number) => weights[at] ?? 0
    for (let y = 0; y < target.heightSamples; y += 1) {
      const { tap, weightsAt: at } = tapAt(axes.down, y)
      kernels.column(
        ...([rowAt(tap), rowAt(tap + 1), rowAt(tap + 2), rowAt(tap + 3)] as const),
        ...([weight(at), weight(at + 1), weight(at + 2), weight(at + 3)] as const),
        target.start + y * target.stride,
        columnGroups,
      )
    }
  }

  return {
    memory,
    kernels,
    drawPlane,
    draw(source, view, reconstruction, target) {
      const step = {
        x: (view.width * source.widthPixels) / target.widthPixels,
        y: (view.height * source.heightPixels) / target.heightPixels,
      }
      const corner = { x: view.x * source.widthPixels, y: view.y * source.heightPixels }
      for (const [i, output] of target.planes.entries()) {
        const plane = source.planes[i]
        if (plane !== undefined) drawPlane(plane, output, axesOf(i === 0, corner, step), reconstruction)
      }
    },
  }
}

type Point = { readonly x: number; readonly y: number }

/** Where samples come from, when the target's first pixel begins at `corner` of the source and is `step` of its pixels large. */
export function axesOf(isLuma: boolean, corner: Point, step: Point): Axes {
  // H.264's chroma lies on the left pixel of its pair and between two lines; a picture's lies amid four pixels.
  const across = isLuma
    ? { first: corner.x + step.x / 2 - 0.5, step: step.x }
    : { first: (corner.x + step.x / 2 - 1) / 2, step: step.x }
  const down = { first: (isLuma ? corner.y : corner.y / 2) + step.y / 2 - 0.5, step: step.y }
  return { across, down }
}

/** A frame at an address, as FFmpeg reads it: no room between its rows. */
export function frameAt(address: number, widthPixels: number, heightPixels: number): Surface {
  const [luma, blue, red] = framePlanes(widthPixels, heightPixels).map(
    ({ start, widthSamples, heightSamples }) => ({
      start: address + start,
      stride: widthSamples,
      widthSamples,
      heightSamples,
    }),
  ) as [Plane, Plane, Plane]
  return { widthPixels, heightPixels, planes: [luma, blue, red] }
}

/** Room for a frame that FFmpeg reads or writes. */
export function takeFrame(room: Room, widthPixels: number, heightPixels: number): number {
  return room.take(frameBytes(widthPixels, heightPixels))
}

/** Room for a picture that can be drawn from. */
export function takePicture(room: Room, widthPixels: number, heightPixels: number): Surface {
  const { planes, bytes } = picturePlanes(widthPixels, heightPixels)
  return pictureAt(room.take(bytes), { widthPixels, heightPixels, planes })
}

/** A picture whose bytes begin at an address. */
export function pictureAt(address: number, { widthPixels, heightPixels, planes }: Surface): Surface {
  const moved = (plane: Plane) => ({ ...plane, start: address + plane.start })
  const [luma, blue, red] = planes
  return { widthPixels, heightPixels, planes: [moved(luma), moved(blue), moved(red)] }
}
