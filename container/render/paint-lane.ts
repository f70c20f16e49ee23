/** The near end of a painting thread: asks for pictures and frames, in order. */
import { Worker } from 'node:worker_threads'
import type { Scene, Stage } from './painter.ts'
import type { Picture } from './picture.ts'

/** What the thread is asked. */
export type PaintRequest =
  | { readonly kind: 'open'; readonly scene: Scene }
  | { readonly kind: 'paint'; readonly frame: number; readonly slot: 0 | 1 }
  | {
      readonly kind: 'convert'
      readonly rgb: Uint8Array
      readonly widthPixels: number
      readonly heightPixels: number
    }

/** Interleaved 8-bit sRGB. */
export type RgbPicture = {
  readonly rgb: Uint8Array<ArrayBuffer>
  readonly widthPixels: number
  readonly heightPixels: number
}

/** A painting thread. */
export type PaintLane = {
  open(scene: Scene): Promise<Stage>
  /** Paints a frame into a slot of the open stage and answers its signature. */
  paint(frame: number, slot: 0 | 1): Promise<Uint8Array>
  convert(source: RgbPicture): Promise<Picture>
  /** While it rests, a thread keeps no process from ending. */
  rest(): void
  /** Ends the rest. Answers whether the thread is still there. */
  wake(): boolean
  close(): Promise<void>
}

/** Starts a thread. What is asked after it was closed, or once it failed, is rejected. */
export function startPaintLane(): PaintLane {
  const thread = new Worker(new URL('./paint-thread.ts', import.meta.url))
  const waiting: PromiseWithResolvers<unknown>[] = []
  let ended: Error | undefined
  const end = (error: Error) => {
    ended ??= error
    for (const request of waiting.splice(0)) request.reject(ended)
  }
  thread.on('message', (answer: unknown) => waiting.shift()?.resolve(answer))
  thread.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))))
  thread.on('exit', () => end(new Error('the painting thread has ended')))

  function ask<Answer>(request: PaintRequest, transfer: ArrayBuffer[] = []): Promise<Answer> {
    if (ended !== undefined) return Promise.reject(ended)
    const answer = Promise.withResolvers<unknown>()
    waiting.push(answer)
    thread.postMessage(request, transfer)
    // The thread answers each request in order, with the type that `answerTo` gives it.
    return answer.promise as Promise<Answer>
  }

  return {
    open: (scene) => ask<Stage>({ kind: 'open', scene }),
    paint: (frame, slot) => ask<Uint8Array>({ kind: 'paint', frame, slot }),
    convert: (source) => ask<Picture>({ kind: 'convert', ...source }, [source.rgb.buffer]),
    rest: () => thread.unref(),
    wake() {
      thread.ref()
      return ended === undefined
    },
    async close() {
      await thread.terminate()
    },
  }
}
