/** Paints frames: a photo under a moving camera, the generated picture, a frame of a clip, or a mix of two of them. */
import { type Mix, mixAt } from '#core/timeline/geometry.ts'
import { lookAt } from '#core/timeline/look.ts'
import type { ShotPart } from '#core/timeline/segments.ts'
import type { Rectangle, TransitionKind, VisualShot } from '#core/timeline/timeline.ts'
import { drawVisual, type VisualFrame, visualSize } from '#core/timeline/visual.ts'
import {
  columnGroupSamples,
  type Kernels,
  kernelMemoryPages,
  makeKernels,
  rowGroup,
  weightOne,
} from './kernels.ts'
import { fillFromRgb, frameBytes, framePlanes, makePicture, type Picture } from './picture.ts'
import { type Axis, type Reconstruction, tapAt, weightsOf, writeRowTable } from './sampling.ts'
import { signatureOf } from './signature.ts'

/** What one side of a scene shows. `given` frames are decoded elsewhere and put into memory before painting. */
export type Side =
  | {
      readonly kind: 'photo'
      readonly picture: Picture
      readonly part: ShotPart
    }
  | { readonly kind: 'visual'; readonly shot: VisualShot; readonly part: ShotPart }
  | { readonly kind: 'given'; readonly part: ShotPart }

/** What is painted into the frames of one segment. */
export type Scene = {
  readonly widthPixels: number
  readonly heightPixels: number
  readonly frameRate: number
  readonly lengthFrames: number
  readonly content:
    | { readonly kind: 'shot'; readonly side: Side }
    | {
        readonly kind: 'transition'
        readonly transition: TransitionKind
        readonly from: Side
        readonly to: Side
      }
}

/** Addresses in the painter's memory: where frames are found, and where given ones are put. */
export type Stage = {
  readonly memory: WebAssembly.Memory
  /** Two finished frames, so that one is painted while the other is read. */
  readonly slots: readonly [number, number]
  /** The frames of the two sides of a transition. */
  readonly sides: readonly [number, number]
}

/** A painter owns one memory and paints one scene at a time. */
export type Painter = {
  open(scene: Scene): Stage
  /** Paints a frame of the scene, counted from 0, into a slot, and answers its signature. */
  paint(frame: number, slot: 0 | 1): Uint8Array
}

const pageBytes = 65_536
const ringRows = 8

/** Makes a painter. */
export function makePainter(): Painter {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: kernelMemoryPages, shared: true })
  const kernels = makeKernels(memory)
  let opened: OpenScene | undefined
  return {
    open(scene) {
      opened = openScene(memory, kernels, scene)
      return { memory, slots: opened.slots, sides: opened.sides }
    },
    paint(frame, slot) {
      if (opened === undefined) throw new Error('no scene is open')
      return paintFrame(opened, frame, opened.slots[slot])
    },
  }
}

type OpenScene = {
  readonly scene: Scene
  readonly memory: WebAssembly.Memory
  readonly kernels: Kernels
  readonly slots: readonly [number, number]
  readonly sides: readonly [number, number]
  readonly table: number
  readonly ring: number
  readonly ringStride: number
  readonly pictures: readonly (PlacedPicture | undefined)[]
}

/** A picture whose bytes begin at an address of the memory. */
type PlacedPicture = { readonly at: number; readonly picture: Picture }

function openScene(memory: WebAssembly.Memory, kernels: Kernels, scene: Scene): OpenScene {
  const { widthPixels, heightPixels, content } = scene
  const frame = frameBytes(widthPixels, heightPixels)
  let end = 0
  const take = (bytes: number) => {
    const at = end
    // Kernels work in groups and may write up to a group past the end.
    end += Math.ceil((bytes + 64) / 64) * 64
    return at
  }
  const ringStride = (Math.ceil(widthPixels / columnGroupSamples) + 1) * columnGroupSamples * 2
  const table = take(Math.ceil(widthPixels / rowGroup.samples) * rowGroup.tableBytes)
  const ring = take(ringStride * ringRows)
  const slots = [take(frame), take(frame)] as const
  const sides = content.kind === 'shot' ? slots : ([take(frame), take(frame)] as const)
  const shown = content.kind === 'shot' ? [content.side] : [content.from, content.to]
  const pictures = shown.map((side) => {
    const picture = pictureOf(side, scene)
    return picture === undefined ? undefined : { at: take(picture.bytes.length), picture }
  })
  growTo(memory, end + pageBytes)
  const bytes = new Uint8Array(memory.buffer)
  for (const placed of pictures) if (placed !== undefined) bytes.set(placed.picture.bytes, placed.at)
  return { scene, memory, kernels, slots, sides, table, ring, ringStride, pictures }
}

function growTo(memory: WebAssembly.Memory, bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / pageBytes)
  if (missing > 0) memory.grow(missing)
}

function pictureOf(side: Side, scene: Scene): Picture | undefined {
  if (side.kind === 'photo') return side.picture
  if (side.kind === 'given') return undefined
  const small = visualSize.longSidePixels / Math.max(scene.widthPixels, scene.heightPixels)
  return makePicture(evenly(scene.widthPixels * small), evenly(scene.heightPixels * small))
}

function evenly(value: number): number {
  return Math.max(2, Math.round(value / 2) * 2)
}

function paintFrame(open: OpenScene, frame: number, slot: number): Uint8Array {
  const { content, lengthFrames, widthPixels, heightPixels } = open.scene
  if (content.kind === 'shot') paintSide(open, content.side, { index: 0, frame, zoom: 1, target: slot })
  else {
    const mix = mixAt(content.transition, frame, lengthFrames)
    const isSeen = (weight: number) => mix.kind === 'beside' || weight > 0
    const blend = mix.kind === 'blend' ? mix : { from: 1, to: 1, fromZoom: 1, toZoom: 1 }
    if (isSeen(blend.from))
      paintSide(open, content.from, { index: 0, frame, zoom: blend.fromZoom, target: open.sides[0] })
    if (isSeen(blend.to))
      paintSide(open, content.to, { index: 1, frame, zoom: blend.toZoom, target: open.sides[1] })
    if (mix.kind === 'blend') mixSides(open, mix, slot)
    else laySides(open, mix, slot)
  }
  const frameOnly = new Uint8Array(open.memory.buffer, slot, widthPixels * heightPixels)
  return signatureOf(frameOnly, widthPixels, heightPixels)
}

function mixSides(open: OpenScene, mix: Extract<Mix, { kind: 'blend' }>, slot: number): void {
  const { widthPixels, heightPixels } = open.scene
  const lumaGroups = (widthPixels * heightPixels) / columnGroupSamples
  const weights = [
    Math.min(weightOne, Math.round(mix.from * 32768)),
    Math.min(weightOne, Math.round(mix.to * 32768)),
  ] as const
  const [from, to] = open.sides
  // Flat light is white or black in limited range, without colour.
  const lights = [mix.lightLevel === 1 ? 235 : 16, 128].map((level) =>
    Math.round(64 * level * mix.light),
  ) as [number, number]
  const lumaBytes = widthPixels * heightPixels
  open.kernels.mix(from, to, slot, ...weights, lights[0], lumaGroups)
  open.kernels.mix(
    from + lumaBytes,
    to + lumaBytes,
    slot + lumaBytes,
    ...weights,
    lights[1],
    Math.ceil(lumaGroups / 2),
  )
}

/** Lays two painted pictures side by side: rows are copied, on even pixels, where chroma has its samples. */
function laySides(open: OpenScene, mix: Extract<Mix, { kind: 'beside' }>, slot: number): void {
  const { widthPixels, heightPixels } = open.scene
  const bytes = new Uint8Array(open.memory.buffer)
  const taken = evenPixels(mix.share * widthPixels)
  for (const { start, widthSamples, heightSamples } of framePlanes(widthPixels, heightPixels)) {
    const later = (taken * widthSamples) / widthPixels
    const earlier = widthSamples - later
    for (let y = 0; y < heightSamples; y += 1) {
      const row = start + y * widthSamples
      const [from, to] = [open.sides[0] + row, open.sides[1] + row]
      bytes.copyWithin(
        slot + row,
        from + (mix.pushes ? later : 0),
        from + (mix.pushes ? widthSamples : earlier),
      )
      const shown = mix.pushes ? to : to + earlier
      bytes.copyWithin(slot + row + earlier, shown, shown + later)
    }
  }
}

function evenPixels(pixels: number): number {
  return 2 * Math.round(pixels / 2)
}

type Painting = {
  readonly index: 0 | 1
  readonly frame: number
  readonly zoom: number
  readonly target: number
}

function paintSide(open: OpenScene, side: Side, { index, frame, zoom, target }: Painting): void {
  const placed = open.pictures[index]
  if (side.kind === 'given' || placed === undefined) return
  const { view, level, pulse } = lookAt(side.part, frame, open.scene.frameRate, zoom)
  if (side.kind === 'photo') {
    resample(open, placed, view, 'sharp', target)
    return
  }
  paintVisual(open, placed, { ...side, frame: side.part.offsetFrames + frame, level, pulse })
  resample(open, placed, view, 'smooth', target)
}

function paintVisual(
  open: OpenScene,
  placed: PlacedPicture,
  visual: Pick<VisualFrame, 'shot' | 'frame' | 'level' | 'pulse'>,
): void {
  const { widthPixels, heightPixels, bytes } = placed.picture
  const into = new Uint8Array(widthPixels * heightPixels * 3)
  const { frameRate } = open.scene
  const { shot, frame, level, pulse } = visual
  drawVisual({ shot, frame, level, pulse, frameRate, widthPixels, heightPixels, into })
  fillFromRgb(placed.picture, into)
  new Uint8Array(open.memory.buffer).set(bytes, placed.at)
}

/** Draws what the camera's rectangle shows over the whole frame: rows first, then columns from a ring of drawn rows. */
function resample(
  open: OpenScene,
  placed: PlacedPicture,
  camera: Rectangle,
  reconstruction: Reconstruction,
  target: number,
): void {
  const { widthPixels, heightPixels } = open.scene
  const { picture } = placed
  const step = {
    x: (camera.width * picture.widthPixels) / widthPixels,
    y: (camera.height * picture.heightPixels) / heightPixels,
  }
  const corner = { x: camera.x * picture.widthPixels, y: camera.y * picture.heightPixels }
  for (const [i, output] of framePlanes(widthPixels, heightPixels).entries()) {
    const plane = picture.planes[i]
    if (plane === undefined) continue
    const isLuma = i === 0
    // H.264's chroma lies on the left pixel of its pair and between two lines; a picture's lies amid four pixels.
    const across: Axis = isLuma
      ? { first: corner.x + step.x / 2 - 0.5, step: step.x }
      : { first: (corner.x + step.x / 2 - 1) / 2, step: step.x }
    const down: Axis = {
      first: (isLuma ? corner.y : corner.y / 2) + step.y / 2 - 0.5,
      step: step.y,
    }
    writeRowTable(open.memory.buffer, open.table, output.widthSamples, across, reconstruction)
    const source = { ...plane, start: placed.at + plane.start }
    drawPlane(open, source, { ...output, start: target + output.start }, down, reconstruction)
  }
}

type PlaneInMemory = { readonly start: number; readonly widthSamples: number; readonly heightSamples: number }

function drawPlane(
  open: OpenScene,
  source: PlaneInMemory & { readonly stride: number },
  output: PlaneInMemory,
  down: Axis,
  reconstruction: Reconstruction,
): void {
  const { kernels, ring, ringStride, table } = open
  const rowGroups = Math.ceil(output.widthSamples / rowGroup.samples)
  const columnGroups = Math.ceil(output.widthSamples / columnGroupSamples)
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
  for (let y = 0; y < output.heightSamples; y += 1) {
    const { tap, weightsAt: at } = tapAt(down, y)
    kernels.column(
      ...([rowAt(tap), rowAt(tap + 1), rowAt(tap + 2), rowAt(tap + 3)] as const),
      ...([weight(at), weight(at + 1), weight(at + 2), weight(at + 3)] as const),
      output.start + y * output.widthSamples,
      columnGroups,
    )
  }
}
