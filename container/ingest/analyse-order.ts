/** Analyses a song and stores the two documents. */
import { join } from 'node:path'
import type { z } from 'zod'
import { mediaLimits } from '#core/media/limits.ts'
import type { AnalyseOrder } from '#core/work/order.ts'
import type { TaskWork } from '../server/task-work.ts'
import { download, upload } from '../server/transfer.ts'
import { analyseFile } from './analyse-file.ts'

/** Does the order. */
export async function analyseOrder(
  order: z.output<typeof AnalyseOrder>,
  work: TaskWork,
): Promise<{ kind: 'analyse' }> {
  const { signal } = work
  const path = join(work.folder, 'source')
  work.report({ stage: 'fetching the song' })
  await download(order.song.url, path, { signal, mostBytes: mediaLimits.uploadBytes })
  const { analysis, waveform } = await analyseFile({
    path,
    format: order.song.format,
    signal,
    onProgress: (fraction, stage) => work.report({ progress: 0.95 * fraction, stage }),
  })
  work.report({ stage: 'storing the analysis' })
  await upload(order.waveformPutUrl, encode(waveform), { contentType: 'application/json', signal })
  await upload(order.analysisPutUrl, encode(analysis), { contentType: 'application/json', signal })
  return { kind: 'analyse' }
}

function encode(document: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(document))
}
