/** The shapes the API answers with, as the pages use them. */
import type { Analysis, Waveform } from '#core/audio/analysis.ts'
import type { Lyrics } from '#core/lyrics/lyrics.ts'
import type { ClipProxy } from '#core/media/clip-proxy.ts'
import type { Destination, Variant } from '#core/timeline/destinations.ts'
import type { FrameRange } from '#core/timeline/excerpt.ts'
import type { Preset } from '#core/timeline/preset.ts'
import type { Aspect, PlannerMedia, Style, Timeline, VisualLook } from '#core/timeline/timeline.ts'
import type { LoudnessMode } from '#core/work/order.ts'
import type { Proof } from '#core/work/report.ts'

export type { Analysis, Aspect, Destination, LoudnessMode, Lyrics, Preset, Proof, Style, Timeline, Waveform }

/** A signed-in person. */
export type Account = { readonly id: string; readonly email: string; readonly createdAt: string }

/** One mail in the outbox that local stacks keep instead of sending. */
export type OutboxMail = {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly sentAt: string
}

/** What an API token may do. */
export type Scope = 'read' | 'write'

/** An API token as it is listed; the secret itself is only in the answer that creates it. */
export type ApiToken = {
  readonly id: string
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly createdAt: string
}

/** A token the moment it is made: `token` is never shown again. */
export type NewApiToken = ApiToken & { readonly token: string }

/** One song. `tempo` and `key` are known once `status` is `ready`. */
export type Song = {
  readonly id: string
  readonly title: string
  readonly artist: string | null
  readonly fileName: string
  readonly format: string
  readonly bytes: number
  readonly durationMs: number
  readonly jobId: string
  readonly status: 'analysing' | 'ready' | 'failed'
  readonly tempo: number | null
  readonly key: string | null
  /** Of the recording, where the file names it. */
  readonly isrc: string | null
  /** A MusicBrainz recording. */
  readonly recordingId: string | null
  readonly createdAt: string
}

/** Words that were brought, and a sentence for everything of them that could not be kept. */
export type BroughtLyrics = { readonly lyrics: Lyrics; readonly losses: readonly string[] }

/** A way to get words: whether it is set up here, and why not. */
export type LyricsWay = { readonly isOn: boolean; readonly why: string | null }

/** How words can be had, and the job that listens to the song now, if one does. */
export type LyricsWays = {
  readonly lrclib: LyricsWay
  readonly transcription: LyricsWay
  readonly jobId: string | null
}

/** One photo or clip. Sizes are upright. */
export type Media = {
  readonly id: string
  readonly kind: 'photo' | 'clip'
  readonly fileName: string
  readonly format: string
  readonly bytes: number
  readonly widthPixels: number
  readonly heightPixels: number
  readonly durationMs: number | null
  readonly thumbhash: string | null
  readonly planner: PlannerMedia
  /** Clips: the small copy that is played while a video is edited, once the server has made it. */
  readonly proxy: ClipProxy | null
  readonly jobId: string
  readonly status: 'preparing' | 'ready' | 'failed'
  readonly createdAt: string
}

/** A resumable upload: `arrived` are the numbers of the parts that are safe. */
export type Upload = {
  readonly id: string
  readonly kind: 'song' | 'media'
  readonly fileName: string
  readonly bytes: number
  readonly partBytes: number
  readonly partCount: number
  readonly arrived: readonly number[]
  readonly status: 'open' | 'completed'
}

/** Where a job stands. The last three never change again. */
export type JobStatus = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

/** One piece of work on the server. `progress` is 0 to 1. */
export type Job = {
  readonly id: string
  readonly type: string
  readonly status: JobStatus
  readonly progress: number
  readonly stage: string
  readonly attempts: number
  readonly error: string | null
}

/** One rendering of a video into a file. */
export type Render = {
  readonly id: string
  readonly videoId: string
  readonly jobId: string
  readonly preset: Preset
  readonly loudness: LoudnessMode
  /** `null` is the timeline's own format. */
  readonly aspect: Aspect | null
  readonly variant: Variant
  /** `null` is all of the video. */
  readonly range: FrameRange | null
  readonly status: JobStatus
  readonly proof: Proof | null
  readonly videoBytes: number | null
  readonly segmentsReused: number | null
  readonly segmentsEncoded: number | null
  readonly createdAt: string
}

/** One file of an order, and the destinations that want it. */
export type OrderedFile = {
  readonly destinations: readonly Destination[]
  readonly progress: number
  readonly stage: string
  readonly error: string | null
  readonly render: Render
}

/** Several files of one video, asked for at once. `progress` is 0 to 1 over all of them. */
export type FileOrder = {
  readonly id: string
  readonly videoId: string
  readonly status: JobStatus
  readonly progress: number
  readonly files: readonly OrderedFile[]
  readonly createdAt: string
}

/** A destination that somebody ticked, and where they moved its stretch. */
export type WishedFile = { readonly destination: Destination; readonly startFrame?: number }

/** A video as it is listed. */
export type VideoItem = {
  readonly id: string
  readonly songId: string
  readonly title: string
  readonly mediaIds: readonly string[]
  readonly aspect: Aspect
  readonly style: Style
  readonly seed: number
  readonly durationMs: number
  readonly createdAt: string
  readonly latestRender: Render | null
}

/** A video with its timeline. */
export type Video = VideoItem & { readonly timeline: Timeline }

/** What a video is made of. */
export type VideoOrder = {
  readonly songId: string
  readonly mediaIds: readonly string[]
  readonly aspect: Aspect
  readonly style: Style
  /** How the picture is drawn where there are no media; left out, the song chooses two looks. */
  readonly look?: VisualLook
  readonly seed?: number
  readonly range?: { readonly startSeconds: number; readonly durationSeconds: number }
  readonly title?: string
}

/** One page of a list. */
export type Page<T> = { readonly items: readonly T[]; readonly nextCursor: string | null }
