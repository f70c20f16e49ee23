/** A no from the media service: a stable code and one sentence, carried to the border as an error. */
import type { Complaint } from '#core/work/report.ts'
import { FfmpegFailed, TookTooLong } from '../ffmpeg/run.ts'

/** Turns a file or a task down. */
export class Refused extends Error {
  readonly complaint: Complaint

  constructor(code: Complaint['code'], detail: string, retryable = false) {
    super(`${code}: ${detail}`)
    this.name = 'Refused'
    this.complaint = { code, detail, retryable }
  }
}

/** Why work ends when the process is told to leave: the work itself is sound and may start again elsewhere. */
export class ServiceLeaving extends Error {
  constructor() {
    super('the media service is leaving')
    this.name = 'ServiceLeaving'
  }
}

/** What a caller is told of any error. Unknown ones may pass when tried again, and say nothing of our inside. */
export function complaintOf(error: unknown, signal: AbortSignal): Complaint {
  if (error instanceof Refused) return error.complaint
  if (signal.reason instanceof ServiceLeaving) {
    return { code: 'internal', detail: 'The media service was stopped before it was done.', retryable: true }
  }
  if (signal.aborted) return { code: 'cancelled', detail: 'The work was cancelled.', retryable: false }
  if (error instanceof TookTooLong) {
    return { code: 'took-too-long', detail: 'The work took longer than it may.', retryable: true }
  }
  if (error instanceof FfmpegFailed) {
    return { code: 'internal', detail: 'FFmpeg could not do its part of the work.', retryable: true }
  }
  return { code: 'internal', detail: 'The media service met an error of its own.', retryable: true }
}
