/** Proves a video that was made on this device by decoding the finished file, as the server proves a render. */
import type { LoudnessMode } from '#core/work/order.ts'
import type { Proof } from '#core/work/report.ts'
import { DeviceFailure, failureOf } from './device-failure.ts'
import { endingAt } from './ending-at.ts'

/** What was planned, and how each frame was painted. */
export type PlannedMovie = {
  readonly frameRate: number
  readonly lengthFrames: number
  readonly cutFrames: readonly number[]
  /** One behind the other, as `encodeFrames` answered them. */
  readonly signatures: Uint8Array
  readonly loudness: LoudnessMode
}

/** What the proving worker is told. */
export type ToProving = { readonly file: Blob; readonly planned: PlannedMovie }

/** What it tells. `reason` says in a sentence what is not as it was planned. */
export type FromProving =
  | { readonly kind: 'progress'; readonly frames: number }
  | { readonly kind: 'proved'; readonly proof: Proof }
  | { readonly kind: 'not-proved'; readonly reason: string }
  | { readonly kind: 'failed'; readonly error: unknown }

/**
 * Decodes the file to its end: every frame must be there, at its time, and show what was painted for it; cuts must be
 * where they were planned; the sound as loud as it should be. Throws a `DeviceFailure` that says what is not.
 */
export async function proveMovie(
  file: Blob,
  planned: PlannedMovie,
  { signal, onFrame }: { readonly signal: AbortSignal; readonly onFrame: (frames: number) => void },
): Promise<Proof> {
  signal.throwIfAborted()
  const worker = new Worker(new URL('./prove-movie-worker.ts', import.meta.url), { type: 'module' })
  try {
    return await endingAt(signal, () => proofBy(worker, { file, planned }, onFrame))
  } catch (error) {
    signal.throwIfAborted()
    throw failureOf(error, 'checking the video')
  } finally {
    worker.terminate()
  }
}

function proofBy(worker: Worker, order: ToProving, onFrame: (frames: number) => void): Promise<Proof> {
  return new Promise((resolve, reject) => {
    worker.addEventListener('error', (event) => reject(new Error(event.message)))
    worker.addEventListener('message', ({ data: message }: MessageEvent<FromProving>) => {
      if (message.kind === 'progress') onFrame(message.frames)
      else if (message.kind === 'proved') resolve(message.proof)
      else if (message.kind === 'failed') reject(message.error)
      else reject(notProved(message.reason))
    })
    worker.postMessage(order)
  })
}

function notProved(reason: string): DeviceFailure {
  return new DeviceFailure('failed', `The video did not come out as planned. ${reason}`)
}
