/** The thread that decodes one song and analyses it; it tells how far it is, and at last the two documents. */
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { makeAnalyser } from '#core/audio/analyser.ts'
import { MediaFormat } from '#core/media/format.ts'
import { decodeSong } from './decode-song.ts'

const Task = z.object({ path: z.string(), format: MediaFormat })

/** Decoding is about as long as analysing; the analysis of the whole begins when the last sample is in. */
const decodingShare = 0.5

const { path, format } = Task.parse(workerData)
const signal = new AbortController().signal
const song = await decodeSong({
  path,
  format,
  signal,
  open: (pcm) =>
    makeAnalyser({
      ...pcm,
      onProgress: (fraction, stage) => tell(decodingShare + (1 - decodingShare) * fraction, stage),
    }),
  onProgress: (fraction) => tell(decodingShare * fraction, 'listening to the song'),
})
parentPort?.postMessage({ kind: 'done', ...song.finish() })

function tell(fraction: number, stage: string): void {
  parentPort?.postMessage({ kind: 'progress', fraction, stage })
}
