/** What effects add to a painted frame: the light that its bright places spill, and flat white over it. */
import { whole } from '#core/timeline/geometry.ts'
import { type SmallPicture, smallSize, spillLight } from '#core/timeline/softening.ts'
import { type Brush, frameAt, pictureAt, type Room, type Surface, takeFrame } from './brush.ts'
import { columnGroupSamples, weightOne } from './kernels.ts'
import { lightGroupPixels } from './light-kernel.ts'
import { type FrameSize, makePicture, type Picture } from './picture.ts'
import { fillFromSmall, smallCopyOf } from './small-copy.ts'

/** White in limited range, without colour. */
export const white = { luma: 235, chroma: 128 } as const

/** Black in limited range. */
export const black = { luma: 16, chroma: 128 } as const

/** Where small pictures are put before they are drawn large. */
export type SmallStage = { readonly picture: Picture; readonly at: number; readonly surface: Surface }

/** Room for the small pictures of frames of this size. */
export function takeSmall(room: Room, frame: FrameSize): SmallStage {
  const { widthPixels, heightPixels } = smallSize(frame)
  const picture = makePicture(widthPixels, heightPixels)
  const at = room.take(picture.bytes.length)
  return { picture, at, surface: pictureAt(at, picture) }
}

/** Puts a small picture where it can be drawn from; drawn smoothly, its pixels leave no trace. */
export function fillSmall({ memory }: Brush, copy: SmallPicture, stage: SmallStage): void {
  fillFromSmall(stage.picture, copy)
  new Uint8Array(memory.buffer).set(stage.picture.bytes, stage.at)
}

/** Where light is drawn before it is added. */
export type LightStage = { readonly small: SmallStage; readonly light: Surface }

/** Room for the light of frames of this size. */
export function takeLight(room: Room, frame: FrameSize): LightStage {
  const { widthPixels, heightPixels } = frame
  const light = frameAt(takeFrame(room, widthPixels, heightPixels), widthPixels, heightPixels)
  return { small: takeSmall(room, frame), light }
}

/** Adds a frame's spilled light to it, weighted. */
export function addGlow(brush: Brush, frame: Surface, glow: number, { small, light }: LightStage): void {
  const copy = smallCopyOf(brush.memory, frame, whole, frame)
  spillLight(copy)
  fillSmall(brush, copy, small)
  brush.draw(small.surface, whole, 'smooth', light)
  addLight(brush, frame, light, glow)
}

/** Two rows of pixels at a time. Frames of every preset are whole groups wide. */
function addLight({ kernels }: Brush, frame: Surface, light: Surface, glow: number): void {
  const [luma, blue, red] = frame.planes
  const distance = light.planes[0].start - luma.start
  for (let y = 0; y < blue.heightSamples; y += 1) {
    const upper = luma.start + 2 * y * luma.stride
    kernels.light(
      ...([upper, upper + luma.stride] as const),
      ...([blue.start + y * blue.stride, red.start + y * red.stride] as const),
      ...([distance, weightOf(glow), luma.widthSamples / lightGroupPixels] as const),
    )
  }
}

/** Mixes flat white over a frame. */
export function addFlash(brush: Brush, frame: Surface, flash: number): void {
  mixFrames(brush, { a: frame, b: frame, into: frame }, { a: 1 - flash, b: 0, light: flash, of: white })
}

/** How two frames and a flat light are weighed. */
export type Weights = {
  readonly a: number
  readonly b: number
  readonly light: number
  readonly of: { readonly luma: number; readonly chroma: number }
}

/** Weighs two frames and a flat light into one. All lie without room between their rows. */
export function mixFrames(
  { kernels }: Brush,
  { a, b, into }: { readonly a: Surface; readonly b: Surface; readonly into: Surface },
  weights: Weights,
): void {
  const lumaGroups = Math.ceil((into.widthPixels * into.heightPixels) / columnGroupSamples)
  const mix = (plane: 0 | 1, level: number, groups: number) =>
    kernels.mix(
      ...([a.planes[plane].start, b.planes[plane].start, into.planes[plane].start] as const),
      ...([weightOf(weights.a), weightOf(weights.b)] as const),
      Math.round(64 * level * weights.light),
      groups,
    )
  mix(0, weights.of.luma, lumaGroups)
  // The two planes of colour lie one behind the other.
  mix(1, weights.of.chroma, Math.ceil(lumaGroups / 2))
}

/** A weight of the mix and over kernels. */
export function weightOf(share: number): number {
  return Math.min(weightOne, Math.round(share * 32768))
}
