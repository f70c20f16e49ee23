/** What a task's handler is given, and what it may tell while it works. */
import type { StoredSegment } from '#core/work/report.ts'

/** A change worth telling. What is left out stays as it was. */
export type TaskUpdate = {
  readonly progress?: number
  readonly stage?: string
  readonly storedSegment?: StoredSegment
  readonly storedAudio?: string
}

/** The surroundings of one task: a folder that is removed afterwards, a signal that ends it, a way to report. */
export type TaskWork = {
  readonly folder: string
  readonly signal: AbortSignal
  report(update: TaskUpdate): void
}
