/** Turns titles and captions into pictures, once for each of them: the render only lays these over its frames. */
import type { Backing, PixelRectangle } from '#core/text/backing.ts'
import { captionKey, layOutCaption, type MarkLook, markLookAt } from '#core/text/caption-layout.ts'
import type { Inscription } from '#core/text/inscription.ts'
import { titleKey } from '#core/text/title-key.ts'
import { layOutTitle } from '#core/text/title-layout.ts'
import type { CaptionPart, TitlePart } from '#core/timeline/segments.ts'
import type { Aspect } from '#core/timeline/timeline.ts'
import { titleLookAt } from '#core/timeline/title-look.ts'
import { fontsFor } from './fonts.ts'
import { blurred, type Cover, coverOf } from './outline-cover.ts'
import { type FrameSize, fillRoom, makePicture, type Picture } from './picture.ts'

/** Words as they lie on the frame. Nothing of them touches the picture's edges. */
export type WordsPicture = {
  readonly layout: Pick<Inscription, 'block' | 'lineHeightPixels'>
  /** Where the pictures' top left corner lies on the frame, in whole pixels; it may lie outside. */
  readonly left: number
  readonly top: number
  /** Its colours, each times its cover. */
  readonly paint: Picture
  /** How much of what lies beneath it covers, 0 to 255; in the planes of colour too. */
  readonly cover: Picture
}

/** Words that may be seen in a scene, and how they look at each of its frames. */
export type SceneWords = { readonly picture: WordsPicture; readonly looks: readonly MarkLook[] }

/** What is written in a segment. */
type Written = {
  readonly lengthFrames: number
  readonly titles: readonly TitlePart[]
  readonly captions: readonly CaptionPart[]
}

/** The words of one render. */
export type Lettering = {
  /** Everything written in a segment, the first beneath the others. What cannot be written is left out. */
  wordsOf(segment: Written): Promise<readonly SceneWords[]>
}

/** As many pictures are kept: more than are seen at once, fewer than would fill the memory of a small machine. */
const mostKept = { titles: 40, captions: 4 } as const

/** Lettering for frames of a size. What is asked for last is kept, since it goes on in the piece of video that follows. */
export function makeLettering(frame: FrameSize, aspect: Aspect): Lettering {
  const titles = makeKeeper<WordsPicture | undefined>(mostKept.titles)
  const captions = makeKeeper<Awaited<ReturnType<typeof drawCaption>>>(mostKept.captions)
  const around = { frame, aspect }
  const titleWords = async (part: TitlePart, frames: readonly number[]): Promise<readonly SceneWords[]> => {
    const picture = await titles(titleKey(part.title), async () => await drawTitle(part, around))
    if (picture === undefined) return []
    return [{ picture, looks: frames.map((at) => ({ ...titleLookAt(part, at), ...wholly })) }]
  }
  const captionWords = async (part: CaptionPart, frames: readonly number[]) => {
    const marks = await captions(captionKey(part), async () => await drawCaption(part, around))
    return marks.map(({ mark, picture }) => ({
      picture,
      looks: frames.map((at) => markLookAt(part, mark, at)),
    }))
  }
  return {
    async wordsOf({ lengthFrames, titles: titleParts, captions: captionParts }) {
      const frames = Array.from({ length: lengthFrames }, (_, at) => at)
      const written = await Promise.all([
        ...titleParts.map((part) => titleWords(part, frames)),
        ...captionParts.map((part) => captionWords(part, frames)),
      ])
      return written.flat().filter(({ looks }) => looks.some(({ opacity }) => opacity > 0))
    },
  }
}

const wholly = { filled: 1, fillsFrom: 'left' } as const

/** Remembers what was asked for last. */
function makeKeeper<Kept>(most: number) {
  const kept = new Map<string, Promise<Kept>>()
  return async (key: string, make: () => Promise<Kept>): Promise<Kept> => {
    const known = kept.get(key) ?? make()
    kept.delete(key)
    kept.set(key, known)
    for (const oldest of [...kept.keys()].slice(0, -most)) kept.delete(oldest)
    return await known
  }
}

type Around = { readonly frame: FrameSize; readonly aspect: Aspect }

async function drawTitle({ title }: TitlePart, around: Around): Promise<WordsPicture | undefined> {
  const layout = layOutTitle({ title, ...around, fonts: await fontsFor([title]) })
  return draw(layout, title.colour)
}

async function drawCaption(part: CaptionPart, around: Around) {
  const { text, language, titles } = part
  const fonts = await fontsFor([{ text, language }, ...titles])
  return layOutCaption(part, { ...around, fonts }).flatMap((mark) => {
    const picture = draw(mark.inscription, mark.colour)
    return picture === undefined ? [] : [{ mark, picture }]
  })
}

function draw(inscription: Inscription, colour: string): WordsPicture | undefined {
  const { block, lineHeightPixels, path, backing, bounds } = inscription
  if (path === '') return undefined
  const area = pixelsAround(bounds)
  const words = { cover: coverOf(path, area), opacity: 1, colour }
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
