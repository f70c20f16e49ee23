/** Lays titles over painted frames: each as large, as far down and as clear as it looks at that frame. */
import { titleMove } from '#core/text/title-layout.ts'
import type { TitlePart } from '#core/timeline/segments.ts'
import { type TitleLook, titleLookAt } from '#core/timeline/title-look.ts'
import { axesOf, type Brush, pictureAt, type Room, type Surface } from './brush.ts'
import { columnGroupSamples } from './kernels.ts'
import { weightOf } from './light.ts'
import { type FrameSize, type Plane, picturePlanes } from './picture.ts'
import type { Area } from './rows.ts'
import type { TitlePicture } from './titles.ts'

/** A title that is seen in a scene. */
export type SceneTitle = { readonly part: TitlePart; readonly picture: TitlePicture }

/** A title in the painter's memory. */
export type TitleStage = {
  readonly picture: TitlePicture
  readonly looks: readonly TitleLook[]
  readonly paint: Surface
  readonly cover: Surface
  /** Both as they were last drawn, where they lie on the frame. */
  readonly drawn: { readonly paint: Surface; readonly cover: Surface; area: Area; asked: string }
}

/** Puts a picture's bytes into the memory once it is large enough, and answers where they will be. */
type Place = (picture: { readonly bytes: Uint8Array }) => number

/** Room for a title, and for what of it lies on the frame where it is largest. */
export function takeTitle(
  room: Room,
  place: Place,
  { part, picture }: SceneTitle,
  scene: FrameSize & { readonly lengthFrames: number },
): TitleStage {
  const looks = Array.from({ length: scene.lengthFrames }, (_, frame) => titleLookAt(part, frame))
  const largest = Math.max(...looks.map(({ scale }) => scale))
  const most = (pixels: number, framePixels: number) =>
    Math.min(framePixels, 2 * Math.ceil((pixels * largest) / 2) + 4)
  const { paint, cover } = picture
  const [widthPixels, heightPixels] = [
    most(paint.widthPixels, scene.widthPixels),
    most(paint.heightPixels, scene.heightPixels),
  ]
  const takeDrawn = () => {
    const { planes, bytes } = picturePlanes(widthPixels, heightPixels)
    return pictureAt(room.take(bytes), { widthPixels, heightPixels, planes })
  }
  const nothing = { left: 0, top: 0, right: 0, bottom: 0 }
  return {
    picture,
    looks,
    paint: pictureAt(place(paint), paint),
    cover: pictureAt(place(cover), cover),
    drawn: { paint: takeDrawn(), cover: takeDrawn(), area: nothing, asked: '' },
  }
}

/** Lays a title over a frame of the scene. */
export function writeTitle(brush: Brush, stage: TitleStage, frame: number, into: Surface): void {
  const look = stage.looks[frame]
  if (look === undefined || look.opacity <= 0) return
  const { drawn } = stage
  drawTitle(brush, stage, look, into)
  const { left, top, right, bottom } = drawn.area
  if (right <= left || bottom <= top) return
  const weight = weightOf(look.opacity)
  for (const [i, plane] of into.planes.entries()) {
    const [paint, cover] = [drawn.paint.planes[i], drawn.cover.planes[i]]
    if (paint === undefined || cover === undefined) continue
    const share = i === 0 ? 1 : 0.5
    const groups = Math.ceil(((right - left) * share) / columnGroupSamples)
    for (let y = 0; y < (bottom - top) * share; y += 1) {
      const under = plane.start + (top * share + y) * plane.stride + left * share
      brush.kernels.over(
        under,
        paint.start + y * paint.stride,
        cover.start + y * cover.stride,
        weight,
        groups,
      )
    }
  }
}

/** Draws a title at its place and size, unless it is drawn so already: most titles stand still. */
function drawTitle(brush: Brush, stage: TitleStage, look: TitleLook, into: FrameSize): void {
  const { picture, drawn } = stage
  const move = titleMove(picture.layout, look)
  const asked = `${move.scale} ${move.xPixels} ${move.yPixels}`
  if (drawn.asked === asked) return
  drawn.asked = asked
  const { left, top, paint } = picture
  const start = { x: move.scale * left + move.xPixels, y: move.scale * top + move.yPixels }
  const end = { x: start.x + move.scale * paint.widthPixels, y: start.y + move.scale * paint.heightPixels }
  const area = {
    left: Math.max(0, 2 * Math.floor(start.x / 2)),
    top: Math.max(0, 2 * Math.floor(start.y / 2)),
    right: Math.min(into.widthPixels, 2 * Math.ceil(end.x / 2)),
    bottom: Math.min(into.heightPixels, 2 * Math.ceil(end.y / 2)),
  }
  drawn.area = area
  if (area.right <= area.left || area.bottom <= area.top) return
  const step = { x: 1 / move.scale, y: 1 / move.scale }
  const corner = { x: (area.left - start.x) * step.x, y: (area.top - start.y) * step.y }
  for (const layer of ['paint', 'cover'] as const) {
    for (const [i, source] of stage[layer].planes.entries()) {
      const target = drawn[layer].planes[i]
      if (target === undefined) continue
      const share = i === 0 ? 1 : 0.5
      const part = {
        ...target,
        widthSamples: (area.right - area.left) * share,
        heightSamples: (area.bottom - area.top) * share,
      }
      brush.drawPlane(source, part, axesOf(i === 0, corner, step), 'sharp')
      clearRest(brush.memory, part)
    }
  }
}

/** Laying over goes by groups: what of the last one lies beyond the title must cover nothing. */
function clearRest(memory: WebAssembly.Memory, { start, stride, widthSamples, heightSamples }: Plane): void {
  const bytes = new Uint8Array(memory.buffer)
  const end = Math.ceil(widthSamples / columnGroupSamples) * columnGroupSamples
  for (let y = 0; y < heightSamples; y += 1) {
    bytes.fill(0, start + y * stride + widthSamples, start + y * stride + end)
  }
}
