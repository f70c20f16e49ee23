/** Analyses a file: FFmpeg decodes, a thread of its own computes, and whoever asks stays awake. */
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { Analysis, Waveform } from '#core/audio/analysis.ts'
import type { MediaFormat } from '#core/media/format.ts'
import { decodeSong } from './decode-song.ts'

/** The two documents of a song. */
export type SongDocuments = { readonly analysis: Analysis; readonly waveform: Waveform }

/** What the analysing thread is told, in this order: how the sound is laid out, all of it, its end. */
export type ToAnalyseThread =
  | { readonly kind: 'open'; readonly pcm: { readonly sampleRate: number; readonly channels: number } }
  | { readonly kind: 'samples'; readonly samples: Float32Array<ArrayBuffer> }
  | { readonly kind: 'finish' }

const FromThread = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('taken') }),
  z.object({ kind: z.literal('progress'), fraction: z.number(), stage: z.string() }),
  z.object({ kind: z.literal('done'), analysis: Analysis, waveform: Waveform }),
])

/** The first half is decoding and listening along; the second begins when the last sample is in. */
const listeningShare = 0.5

/** Pieces of 64 kB that may wait in the thread: enough to keep it busy, too few to fill memory. */
const mostUntakenPieces = 16

/** Decodes and analyses a song. `onProgress` is told a fraction from 0 to 1. Throws what decoding throws. */
export async function analyseFile(input: {
  readonly path: string
  readonly format: MediaFormat
  readonly signal: AbortSignal
  readonly onProgress?: (fraction: number, stage: string) => void
}): Promise<SongDocuments> {
  const { path, format, signal, onProgress } = input
  const thread = new AnalysisThread(signal, (fraction, stage) =>
    onProgress?.(listeningShare + (1 - listeningShare) * fraction, stage),
  )
  try {
    await decodeSong({
      path,
      format,
      signal,
      open: (pcm) => thread.open(pcm),
      onProgress: (fraction) => onProgress?.(listeningShare * fraction, 'listening to the song'),
    })
    return await thread.finish()
  } finally {
    await thread.end()
  }
}

/** The other end of `analyse-thread.ts`. */
class AnalysisThread {
  readonly #worker = new Worker(new URL('./analyse-thread.ts', import.meta.url))
  readonly #documents = Promise.withResolvers<SongDocuments>()
  readonly #ended = new AbortController()
  #untaken = 0
  #room = Promise.withResolvers<void>()

  constructor(signal: AbortSignal, onProgress: (fraction: number, stage: string) => void) {
    const { promise, resolve, reject } = this.#documents
    // Its failure is thrown by whoever waits for it; when nobody does yet, it is not an accident of the process.
    promise.catch(() => undefined)
    signal.addEventListener('abort', () => reject(signal.reason), { signal: this.#ended.signal })
    this.#worker.on('message', (raw: unknown) => {
      const message = FromThread.parse(raw)
      if (message.kind === 'done') resolve(message)
      else if (message.kind === 'progress') onProgress(message.fraction, message.stage)
      else this.#taken()
    })
    this.#worker.once('error', reject)
    this.#worker.once('exit', (code) => reject(new Error(`the analysis thread ended with ${code}`)))
  }

  open(pcm: Extract<ToAnalyseThread, { kind: 'open' }>['pcm']): this {
    this.#tell({ kind: 'open', pcm })
    return this
  }

  async push(samples: Float32Array<ArrayBuffer>): Promise<void> {
    this.#untaken += 1
    this.#tell({ kind: 'samples', samples }, [samples.buffer])
    if (this.#untaken >= mostUntakenPieces) await Promise.race([this.#room.promise, this.#documents.promise])
  }

  async finish(): Promise<SongDocuments> {
    this.#tell({ kind: 'finish' })
    return await this.#documents.promise
  }

  async end(): Promise<void> {
    this.#ended.abort()
    await this.#worker.terminate()
  }

  #taken(): void {
    this.#untaken -= 1
    this.#room.resolve()
    this.#room = Promise.withResolvers()
  }

  #tell(message: ToAnalyseThread, moved: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, moved)
  }
}
