/** Analyses a file in a thread of its own, so that whoever asks stays awake. */
import { Worker } from 'node:worker_threads'
import { z } from 'zod'
import { Analysis, Waveform } from '#core/audio/analysis.ts'
import type { MediaFormat } from '#core/media/format.ts'

/** The two documents of a song. */
export type SongDocuments = { readonly analysis: Analysis; readonly waveform: Waveform }

const ThreadMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), fraction: z.number(), stage: z.string() }),
  z.object({ kind: z.literal('done'), analysis: Analysis, waveform: Waveform }),
])

/** Decodes and analyses a song. `onProgress` is told a fraction from 0 to 1. Throws what decoding throws. */
export async function analyseFile(input: {
  readonly path: string
  readonly format: MediaFormat
  readonly signal: AbortSignal
  readonly onProgress?: (fraction: number, stage: string) => void
}): Promise<SongDocuments> {
  const { path, format, signal, onProgress } = input
  const worker = new Worker(new URL('./analyse-thread.ts', import.meta.url), { workerData: { path, format } })
  try {
    return await new Promise<SongDocuments>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
      worker.on('message', (raw: unknown) => {
        const message = ThreadMessage.parse(raw)
        if (message.kind === 'done') resolve(message)
        else onProgress?.(message.fraction, message.stage)
      })
      worker.once('error', reject)
      worker.once('exit', (code) => reject(new Error(`the analysis thread ended with ${code}`)))
    })
  } finally {
    // Its FFmpeg writes into a pipe that this closes, and ends by itself.
    await worker.terminate()
  }
}
