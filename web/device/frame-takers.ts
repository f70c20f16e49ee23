/** What the encoding worker does with frames, one for each kind of order. */
import type { EncodeOrder } from './encode-frames.ts'
import type { FrameTaker } from './frame-taker.ts'
import { getH264Config, type PictureShape, startH264Encoder } from './h264-encoder.ts'
import { i420Bytes } from './i420.ts'

/** Makes the taker of an order. Throws when this browser cannot encode the shape. */
export async function makeFrameTaker(order: EncodeOrder, shape: PictureShape): Promise<FrameTaker> {
  switch (order.kind) {
    case 'planes':
      return makePieceCutter(order.pieceFrames * i420Bytes(shape.widthPixels, shape.heightPixels))
    case 'stream':
      return await makeStream(shape)
    case 'movie': {
      const { makeMovieWriter } = await import('./movie-writer.ts')
      return await makeMovieWriter(order, shape)
    }
  }
}

function makePieceCutter(pieceBytes: number): FrameTaker {
  let piece = new Uint8Array(pieceBytes)
  let filled = 0
  const cut = () => {
    const whole = piece.subarray(0, filled)
    piece = new Uint8Array(pieceBytes)
    filled = 0
    return whole
  }
  return {
    take: async (planes) => {
      piece.set(planes, filled)
      filled += planes.length
      return filled === pieceBytes ? cut() : undefined
    },
    finish: async () => (filled === 0 ? undefined : cut()),
  }
}

async function makeStream(shape: PictureShape): Promise<FrameTaker> {
  const config = await getH264Config(shape, 'annexb')
  const coded: Uint8Array<ArrayBuffer>[] = []
  const encoder = startH264Encoder(config, ({ bytes }) => coded.push(bytes))
  let frames = 0
  return {
    take: async (planes) => {
      // A player may be asked to begin anywhere: two seconds is the farthest it has to go back.
      await encoder.encode(planes, frames % (2 * shape.frameRate) === 0)
      frames += 1
      return undefined
    },
    finish: async () => {
      await encoder.finish()
      return new Uint8Array(await new Blob(coded).arrayBuffer())
    },
  }
}
