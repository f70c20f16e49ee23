/** Turns titles into pictures, once for each of them: the render only lays these over its frames. */

import type { Backing, PixelRectangle } from '#core/text/backing.ts'
import { titleKey } from '#core/text/title-key.ts'
import { layOutTitle, type TitleLayout } from '#core/text/title-layout.ts'
import type { Aspect, Title } from '#core/timeline/timeline.ts'
import { blurred, type Cover, coverOf } from './outline-cover.ts'
import { type FrameSize, fillRoom, makePicture, type Picture } from './picture.ts'
import { titleFonts } from './title-fonts.ts'

/** A title as it lies on the frame. Nothing of it touches the picture's edges. */
export type TitlePicture = {
  readonly layout: Pick<TitleLayout, 'block' | 'lineHeightPixels'>
  /** Where the pictures' top left corner lies on the frame, in whole pixels; it may lie outside. */
  readonly left: number
  readonly top: number
  /** Its colours, each times its cover. */
  readonly paint: Picture
  /** How much of what lies beneath it covers, 0 to 255; in the planes of colour too. */
  readonly cover: Picture
}

/** Titles of one render. */
export type Titles = {
  /** The picture of a title; `undefined` when none of its characters can be written. */
  pictureOf(title: Title): Promise<TitlePicture | undefined>
}

/** As many pictures are kept: more than are seen at once, fewer than would fill the memory of a small machine. */
const mostKept = 40

/** Titles for frames of a size. Those asked for last are kept, since they go on in the piece of video that follows. */
export function makeTitles(frame: FrameSize, aspect: Aspect): Titles {
  const pictures = new Map<string, Promise<TitlePicture | undefined>>()
  return {
    async pictureOf(title) {
      const key = titleKey(title)
      const picture = pictures.get(key) ?? draw(title, frame, aspect)
      pictures.delete(key)
      pictures.set(key, picture)
      for (const oldest of pictures.keys()) {
        if (pictures.size <= mostKept) break
        pictures.delete(oldest)
      }
      return await picture
    },
  }
}

async function draw(title: Title, frame: FrameSize, aspect: Aspect): Promise<TitlePicture | undefined> {
  const layout = layOutTitle({ title, aspect, frame, fonts: await titleFonts() })
  const { block, lineHeightPixels, path, backing, bounds } = layout
  if (path === '') return undefined
  const area = pixelsAround(bounds)
  const words = { cover: coverOf(path, area), opacity: 1, colour: title.colour }
  const layers = [...backingLayers(backing, path, area), words]
  const { left, top } = area
  return { layout: { block, lineHeightPixels }, left, top, ...planesOf(layers, area) }
}

type PixelArea = FrameSize & { readonly left: number; readonly top: number }

/** One colour, where and how much it covers. */
type Layer = { readonly cover: Cover; readonly opacity: number; readonly colour: string }

/** Even pixels, with room around for what lies between two of them. */
function pixelsAround({ xPixels, yPixels, widthPixels, heightPixels }: PixelRectangle): PixelArea {
  const before = (pixels: number) => 2 * Math.floor((pixels - 3) / 2)
  const after = (pixels: number) => 2 * Math.ceil((pixels + 3) / 2)
  const [left, top] = [before(xPixels), before(yPixels)]
  return {
    left,
    top,
    widthPixels: after(xPixels + widthPixels) - left,
    heightPixels: after(yPixels + heightPixels) - top,
  }
}

function backingLayers(backing: Backing, path: string, area: PixelArea): readonly Layer[] {
  switch (backing.kind) {
    case 'none':
      return []
    case 'shadow': {
      const { downPixels, blurPixels, colour, opacity } = backing
      // The words, moved down, are the words where they were seen from a little higher.
      const cover = coverOf(path, { ...area, top: area.top - downPixels })
      return [{ cover: blurred(cover, blurPixels), opacity, colour }]
    }
    case 'box': {
      const { rectangle, radiusPixels, colour, opacity } = backing
      return [{ cover: coverOf(roundedPath(rectangle, radiusPixels), area), opacity, colour }]
    }
  }
}

/** How far a cubic's control points lie from its ends to come near a quarter of a circle, in radii. */
const quarterCircle = 0.5523

function roundedPath(
  { xPixels: left, yPixels: top, widthPixels, heightPixels }: PixelRectangle,
  radius: number,
): string {
  const [right, bottom] = [left + widthPixels, top + heightPixels]
  const corner = (x: number, y: number, turnX: number, turnY: number, isAcrossFirst: boolean) => {
    const bend = radius * (1 - quarterCircle)
    const across = [x + turnX * radius, y, x + turnX * bend, y]
    const down = [x, y + turnY * radius, x, y + turnY * bend]
    const [from, to] = isAcrossFirst ? [across, down] : [down, across]
    return `L${from[0]} ${from[1]}C${from[2]} ${from[3]} ${to[2]} ${to[3]} ${to[0]} ${to[1]}`
  }
  const corners = [
    corner(right, top, -1, 1, true),
    corner(right, bottom, -1, -1, false),
    corner(left, bottom, 1, -1, true),
    corner(left, top, 1, 1, false),
  ]
  return `M${left + radius} ${top}${corners.join('')}Z`
}

/** A layer with its colour's components: luma, blue and red. */
type DrawnLayer = Layer & { readonly components: readonly number[] }

/** Layers one over the other, as planes: each colour is limited range BT.709, times what it covers. */
function planesOf(layers: readonly Layer[], { widthPixels, heightPixels }: FrameSize) {
  const paint = makePicture(widthPixels, heightPixels)
  const cover = makePicture(widthPixels, heightPixels)
  const drawn = layers.map((layer) => ({ ...layer, components: componentsOf(layer.colour) }))
  for (const [i, plane] of paint.planes.entries()) {
    for (let y = 0; y < plane.heightSamples; y += 1) {
      for (let x = 0; x < plane.widthSamples; x += 1) {
        const at = plane.start + y * plane.stride + x
        const [painted, covered] = sampleOf(drawn, i, x, y)
        paint.bytes[at] = Math.round(painted)
        cover.bytes[at] = Math.round(255 * covered)
      }
    }
  }
  for (const picture of [paint, cover]) for (const plane of picture.planes) fillRoom(picture.bytes, plane)
  return { paint, cover }
}

/** One sample of a plane, and how much it covers. */
function sampleOf(
  layers: readonly DrawnLayer[],
  plane: number,
  x: number,
  y: number,
): readonly [painted: number, covered: number] {
  let [painted, covered] = [0, 0]
  // A sample of colour stands for four pixels.
  const side = plane === 0 ? 1 : 2
  for (const { cover, opacity, components } of layers) {
    const share = opacity * meanCover(cover, x * side, y * side, side)
    painted += share * ((components[plane] ?? 0) - painted)
    covered += share * (1 - covered)
  }
  return [painted, covered]
}

function meanCover({ values, widthPixels }: Cover, x: number, y: number, side: number): number {
  const at = y * widthPixels + x
  if (side === 1) return values[at] ?? 0
  const [here = 0, right = 0] = [values[at], values[at + 1]]
  const [below = 0, across = 0] = [values[at + widthPixels], values[at + widthPixels + 1]]
  return (here + right + below + across) / 4
}

/** Luma, blue and red of `#rrggbb`: the weights of `fillFromRgb`. */
function componentsOf(colour: string): readonly [luma: number, blue: number, red: number] {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
  return [
    16 + 0.182586 * r + 0.614231 * g + 0.062007 * b,
    128 - 0.100644 * r - 0.338572 * g + 0.439216 * b,
    128 + 0.439216 * r - 0.398942 * g - 0.040274 * b,
  ]
}
