/** Cuts a song into pieces for a model that listens to singing: decoded once, mono, at the rate such models hear with. */
import { join } from 'node:path'
import { mediaLimits } from '#core/media/limits.ts'
import type { VoiceOrder } from '#core/work/order.ts'
import { runFfmpeg } from '../ffmpeg/run.ts'
import { sourceArguments } from '../ffmpeg/source-arguments.ts'
import type { TaskWork } from '../server/task-work.ts'
import { download, uploadFile } from '../server/transfer.ts'

/** Whisper and its kin were taught at this rate. FLAC keeps every sample where it is; what packs closer shifts them. */
const form = ['-ac', '1', '-ar', '16000', '-sample_fmt', 's16', '-c:a', 'flac', '-map_metadata', '-1']

const timeoutSeconds = 600
const cutShare = 0.6

/** Does the order. */
export async function voiceOrder(order: VoiceOrder, work: TaskWork): Promise<{ kind: 'voice' }> {
  const { signal, folder } = work
  const path = join(folder, 'source')
  const pathOf = (piece: number) => join(folder, `piece-${piece}.flac`)
  work.report({ stage: 'fetching the song' })
  await download(order.song.url, path, { signal, mostBytes: mediaLimits.uploadBytes })
  work.report({ progress: 0.1, stage: 'cutting the song' })
  await runFfmpeg({
    parameters: [
      ...['-y', ...sourceArguments(path, order.song.format)],
      ...order.pieces.flatMap(({ startSeconds, lengthSeconds }, i) => [
        ...['-map', '0:a:0', '-vn', '-ss', String(startSeconds), '-t', String(lengthSeconds)],
        ...[...form, `file:${pathOf(i)}`],
      ]),
    ],
    signal,
    timeoutSeconds,
  })
  for (const [i, { putUrl }] of order.pieces.entries()) {
    const progress = cutShare + (1 - cutShare) * (i / order.pieces.length)
    work.report({ progress, stage: `storing part ${i + 1} of ${order.pieces.length}` })
    await uploadFile(putUrl, pathOf(i), { contentType: 'audio/flac', signal })
  }
  return { kind: 'voice' }
}
