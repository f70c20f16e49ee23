/** Says what a file is before it is kept: fetched, sniffed and decoded, or turned down with the limit it broke. */
import { join } from 'node:path'
import { formatFacts, type MediaFormat } from '#core/media/format.ts'
import { mediaLimits } from '#core/media/limits.ts'
import type { ProbeRequest } from '#core/work/order.ts'
import type { Facts, ProbeAnswer } from '#core/work/report.ts'
import { FfmpegFailed, TookTooLong } from '../ffmpeg/run.ts'
import { Refused } from '../server/complaint.ts'
import { logEvent } from '../server/log.ts'
import { type Arrived, download } from '../server/transfer.ts'
import { withWorkFolder } from '../server/work-folder.ts'
import { probeClip } from './clip.ts'
import { probePhoto } from './photo-facts.ts'
import { probePhotoWithoutLocation } from './photo-without-location.ts'
import { sniffFormat } from './sniff.ts'
import { probeSong } from './song.ts'

/** Probes the file at a signed address. A bad file is an answer, not an error; only the end of the caller throws. */
export async function probeFile(request: ProbeRequest, signal: AbortSignal): Promise<ProbeAnswer> {
  try {
    const facts = await withWorkFolder(async (folder) => {
      const path = join(folder, 'source')
      const arrived = await download(request.url, path, { signal, mostBytes: mediaLimits.uploadBytes })
      return await factsOf(path, request, arrived, signal)
    })
    return { ok: true, facts }
  } catch (error) {
    signal.throwIfAborted()
    return { ok: false, complaint: complaintOfFile(error) }
  }
}

async function factsOf(
  path: string,
  request: ProbeRequest,
  arrived: Arrived,
  signal: AbortSignal,
): Promise<Facts> {
  if (arrived.bytes === 0) throw new Refused('file-empty', 'The file is empty.')
  await checkFormat(path, request.format)
  const file = { path, format: request.format, arrived, signal }
  switch (request.kind) {
    case 'song':
      return await probeSong(file)
    case 'photo':
      return request.cleanedPutUrl === undefined
        ? await probePhoto(file)
        : await probePhotoWithoutLocation(file, request.cleanedPutUrl)
    case 'clip':
      return await probeClip(file)
  }
}

/** The bytes are looked at again here: what the caller says a file is never picks the decoder alone. */
async function checkFormat(path: string, stated: MediaFormat): Promise<void> {
  const found = await sniffFormat(path)
  if (found !== undefined && formatFacts[found].demuxer === formatFacts[stated].demuxer) return
  throw new Refused('unsupported-format', 'The bytes of the file are not what the file was taken for.')
}

function complaintOfFile(error: unknown): Extract<ProbeAnswer, { ok: false }>['complaint'] {
  if (error instanceof Refused) return error.complaint
  if (error instanceof TookTooLong) {
    return { code: 'took-too-long', detail: 'The file takes too long to decode.', retryable: false }
  }
  // FFmpeg and the picture libraries fail on files, not on us, when a file they were given is broken.
  if (!(error instanceof FfmpegFailed)) logEvent('probe-error', { error: String(error).slice(0, 200) })
  return {
    code: 'unreadable-file',
    detail: 'The file is damaged or cut off: it cannot be decoded.',
    retryable: false,
  }
}
