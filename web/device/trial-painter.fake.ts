/** A painter for tests: every frame says which one it is, and every cut changes the whole picture. */
import { framesOfSeconds } from '#core/units.ts'
import type { FrameSource } from './painted-frames.ts'

/** Frame numbers are painted in so many bits, as blocks along the top, dark for 0 and light for 1. */
const numberBits = 12

/** What is painted: a video of this size with a cut at each of `cutFrames`. */
export type TrialPicture = {
  readonly widthPixels: number
  readonly heightPixels: number
  readonly lengthFrames: number
  readonly cutFrames: readonly number[]
}

/** Paints a ground whose colour changes with each cut, a bar that moves, and the number of the frame. */
export function makeTrialPainter(picture: TrialPicture): FrameSource & { readonly isClosed: () => boolean } {
  const { widthPixels, heightPixels, cutFrames } = picture
  const canvas = new OffscreenCanvas(widthPixels, heightPixels)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('this browser paints nothing')
  let closed = false
  return {
    ...picture,
    frameRate: 30,
    paint: async (frame) => {
      const shot = cutFrames.filter((cut) => cut <= frame).length
      context.fillStyle = `hsl(${(shot * 137) % 360} 60% ${shot % 2 === 0 ? 30 : 70}%)`
      context.fillRect(0, 0, widthPixels, heightPixels)
      context.fillStyle = '#808080'
      context.fillRect((frame * 7) % widthPixels, heightPixels / 3, widthPixels / 10, heightPixels / 2)
      const side = widthPixels / numberBits
      for (let bit = 0; bit < numberBits; bit += 1) {
        context.fillStyle = (frame >> bit) & 1 ? '#fff' : '#000'
        context.fillRect(bit * side, 0, side, side)
      }
      return new VideoFrame(canvas, { timestamp: framesOfSeconds(frame / 30, 1_000_000) })
    },
    close: () => {
      closed = true
    },
    isClosed: () => closed,
  }
}
