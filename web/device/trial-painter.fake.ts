/** A painter for tests: every frame says which one it is, and every cut changes the whole picture. */
import { microsecondsOfFrames } from '#core/units.ts'
import type { FrameSource } from './frame-source.ts'

/** Frame numbers are painted in so many bits, as blocks along the top, dark for 0 and light for 1. */
const numberBits = 12

/** What is painted: a video of this size with a cut at each of `cutFrames`. `photos` are shown in turn, moving. */
export type TrialPicture = {
  readonly widthPixels: number
  readonly heightPixels: number
  readonly lengthFrames: number
  readonly cutFrames: readonly number[]
  readonly photos: readonly string[]
}

/** Paints a photo or a ground that changes with each cut and moves, and over it the number of the frame. */
export async function makeTrialPainter(
  picture: TrialPicture,
): Promise<FrameSource & { readonly isClosed: () => boolean }> {
  const { widthPixels, heightPixels, cutFrames } = picture
  const canvas = new OffscreenCanvas(widthPixels, heightPixels)
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('this browser paints nothing')
  const photos = await Promise.all(picture.photos.map((address) => loadPhoto(address, widthPixels)))
  let closed = false
  return {
    ...picture,
    frameRate: 30,
    paint: async (frame) => {
      const shot = cutFrames.filter((cut) => cut <= frame).length
      const photo = photos[shot % photos.length]
      context.fillStyle = `hsl(${(shot * 137) % 360} 60% ${shot % 2 === 0 ? 30 : 70}%)`
      context.fillRect(0, 0, widthPixels, heightPixels)
      if (photo !== undefined) {
        const zoom = 1 + (frame % 60) / 300
        context.drawImage(photo, -(frame % 60), 0, photo.width * zoom, photo.height * zoom)
      }
      paintNumber(context, frame, widthPixels / numberBits)
      return new VideoFrame(canvas, { timestamp: microsecondsOfFrames(frame, 30) })
    },
    close: () => {
      closed = true
    },
    isClosed: () => closed,
  }
}

function paintNumber(context: OffscreenCanvasRenderingContext2D, frame: number, sidePixels: number): void {
  for (let bit = 0; bit < numberBits; bit += 1) {
    context.fillStyle = (frame >> bit) & 1 ? '#fff' : '#000'
    context.fillRect(bit * sidePixels, 0, sidePixels, sidePixels)
  }
}

async function loadPhoto(address: string, widthPixels: number): Promise<ImageBitmap> {
  const file = await (await fetch(address)).blob()
  return await createImageBitmap(file, { resizeWidth: Math.round(widthPixels * 1.3) })
}
