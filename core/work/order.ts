/** The orders the Worker gives the media service, parsed on both sides. Every address is signed and short-lived. */
import { z } from 'zod'
import { MediaFormat, MediaKind } from '../media/format.ts'
import { Preset } from '../timeline/preset.ts'
import { MusicCurve, Timeline } from '../timeline/timeline.ts'

/** A file the media service may read: where, what its bytes were found to be, and their SHA-256 in hex. */
export const SourceFile = z.object({
  url: z.url(),
  format: MediaFormat,
  contentHash: z.string(),
})

/** See the schema `SourceFile`. */
export type SourceFile = z.output<typeof SourceFile>

/** A large result, sent as equal parts, the last excepted; only as many addresses as needed are used, in order. */
export const PartedTarget = z.object({
  partBytes: z.number().int().positive(),
  partUrls: z.array(z.url()).min(1),
})

/** See the schema `PartedTarget`. */
export type PartedTarget = z.output<typeof PartedTarget>

/** Analyse a song: both documents are PUT as JSON. */
export const AnalyseOrder = z.object({
  kind: z.literal('analyse'),
  song: SourceFile,
  analysisPutUrl: z.url(),
  waveformPutUrl: z.url(),
})

/** Make the small pictures of a photo or clip (`core/media/thumbnails.ts`): each is PUT as a WebP that stands upright. */
export const ThumbnailOrder = z.object({
  kind: z.literal('thumbnail'),
  media: SourceFile,
  thumbnails: z.array(
    z.object({
      longSidePixels: z.number().int().positive(),
      quality: z.number().int().min(1).max(100),
      putUrl: z.url(),
    }),
  ),
})

/** Make the proxy of a clip (`core/media/clip-proxy.ts`): PUT as one MP4. */
export const ProxyOrder = z.object({ kind: z.literal('proxy'), media: SourceFile, putUrl: z.url() })

/** Cut a song into pieces for a model that listens: each is PUT as FLAC, mono, at 16 kHz. */
export const VoiceOrder = z.object({
  kind: z.literal('voice'),
  song: SourceFile,
  pieces: z.array(
    z.object({ startSeconds: z.number().min(0), lengthSeconds: z.number().positive(), putUrl: z.url() }),
  ),
})

/** See the schema `VoiceOrder`. */
export type VoiceOrder = z.output<typeof VoiceOrder>

/** One segment's place in storage: `getUrl` is there when it was stored before. */
export const SegmentPlace = z.object({
  hash: z.string(),
  getUrl: z.url().optional(),
  putUrl: z.url(),
  /** The frame count found when this segment was last decoded; such a segment is not decoded again. */
  provedFrames: z.number().int().positive().optional(),
})

/** See the schema `SegmentPlace`. */
export type SegmentPlace = z.output<typeof SegmentPlace>

/** Whether the song is brought to -14 LUFS, left as it is, or left out. */
export const LoudnessMode = z.enum(['normalised', 'untouched', 'silent'])

/** See the schema `LoudnessMode`. */
export type LoudnessMode = z.output<typeof LoudnessMode>

/** What the music does at every frame of the video (see `Music` of the timeline), which pictures and effects move by. */
const MusicOfVideo = z.record(MusicCurve, z.array(z.number().int().min(0).max(255)))

/**
 * Render a timeline. `segments` are in the order of `segmentsOf(timeline, music)`. The audio of the video is one more cached
 * piece, addressed by the song, its stretch and the loudness mode; a silent video has none.
 */
export const RenderOrder = z.object({
  kind: z.literal('render'),
  timeline: Timeline,
  music: MusicOfVideo,
  preset: Preset,
  loudness: LoudnessMode,
  song: SourceFile,
  media: z.record(z.string(), SourceFile),
  segments: z.array(SegmentPlace),
  audio: z.object({ hash: z.string(), getUrl: z.url().optional(), putUrl: z.url() }).optional(),
  video: PartedTarget,
  posterPutUrl: z.url(),
})

/** See the schema `RenderOrder`. */
export type RenderOrder = z.output<typeof RenderOrder>

/** Any order. */
export const Order = z.discriminatedUnion('kind', [
  AnalyseOrder,
  ThumbnailOrder,
  ProxyOrder,
  RenderOrder,
  VoiceOrder,
])

/** See the schema `Order`. */
export type Order = z.output<typeof Order>

/** A task: one attempt at one job. The same id sent twice is one task. */
export const TaskRequest = z.object({ id: z.string().min(1).max(100), order: Order })

/** See the schema `TaskRequest`. */
export type TaskRequest = z.output<typeof TaskRequest>

/**
 * Asks what a file is before it is kept. `format` is what the Worker read from the first bytes. With `cleanedPutUrl` a photo
 * that says where it was taken is PUT there without that, and the facts are those of what was PUT.
 */
export const ProbeRequest = z.object({
  url: z.url(),
  format: MediaFormat,
  kind: MediaKind,
  cleanedPutUrl: z.url().optional(),
})

/** See the schema `ProbeRequest`. */
export type ProbeRequest = z.output<typeof ProbeRequest>
