/** The one line in the header that says how things stand. */
import type { Tone } from '../ui/StatusChip.tsx'
import { counted, percentOf } from '../ui/words.ts'

/** What the line is decided from. */
export type Standing = {
  readonly offline: boolean
  readonly uploading: number
  /** Bytes sent of all bytes, 0 to 1. */
  readonly uploadProgress: number
  readonly failedUploads: number
  readonly partsDown: readonly string[]
}

/** What stands in the way comes first, then what is under way, then that all is well. */
export function statusOf(standing: Standing): { readonly tone: Tone; readonly words: string } {
  if (standing.offline) return { tone: 'warn', words: 'Offline' }
  const [part] = standing.partsDown
  if (part !== undefined)
    return { tone: 'bad', words: `${part.charAt(0).toUpperCase()}${part.slice(1)} is not answering` }
  if (standing.uploading > 0) {
    return { tone: 'busy', words: `Uploading ${standing.uploading} · ${percentOf(standing.uploadProgress)}` }
  }
  if (standing.failedUploads > 0)
    return { tone: 'bad', words: `${counted(standing.failedUploads, 'upload')} failed` }
  return { tone: 'good', words: 'All saved' }
}
