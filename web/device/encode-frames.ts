/** Hands painted frames to a worker that encodes them, so that the page only paints: one frame ahead, never more. */
import { DeviceFailure, failureOf } from './device-failure.ts'
import { endingAt } from './ending-at.ts'
import type { FrameSource } from './frame-source.ts'
import type { PictureShape } from './h264-encoder.ts'

/** What becomes of the frames. */
export type EncodeOrder =
  /** Raw I420 planes, so many frames at a time, for an encoder that is elsewhere. */
  | { readonly kind: 'planes'; readonly pieceFrames: number }
  /** One stream of H.264 (Annex B). */
  | { readonly kind: 'stream' }
  /** An MP4 with sound, written to a file, or to memory where there is none. */
  | {
      readonly kind: 'movie'
      readonly lengthFrames: number
      readonly keyFrames: readonly number[]
      readonly handle: FileSystemFileHandle | undefined
    }

/** What the worker is told. It answers every message once, in order. */
export type ToEncoding =
  | { readonly kind: 'open'; readonly order: EncodeOrder; readonly shape: PictureShape }
  | { readonly kind: 'frame'; readonly picture: VideoFrame }
  | { readonly kind: 'sound'; readonly file: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'finish' }

/** What it answers. `bytes` are a piece of planes, the stream, or the movie when it is in memory. */
export type FromEncoding =
  | { readonly kind: 'taken'; readonly bytes?: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'finished'; readonly bytes?: Uint8Array<ArrayBuffer>; readonly signatures: Uint8Array }
  | { readonly kind: 'failed'; readonly error: unknown }

/** The end of an encoding. */
export type Encoded = {
  readonly bytes: Uint8Array<ArrayBuffer> | undefined
  /** The signatures of all frames as they were painted, one behind the other. */
  readonly signatures: Uint8Array
}

/** What an encoding may be watched and fed by. */
export type EncodeWatch = {
  readonly signal: AbortSignal
  readonly onFrame: (frames: number) => void
  /** Takes pieces as they come; painting waits for it. */
  readonly onPiece?: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>
  /** The sound of a movie, needed before the picture has run this far ahead of it. */
  readonly sound?: Promise<Uint8Array<ArrayBuffer>>
}

/** A movie holds its picture in memory until its sound is there: half a minute of it at most. */
const mostFramesWithoutSound = 900

/** Paints and encodes every frame of a source. The source is not closed. An abort ends the worker at once. */
export async function encodeFrames(
  source: FrameSource,
  order: EncodeOrder,
  watch: EncodeWatch,
): Promise<Encoded> {
  const { signal } = watch
  signal.throwIfAborted()
  const worker = makeWorker()
  // Sound that fails ends the picture now, not when the picture would have needed it.
  const failing = watch.sound?.then(() => new Promise<never>(() => undefined))
  try {
    return await endingAt(signal, () => {
      const encoded = encodeAll(source, order, watch, worker)
      return failing === undefined ? encoded : Promise.race([encoded, failing])
    })
  } catch (error) {
    signal.throwIfAborted()
    throw failureOf(error, 'encoding the video')
  } finally {
    worker.end()
  }
}

async function encodeAll(
  source: FrameSource,
  order: EncodeOrder,
  watch: EncodeWatch,
  worker: EncodingWorker,
): Promise<Encoded> {
  const { widthPixels, heightPixels, frameRate, lengthFrames } = source
  await worker.ask({ kind: 'open', order, shape: { widthPixels, heightPixels, frameRate } })
  let soundGiven = watch.sound === undefined
  const giveSound = async () => {
    const file = await watch.sound
    if (file !== undefined) await worker.ask({ kind: 'sound', file }, [file.buffer])
    soundGiven = true
  }
  let before: Promise<FromEncoding> | undefined
  for (let frame = 0; frame < lengthFrames; frame += 1) {
    watch.signal.throwIfAborted()
    const picture = await source.paint(frame)
    // The frame before was encoded while this one was painted.
    await take(before, watch)
    if (!soundGiven && frame >= mostFramesWithoutSound) await giveSound()
    before = worker.ask({ kind: 'frame', picture }, [picture])
    before.catch(() => undefined)
    watch.onFrame(frame + 1)
  }
  await take(before, watch)
  if (!soundGiven) await giveSound()
  const last = await worker.ask({ kind: 'finish' })
  if (last.kind !== 'finished') throw new Error(`the encoding ended with ${last.kind}`)
  if (order.kind === 'planes' && last.bytes !== undefined) await watch.onPiece?.(last.bytes)
  return { bytes: last.bytes, signatures: last.signatures }
}

async function take(answer: Promise<FromEncoding> | undefined, watch: EncodeWatch): Promise<void> {
  const taken = await answer
  if (taken?.kind === 'taken' && taken.bytes !== undefined) await watch.onPiece?.(taken.bytes)
}

type EncodingWorker = {
  ask(message: ToEncoding, moved?: Transferable[]): Promise<FromEncoding>
  end(): void
}

/** The other end of `encode-frames-worker.ts`. */
function makeWorker(): EncodingWorker {
  const worker = new Worker(new URL('./encode-frames-worker.ts', import.meta.url), { type: 'module' })
  const waiting: { resolve(answer: FromEncoding): void; reject(error: unknown): void }[] = []
  worker.addEventListener('message', ({ data: answer }: MessageEvent<FromEncoding>) => {
    const next = waiting.shift()
    if (answer.kind === 'failed') next?.reject(answer.error)
    else next?.resolve(answer)
  })
  worker.addEventListener('error', (event) => {
    const failure = new DeviceFailure(
      'failed',
      'This browser could not encode in the background.',
      event.message,
    )
    for (const each of waiting.splice(0)) each.reject(failureOf(failure, 'encoding the video'))
  })
  return {
    ask: (message, moved = []) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        worker.postMessage(message, moved)
      }),
    end: () => worker.terminate(),
  }
}
