/** A file under examination. */
import type { MediaFormat } from '#core/media/format.ts'
import type { Arrived } from '../server/transfer.ts'

/** Where it lies, what its bytes were found to be, what arrived, and when to stop. */
export type SourceFileOnDisk = {
  readonly path: string
  readonly format: MediaFormat
  readonly arrived: Arrived
  readonly signal: AbortSignal
}
