/** Lays words over painted frames: each as large, as far down, as clear and as far filled as it looks at that frame. */
import type { MarkLook } from '#core/text/caption-layout.ts'
import { filledColumns } from '#core/text/filled.ts'
import { inscriptionMove } from '#core/text/inscription.ts'
import { axesOf, type Brush, pictureAt, type Room, type Surface } from './brush.ts'
import { type Filling, layPartly, takeFilling } from './filling.ts'
import { columnGroupSamples } from './kernels.ts'
import type { SceneWords, WordsPicture } from './lettering.ts'
import { weightOf } from './light.ts'
import { type FrameSize, type Plane, picturePlanes } from './picture.ts'
import type { Area } from './rows.ts'

/** Words in the painter's memory. */
export type WordsStage = {
  readonly picture: WordsPicture
  readonly looks: readonly MarkLook[]
  /** Where pictures of words are put to be drawn from: one at a time, for all words of the scene. */
  readonly source: { readonly paint: number; readonly cover: number; holds: WordsPicture | undefined }
  /** Both as they were last drawn, where they lie on the frame. */
  readonly drawn: { readonly paint: Surface; readonly cover: Surface; area: Area; asked: string }
  /** Whose drawn pictures lie in the room that those which are never seen together share. */
  readonly shared: { holder: WordsStage | undefined }
  readonly filling: Filling
}

/** Words, and what they need room for. `firstFrame` to `lastFrame` they may be seen. */
type LookedAt = SceneWords & FrameSize & { readonly firstFrame: number; readonly lastFrame: number }

/**
 * Room for the words of a scene, and for what of them lies on the frame where they are largest. Words that follow one
 * another take turns in it: those that come on every beat take no more than those that are seen together.
 */
export function takeWords(room: Room, words: readonly SceneWords[], scene: FrameSize): readonly WordsStage[] {
  if (words.length === 0) return []
  const seen = words.map((each) => lookAtWords(each, scene))
  const most = (layer: 'paint' | 'cover') =>
    Math.max(0, ...words.map(({ picture }) => picture[layer].bytes.length))
  const filling = takeFilling(room, scene)
  const source = { paint: room.take(most('paint')), cover: room.take(most('cover')), holds: undefined }
  const turns = turnsOf(seen)
  const rooms = turns.map((together) => {
    const bytes = Math.max(
      ...together.map((title) => picturePlanes(title.widthPixels, title.heightPixels).bytes),
    )
    return { together, paint: room.take(bytes), cover: room.take(bytes), shared: { holder: undefined } }
  })
  return seen.map((each): WordsStage => {
    const taken = rooms.find(({ together }) => together.includes(each))
    if (taken === undefined) throw new Error('words have no room')
    const { widthPixels, heightPixels } = each
    const { planes } = picturePlanes(widthPixels, heightPixels)
    const drawnAt = (address: number) => pictureAt(address, { widthPixels, heightPixels, planes })
    const area = { left: 0, top: 0, right: 0, bottom: 0 }
    return {
      picture: each.picture,
      looks: each.looks,
      source,
      drawn: { paint: drawnAt(taken.paint), cover: drawnAt(taken.cover), area, asked: '' },
      shared: taken.shared,
      filling,
    }
  })
}

function lookAtWords({ picture, looks }: SceneWords, scene: FrameSize): LookedAt {
  const isSeen = ({ opacity }: MarkLook) => opacity > 0
  const largest = Math.max(...looks.map(({ scale }) => scale))
  const most = (pixels: number, framePixels: number) =>
    Math.min(framePixels, 2 * Math.ceil((pixels * largest) / 2) + 4)
  return {
    picture,
    looks,
    widthPixels: most(picture.paint.widthPixels, scene.widthPixels),
    heightPixels: most(picture.paint.heightPixels, scene.heightPixels),
    firstFrame: looks.findIndex(isSeen),
    lastFrame: looks.findLastIndex(isSeen),
  }
}

/** Words in as few rows as may be, so that none of a row are seen together: each joins the first row that is free again. */
function turnsOf(words: readonly LookedAt[]): readonly (readonly LookedAt[])[] {
  const turns: LookedAt[][] = []
  for (const each of words.toSorted((a, b) => a.firstFrame - b.firstFrame)) {
    const free = turns.find((turn) => (turn.at(-1)?.lastFrame ?? 0) < each.firstFrame)
    if (free === undefined) turns.push([each])
    else free.push(each)
  }
  return turns
}

/** Lays words over a frame of the scene. */
export function writeWords(brush: Brush, stage: WordsStage, frame: number, into: Surface): void {
  const look = stage.looks[frame]
  if (look === undefined || look.opacity <= 0) return
  const { drawn } = stage
  drawWords(brush, stage, look, into)
  const { left, top, right, bottom } = drawn.area
  if (right <= left || bottom <= top) return
  const weight = weightOf(look.opacity)
  if (look.filled < 1) {
    const columns = filledColumns(stage.picture.layout, look)
    layPartly(brush, stage.filling, { ...drawn, into, weight, columns })
    return
  }
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

/** Draws words at their place and size, unless they are drawn so already: most stand still. */
function drawWords(brush: Brush, stage: WordsStage, look: MarkLook, into: FrameSize): void {
  const { picture, drawn, shared } = stage
  const move = inscriptionMove(picture.layout, look)
  const asked = `${move.scale} ${move.xPixels} ${move.yPixels}`
  if (drawn.asked === asked && shared.holder === stage) return
  drawn.asked = asked
  shared.holder = stage
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
  const sources = sourcesOf(brush.memory, stage)
  for (const layer of ['paint', 'cover'] as const) {
    for (const [i, source] of sources[layer].planes.entries()) {
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

/** The pictures of words, brought where they can be drawn from unless they are there. */
function sourcesOf(memory: WebAssembly.Memory, { source, picture }: WordsStage) {
  const { paint, cover } = picture
  if (source.holds !== picture) {
    const bytes = new Uint8Array(memory.buffer)
    bytes.set(paint.bytes, source.paint)
    bytes.set(cover.bytes, source.cover)
    source.holds = picture
  }
  return { paint: pictureAt(source.paint, paint), cover: pictureAt(source.cover, cover) }
}

/** Laying over goes by groups: what of the last one lies beyond the words must cover nothing. */
function clearRest(memory: WebAssembly.Memory, { start, stride, widthSamples, heightSamples }: Plane): void {
  const bytes = new Uint8Array(memory.buffer)
  const end = Math.ceil(widthSamples / columnGroupSamples) * columnGroupSamples
  for (let y = 0; y < heightSamples; y += 1) {
    bytes.fill(0, start + y * stride + widthSamples, start + y * stride + end)
  }
}
