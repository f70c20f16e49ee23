/** Lays whole pictures into the frame, over black or a backdrop of themselves: photos and films alike. */
import { cropAround, fillPlacement } from '#core/timeline/geometry.ts'
import { softenBackdrop } from '#core/timeline/softening.ts'
import type { Rectangle } from '#core/timeline/timeline.ts'
import { axesOf, type Brush, frameAt, type Room, type Surface, takeFrame } from './brush.ts'
import { black, fillSmall, type SmallStage, takeSmall } from './light.ts'
import type { FrameSize, Plane } from './picture.ts'
import { type Area, layArea } from './rows.ts'
import { smallCopyOf } from './small-copy.ts'

/** What a picture is composed with. */
export type Composition = {
  readonly frame: FrameSize
  /** Where the picture lies in the composed frame. */
  readonly place: Rectangle
  /** The picture alone, before it is laid over the backdrop. */
  readonly front: Surface
  /** Without it, the backdrop is black. */
  readonly backdrop: SmallStage | undefined
}

/** Room to compose pictures of a shape. */
export function takeComposition(
  room: Room,
  fit: 'fill' | 'bars',
  { picture, frame }: { readonly picture: FrameSize; readonly frame: FrameSize },
): Composition {
  const { widthPixels, heightPixels } = frame
  return {
    frame,
    place: fillPlacement(picture.widthPixels / picture.heightPixels, widthPixels / heightPixels),
    front: frameAt(takeFrame(room, widthPixels, heightPixels), widthPixels, heightPixels),
    backdrop: fit === 'fill' ? takeSmall(room, frame) : undefined,
  }
}

/** Makes the backdrop of a picture: of what of it covers the frame. */
export function makeBackdrop(brush: Brush, { place, frame, backdrop }: Composition, picture: Surface): void {
  if (backdrop === undefined) return
  const covering = cropAround(place.width / place.height, 1, { x: 0.5, y: 0.5 })
  const copy = smallCopyOf(brush.memory, picture, covering, frame)
  softenBackdrop(copy)
  fillSmall(brush, copy, backdrop)
}

/** Draws what `view` shows of the composed frame: its backdrop, and the picture over it. */
export function drawComposed(
  brush: Brush,
  { place, front, backdrop }: Composition,
  picture: Surface,
  { view, target }: { readonly view: Rectangle; readonly target: Surface },
): void {
  if (backdrop === undefined) fillBlack(brush.memory, target)
  else brush.draw(backdrop.surface, view, 'smooth', target)
  const { widthPixels, heightPixels } = target
  const across = (at: number) => ((at - view.x) / view.width) * widthPixels
  const down = (at: number) => ((at - view.y) / view.height) * heightPixels
  const [left, right] = [across(place.x), across(place.x + place.width)]
  const [top, bottom] = [down(place.y), down(place.y + place.height)]
  const drawn = {
    left: Math.max(0, evenBelow(left)),
    top: Math.max(0, evenBelow(top)),
    right: Math.min(widthPixels, -evenBelow(-right)),
    bottom: Math.min(heightPixels, -evenBelow(-bottom)),
  }
  if (drawn.right <= drawn.left || drawn.bottom <= drawn.top) return
  const step = { x: picture.widthPixels / (right - left), y: picture.heightPixels / (bottom - top) }
  const corner = { x: (drawn.left - left) * step.x, y: (drawn.top - top) * step.y }
  for (const [i, plane] of partOf(front, drawn).entries()) {
    const source = picture.planes[i]
    if (source !== undefined) brush.drawPlane(source, plane, axesOf(i === 0, corner, step), 'sharp')
  }
  layArea(brush.memory, front, target, { left, top, right, bottom })
}

function evenBelow(pixels: number): number {
  return 2 * Math.floor(pixels / 2 + 1e-9)
}

function fillBlack(memory: WebAssembly.Memory, surface: Surface): void {
  const bytes = new Uint8Array(memory.buffer)
  for (const [i, { start, stride, heightSamples }] of surface.planes.entries()) {
    bytes.fill(i === 0 ? black.luma : black.chroma, start, start + stride * heightSamples)
  }
}

/** The planes of an area that begins and ends on even pixels. */
function partOf(surface: Surface, { left, top, right, bottom }: Area): readonly Plane[] {
  return surface.planes.map((plane, i) => {
    const share = i === 0 ? 1 : 0.5
    return {
      start: plane.start + top * share * plane.stride + left * share,
      stride: plane.stride,
      widthSamples: (right - left) * share,
      heightSamples: (bottom - top) * share,
    }
  })
}
