/** What tests and the trial page tell one another. */
import type { Music } from '#core/timeline/music.ts'
import type { Timeline } from '#core/timeline/timeline.ts'
import type { PreviewMedia } from './preview-media.ts'

/** A video, as plain values that travel. */
export type TrialVideo = {
  readonly timeline: Timeline
  readonly music: Music
  readonly songUrl: string
  readonly media: Readonly<Record<string, PreviewMedia>>
  readonly widthPixels: number
  readonly heightPixels: number
}

/** A frame as it was drawn: when, and what the clock of the sound said at that moment. */
export type DrawnFrame = {
  readonly frame: number
  readonly isExact: boolean
  readonly atMs: number
  /** The second of the song that the sound's own hardware clock says is heard, by nothing of ours. */
  readonly heardSeconds: number
}
