/** Paints frames: a photo under a moving camera, the generated picture, a frame of a film, or a mix of two of them. */
import { mixAt } from '#core/timeline/geometry.ts'
import type { Look } from '#core/timeline/look.ts'
import type { ShotPart, WavePart } from '#core/timeline/segments.ts'
import type { Fit, TransitionKind, VisualShot } from '#core/timeline/timeline.ts'
import { drawVisual, visualSize } from '#core/timeline/visual/visual.ts'
import { signatureOf } from '#core/video/signature.ts'
import {
  type Brush,
  frameAt,
  makeBrush,
  pictureAt,
  type Room,
  type Surface,
  takeFrame,
  takePicture,
} from './brush.ts'
import { type Composition, drawComposed, makeBackdrop, takeComposition } from './composition.ts'
import { drawFilm, type Film, type FilmStage, isShownAsGiven, takeFilm } from './film.ts'
import { type Kernels, kernelMemoryPages, makeKernels } from './kernels.ts'
import type { SceneWords } from './lettering.ts'
import { addFlash, addGlow, type LightStage, takeLight } from './light.ts'
import { meet } from './meeting.ts'
import { type FrameSize, fillFromRgb, makePicture, type Picture } from './picture.ts'
import { looksOf } from './side-looks.ts'
import { drawWave } from './wave.ts'
import { takeWords, type WordsStage, writeWords } from './writing.ts'

/** What one side of a scene shows. Frames of a film are decoded elsewhere and put into memory before painting. */
export type Side =
  | {
      readonly kind: 'photo'
      readonly fit: Fit
      /** Cropped, what its camera moves over; else all of the photo. */
      readonly picture: Picture
      /** The photo's own upright size. */
      readonly whole: FrameSize
      readonly part: ShotPart
    }
  | { readonly kind: 'visual'; readonly shot: VisualShot; readonly part: ShotPart }
  | { readonly kind: 'film'; readonly film: Film; readonly part: ShotPart }

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
  /** The song's shape over the picture, beneath all words. */
  readonly wave?: WavePart
  /** What is written over the picture, the first beneath the others. */
  readonly words: readonly SceneWords[]
}

/** Addresses in the painter's memory: where frames are found, and where those of films are put. */
export type Stage = {
  readonly memory: WebAssembly.Memory
  /** Two finished frames, so that one is painted while the other is read. */
  readonly slots: readonly [number, number]
  /** Of each side that is a film: where its frame is put before a frame is painted into the first or second slot. */
  readonly given: readonly (readonly [number, number])[]
}

/** A painter owns one memory and paints one scene at a time. */
export type Painter = {
  open(scene: Scene): Stage
  /** Paints a frame of the scene, counted from 0, into a slot, and answers its signature. */
  paint(frame: number, slot: 0 | 1): Uint8Array
}

const pageBytes = 65_536

/** Makes a painter. */
export function makePainter(): Painter {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: kernelMemoryPages, shared: true })
  const kernels = makeKernels(memory)
  let opened: OpenScene | undefined
  return {
    open(scene) {
      opened = openScene(memory, kernels, scene)
      const { slots, sides } = opened
      const given = sides.map(({ subject, target }): readonly [number, number] => {
        const at = subject.kind === 'film' ? subject.stage.given.planes[0].start : target?.planes[0].start
        return at === undefined ? slots : [at, at]
      })
      return { memory, slots, given }
    },
    paint(frame, slot) {
      if (opened === undefined) throw new Error('no scene is open')
      return paintFrame(opened, frame, opened.slots[slot])
    },
  }
}

/** What is drawn on a side: a picture in memory, the visual in one, or a film, unless its frames are shown as given. */
type Subject =
  | { readonly kind: 'photo'; readonly surface: Surface; readonly composition: Composition | undefined }
  | {
      readonly kind: 'visual'
      readonly shot: VisualShot
      readonly surface: Surface
      readonly picture: Picture
    }
  | { readonly kind: 'film'; readonly stage: FilmStage }
  | { readonly kind: 'as-given' }

type OpenSide = {
  readonly subject: Subject
  readonly part: ShotPart
  readonly looks: readonly Look[]
  /** The frame it is painted into; without one, the finished frame itself. */
  readonly target: Surface | undefined
}

type OpenScene = {
  readonly scene: Scene
  readonly brush: Brush
  readonly slots: readonly [number, number]
  readonly sides: readonly OpenSide[]
  readonly light: LightStage | undefined
  readonly moving: Surface | undefined
  readonly words: readonly WordsStage[]
}

function openScene(memory: WebAssembly.Memory, kernels: Kernels, scene: Scene): OpenScene {
  const { widthPixels, heightPixels, content } = scene
  const room = makeRoom()
  const pictures: { readonly at: number; readonly bytes: Uint8Array }[] = []
  const place = ({ bytes }: { readonly bytes: Uint8Array }) => {
    const at = room.take(bytes.length)
    pictures.push({ at, bytes })
    return at
  }
  const shown = content.kind === 'shot' ? ([content.side] as const) : ([content.from, content.to] as const)
  const looks = looksOf({
    ...scene,
    parts: shown.length === 1 ? [shown[0].part] : [shown[0].part, shown[1].part],
    transition: content.kind === 'shot' ? undefined : content.transition,
  })
  const brush = makeBrush(memory, kernels, room, widthPixels)
  const takeFlat = () => frameAt(takeFrame(room, widthPixels, heightPixels), widthPixels, heightPixels)
  const slots = [
    takeFrame(room, widthPixels, heightPixels),
    takeFrame(room, widthPixels, heightPixels),
  ] as const
  const sides = shown.map((side, i): OpenSide => {
    const looksOfSide = looks[i] ?? []
    const target = content.kind === 'shot' ? undefined : takeFlat()
    const subject = subjectOf(side, { scene, room, place, looks: looksOfSide })
    return { subject, part: side.part, looks: looksOfSide, target }
  })
  const glows = looks.flat().some(({ glow }) => glow > 0)
  const light = glows ? takeLight(room, scene) : undefined
  const isPush = content.kind === 'transition' && content.transition === 'push'
  const moving = isPush ? takePicture(room, widthPixels, heightPixels) : undefined
  const words = takeWords(room, scene.words, scene)
  room.growTo(memory)
  const bytes = new Uint8Array(memory.buffer)
  for (const picture of pictures) bytes.set(picture.bytes, picture.at)
  for (const { subject } of sides) {
    if (subject.kind === 'photo' && subject.composition !== undefined)
      makeBackdrop(brush, subject.composition, subject.surface)
  }
  return { scene, brush, slots, sides, light, moving, words }
}

/** Room in a memory that is made large enough once all is taken. */
function makeRoom(): Room & { growTo(memory: WebAssembly.Memory): void } {
  let end = 0
  return {
    take(bytes) {
      const at = end
      // Kernels work in groups and may write up to a group past the end.
      end += Math.ceil((bytes + 64) / 64) * 64
      return at
    },
    growTo(memory) {
      const missing = Math.ceil((end + pageBytes - memory.buffer.byteLength) / pageBytes)
      if (missing > 0) memory.grow(missing)
    },
  }
}

function subjectOf(
  side: Side,
  at: {
    readonly scene: Scene
    readonly room: Room
    readonly place: (picture: Picture) => number
    readonly looks: readonly Look[]
  },
): Subject {
  const { scene, room, place, looks } = at
  switch (side.kind) {
    case 'photo': {
      const { fit, picture, whole } = side
      const composition =
        fit === 'crop' ? undefined : takeComposition(room, fit, { picture: whole, frame: scene })
      return { kind: 'photo', surface: pictureAt(place(picture), picture), composition }
    }
    case 'visual': {
      const small = visualSize(side.shot.look, scene)
      const picture = makePicture(small.widthPixels, small.heightPixels)
      const surface = pictureAt(room.take(picture.bytes.length), picture)
      return { kind: 'visual', shot: side.shot, surface, picture }
    }
    case 'film':
      return isShownAsGiven(side.film, looks, scene)
        ? { kind: 'as-given' }
        : { kind: 'film', stage: takeFilm(room, side.film, scene) }
  }
}

function paintFrame(open: OpenScene, frame: number, slot: number): Uint8Array {
  const { content, lengthFrames, widthPixels, heightPixels } = open.scene
  const into = frameAt(slot, widthPixels, heightPixels)
  const [first, second] = open.sides
  if (first === undefined) throw new Error('a scene shows at least one side')
  if (content.kind === 'shot' || second?.target === undefined || first.target === undefined) {
    paintSide(open, first, frame, into)
  } else {
    const mix = mixAt(content.transition, frame, lengthFrames)
    const isSeen = (weight: number) => mix.kind === 'beside' || weight > 0
    const weights = mix.kind === 'blend' ? mix : { from: 1, to: 1 }
    if (isSeen(weights.from)) paintSide(open, first, frame, first.target)
    if (isSeen(weights.to)) paintSide(open, second, frame, second.target)
    meet(open.brush, { from: first.target, to: second.target, into, moving: open.moving }, mix)
  }
  if (open.scene.wave !== undefined) drawWave(open.brush.memory, open.scene.wave, frame, into)
  for (const words of open.words) writeWords(open.brush, words, frame, into)
  const luma = new Uint8Array(open.brush.memory.buffer, slot, widthPixels * heightPixels)
  return signatureOf(luma, { widthPixels, heightPixels, strideBytes: widthPixels })
}

/** The picture, then the light that effects add to it. */
function paintSide(open: OpenScene, side: OpenSide, frame: number, target: Surface): void {
  const { brush, light } = open
  const look = side.looks[frame]
  if (look === undefined) throw new Error(`the scene has no frame ${frame}`)
  drawSubject(open, side, { frame, look, target })
  if (look.glow > 0 && light !== undefined) addGlow(brush, target, look.glow, light)
  if (look.flash > 0) addFlash(brush, target, look.flash)
}

function drawSubject(
  open: OpenScene,
  { subject, part }: OpenSide,
  { frame, look, target }: { readonly frame: number; readonly look: Look; readonly target: Surface },
): void {
  const { brush, scene } = open
  switch (subject.kind) {
    case 'photo': {
      const { surface, composition } = subject
      const { view } = look
      if (composition === undefined) brush.draw(surface, view, 'sharp', target)
      else drawComposed(brush, composition, surface, { view, target })
      return
    }
    case 'visual': {
      const { picture, shot, surface } = subject
      const { widthPixels, heightPixels, bytes } = picture
      const into = new Uint8Array(widthPixels * heightPixels * 3)
      const { level, pulse } = look
      const { frameRate } = scene
      drawVisual({
        ...{ shot, frame: part.offsetFrames + frame, level, pulse, frameRate },
        ...{ widthPixels, heightPixels, into },
      })
      fillFromRgb(picture, into)
      const at = surface.planes[0].start - picture.planes[0].start
      new Uint8Array(brush.memory.buffer).set(bytes, at)
      brush.draw(surface, look.view, 'smooth', target)
      return
    }
    case 'film':
      drawFilm(brush, subject.stage, look, target)
      return
    case 'as-given':
      return
  }
}
