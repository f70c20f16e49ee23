/** What somebody with a link may know of a video. */
import { z } from 'zod'
import { Aspect } from '../timeline/timeline.ts'

/**
 * Who gets to watch: whoever has the link; the same, and search engines may find it; or whoever also has the password.
 */
export const Visibility = z.enum(['unlisted', 'public', 'password'])

/** See the schema `Visibility`. */
export type Visibility = z.output<typeof Visibility>

/** A finished file of the video. `url` is a path on the app's own origin, as all addresses here. */
export const SharedFile = z.object({
  url: z.string(),
  aspect: Aspect,
  widthPixels: z.number().int(),
  heightPixels: z.number().int(),
  bytes: z.number().int(),
  durationMs: z.number().int(),
})

/** See the schema `SharedFile`. */
export type SharedFile = z.output<typeof SharedFile>

/** A video as its link shows it. The first file is the video's own format in its largest size. */
export const SharedVideo = z.object({
  slug: z.string(),
  title: z.string(),
  artist: z.string().nullable(),
  visibility: Visibility,
  allowsDownload: z.boolean(),
  expiresAt: z.string().nullable(),
  poster: z.object({ url: z.string(), widthPixels: z.number().int(), heightPixels: z.number().int() }),
  files: z.array(SharedFile).min(1),
})

/** See the schema `SharedVideo`. */
export type SharedVideo = z.output<typeof SharedVideo>
