/** The shapes of the studio on the wire. */
import { z } from 'zod'
import { mediaLimits } from '#core/media/limits.ts'
import { Destination, Variant } from '#core/timeline/destinations.ts'
import { Preset } from '#core/timeline/preset.ts'
import { Aspect, Style, Timeline, VisualLook } from '#core/timeline/timeline.ts'
import { LoudnessMode } from '#core/work/order.ts'
import { Proof } from '#core/work/report.ts'
import { Title } from '../http/one-line.ts'
import { pageOf } from '../http/paging.ts'
import { JobStatus } from '../jobs/job.ts'

const Id = z.string().min(1).max(60)
/** A video of a thousand different pictures would be an album. */
const mostMedia = 500

/** What a video is made of. Without media, a picture that follows the music is generated; without a seed, one is drawn. */
export const NewVideo = z
  .object({
    songId: Id,
    mediaIds: z
      .array(Id)
      .max(mostMedia, `a video takes at most ${mostMedia} photos and clips`)
      .refine((ids) => new Set(ids).size === ids.length, 'each photo or clip is named once')
      .default([]),
    aspect: Aspect,
    style: Style,
    seed: z.number().int().min(0).max(0xffffffff).optional(),
    /** How the generated picture looks; only where there are no media. Without it, calm and lively parts are given a look each. */
    look: VisualLook.optional(),
    /** A stretch of the song; without it, all of it. */
    range: z
      .object({
        startSeconds: z.number().min(0),
        durationSeconds: z.number().min(mediaLimits.shortestSongSeconds),
      })
      .optional(),
    title: Title.optional(),
  })
  .refine(({ look, mediaIds }) => look === undefined || mediaIds.length === 0, {
    path: ['look'],
    message: 'a look is for a video without photos and clips',
  })

/** See the schema `NewVideo`. */
export type NewVideo = z.output<typeof NewVideo>

/** A stretch of a video in whole frames. */
export const FrameRange = z.object({
  startFrame: z.number().int().min(0),
  lengthFrames: z.number().int().min(1),
})

/**
 * What a render is to be. Without an aspect it has the timeline's own; in another one, its pictures are framed anew. Without
 * a range it is all of the video; a loop without one is the stretch that loops best.
 */
export const NewRender = z.object({
  preset: Preset,
  loudness: LoudnessMode.default('normalised'),
  aspect: Aspect.optional(),
  variant: Variant.default('plain'),
  range: FrameRange.optional(),
})

/** See the schema `NewRender`. */
export type NewRender = z.output<typeof NewRender>

/** A render as its owner sees it. What was measured is there once it has succeeded. */
export const Render = z.object({
  id: z.string(),
  videoId: z.string(),
  jobId: z.string(),
  preset: Preset,
  loudness: LoudnessMode,
  /** `null` is the timeline's own. */
  aspect: Aspect.nullable(),
  variant: Variant,
  /** `null` is all of the video. */
  range: FrameRange.nullable(),
  status: JobStatus,
  proof: Proof.nullable(),
  videoBytes: z.number().int().nullable(),
  segmentsReused: z.number().int().nullable(),
  segmentsEncoded: z.number().int().nullable(),
  createdAt: z.string(),
})

/** See the schema `Render`. */
export type Render = z.output<typeof Render>

/** One file of an order; of a destination that takes a stretch, `startFrame` is where a person moved it. */
const WishedFile = z.object({
  destination: z.enum(Destination.options, {
    error: ({ input }) =>
      typeof input === 'string'
        ? `there is no destination ${JSON.stringify(input.slice(0, 40))}`
        : 'a destination is named by its text',
  }),
  startFrame: z.number().int().min(0).optional(),
})

/** An order of several files of a video as it is now, each destination once. */
export const NewFileOrder = z.object({
  files: z
    .array(WishedFile)
    .min(1)
    .max(Destination.options.length)
    .refine(
      (files) => new Set(files.map(({ destination }) => destination)).size === files.length,
      'each destination is named once',
    ),
})

/** See the schema `NewFileOrder`. */
export type NewFileOrder = z.output<typeof NewFileOrder>

/** An order of several files. `progress` is 0 to 1 over all of them; destinations that want the same file share one. */
export const FileOrder = z.object({
  id: z.string(),
  videoId: z.string(),
  status: JobStatus,
  progress: z.number().min(0).max(1),
  files: z.array(
    z.object({
      destinations: z.array(Destination),
      progress: z.number().min(0).max(1),
      stage: z.string(),
      error: z.string().nullable(),
      render: Render,
    }),
  ),
  createdAt: z.string(),
})

/** See the schema `FileOrder`. */
export type FileOrder = z.output<typeof FileOrder>

/** A page of orders, newest first. */
export const FileOrderPage = pageOf(FileOrder)

/** Names one order of one video. */
export const OrderPath = z.object({ videoId: Id, orderId: Id })

/** A video in a list. */
export const VideoSummary = z.object({
  id: z.string(),
  songId: z.string(),
  title: z.string(),
  mediaIds: z.array(z.string()),
  aspect: Aspect,
  style: Style,
  seed: z.number().int(),
  durationMs: z.number().int(),
  createdAt: z.string(),
  latestRender: Render.nullable(),
})

/** See the schema `VideoSummary`. */
export type VideoSummary = z.output<typeof VideoSummary>

/** A video with its timeline. */
export const Video = VideoSummary.extend({ timeline: Timeline })

/** See the schema `Video`. */
export type Video = z.output<typeof Video>

/** A page of videos, newest first. */
export const VideoPage = pageOf(VideoSummary)

/** A page of renders, newest first. */
export const RenderPage = pageOf(Render)

/** What can be changed of a video apart from its timeline. */
export const VideoPatch = z.object({ title: Title })

/** Names one video. */
export const VideoPath = z.object({ videoId: Id })

/** Names one render of one video. */
export const RenderPath = z.object({ videoId: Id, renderId: Id })

/** `download=1` offers a file to be saved instead of shown. */
export const FileQuery = z.object({ download: z.literal('1').optional() })
