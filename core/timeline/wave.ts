/** The song's own shape as bars over the picture, which flow by as it plays: what makes an audiogram of a still picture. */
import type { Music } from './music.ts'
import type { FrameSize } from './preset.ts'

/** So many bars stand on each side of the one that is heard now, each so many frames from the next. */
const barsASide = 20
const framesABar = 3

/** How far before and after a frame its bars reach. */
export const waveReachFrames = barsASide * framesABar

/** Where the bars stand, in shares of the frame. */
const band = { left: 0.08, width: 0.84, middle: 0.74, tallest: 0.2, thinnest: 0.006 } as const
/** How much of its room a bar fills, and how strong bars are that are still to come. */
const look = { filled: 0.55, heard: 0.95, coming: 0.45 } as const

/** One bar in whole, even pixels, so that it covers whole samples of a picture whose colours are coarser than its light. */
export type WaveBar = {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly opacity: number
}

/** How tall the bars are at every frame of a stretch and as far around it as they reach, 0 to 255; silence outside the video. */
export function waveHeard(
  { startFrame, lengthFrames }: { readonly startFrame: number; readonly lengthFrames: number },
  music: Music,
): readonly number[] {
  return Array.from({ length: lengthFrames + 2 * waveReachFrames }, (_, i) => {
    const frame = startFrame - waveReachFrames + i
    const hit = Math.max(music.onsets[frame] ?? 0, music.beats[frame] ?? 0)
    return Math.round((music.energy[frame] ?? 0) * (0.35 + (0.65 * hit) / 255))
  })
}

/** The bars at a frame of a stretch, from what is heard in it and around it. */
export function waveBarsAt(heard: readonly number[], frame: number, size: FrameSize): readonly WaveBar[] {
  const { widthPixels, heightPixels } = size
  const count = 2 * barsASide + 1
  const room = (band.width * widthPixels) / count
  return Array.from({ length: count }, (_, i) => {
    const level = (heard[frame + i * framesABar] ?? 0) / 255
    const height = even((band.thinnest + band.tallest * level) * heightPixels)
    const top = even(band.middle * heightPixels - height / 2)
    const left = even(band.left * widthPixels + (i + (1 - look.filled) / 2) * room)
    const opacity = i <= barsASide ? look.heard : look.coming
    return { left, top, width: Math.max(2, even(look.filled * room)), height, opacity }
  })
}

function even(pixels: number): number {
  return 2 * Math.round(pixels / 2)
}
