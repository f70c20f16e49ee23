/** Photos and clips as they cross the wire. */
import { z } from 'zod'
import { ClipProxy } from '#core/media/clip-proxy.ts'
import { MediaFormat } from '#core/media/format.ts'
import { Provenance } from '#core/media/provenance.ts'
import { PlannerMedia } from '#core/timeline/timeline.ts'
import { pageOf } from '../http/paging.ts'

/** One photo or clip. Sizes are upright; `location` is there only when its owner asked to keep it. */
export const Media = z.object({
  id: z.string(),
  kind: z.enum(['photo', 'clip']),
  fileName: z.string(),
  format: MediaFormat,
  bytes: z.number().int().positive(),
  widthPixels: z.number().int().positive(),
  heightPixels: z.number().int().positive(),
  durationMs: z.number().int().nullable(),
  /** When it was taken, RFC 3339. */
  capturedAt: z.string().nullable(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  /** A tiny picture to show while the real one loads, as a base64 thumbhash. */
  thumbhash: z.string().nullable(),
  /** What planning and editing go by: how strong the picture is, where the eye goes, when something moves. */
  planner: PlannerMedia,
  /** The job that makes its small pictures. */
  jobId: z.string(),
  status: z.enum(['preparing', 'ready', 'failed']),
  /** The small copy of a clip that a browser plays while a video is edited, once it is there. */
  proxy: ClipProxy.nullable(),
  /** The job that makes it, or that tried last; `null` until its turn comes, and for photos. */
  proxyJobId: z.string().nullable(),
  /** The model that made it and what it was asked for; `null` for what somebody brought. */
  generated: Provenance.nullable(),
  createdAt: z.iso.datetime(),
})

/** See the schema `Media`. */
export type Media = z.output<typeof Media>

/** A page of photos and clips, newest first. */
export const MediaPage = pageOf(Media)

/** Which photo or clip. */
export const MediaPath = z.object({ mediaId: z.string().max(60) })

/** Which small picture of which photo or clip. */
export const ThumbnailPath = MediaPath.extend({ size: z.enum(['small', 'medium', 'large']) })
