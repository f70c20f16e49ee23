/** The words of songs as they cross the wire. */
import { z } from 'zod'
import { Lyrics } from '#core/lyrics/lyrics.ts'
import { oneLine } from '../http/one-line.ts'

/** Words that were brought, and a sentence for everything of them that could not be kept. */
export const BroughtLyrics = z.object({ lyrics: Lyrics, losses: z.array(z.string()) })

/** See the schema `BroughtLyrics`. */
export type BroughtLyrics = z.output<typeof BroughtLyrics>

/** Words as text: a file's, or what somebody wrote. */
export const LyricsText = z.object({
  text: z
    .string()
    .min(1)
    .max(1024 * 1024),
})

/** What LRCLIB is asked for; what is left out is taken from the song. */
export const LyricsQuery = z.object({
  title: oneLine(200).optional(),
  artist: oneLine(200).optional(),
  album: oneLine(200).optional(),
})

/** See the schema `LyricsQuery`. */
export type LyricsQuery = z.output<typeof LyricsQuery>

/** What to listen for. The language is BCP 47; without one, the model finds out. */
export const TranscriptionWish = z.object({
  language: z
    .string()
    .max(35)
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/)
    .optional(),
})

/** The job that listens. */
export const Transcription = z.object({ jobId: z.string() })

/** A way to get words: whether it is set up here, and if not, what its operator would have to do. */
const Way = z.object({ isOn: z.boolean(), why: z.string().nullable() })

/** How words can be had here, and the job that listens to the song now, if one does. */
export const LyricsWays = z.object({ lrclib: Way, transcription: Way, jobId: z.string().nullable() })

/** See the schema `LyricsWays`. */
export type LyricsWays = z.output<typeof LyricsWays>

/** Which stretch of the song a file of its words is for; the file's times begin with it. Without it, the whole song. */
export const FileStretch = z.object({
  startSeconds: z.coerce.number().min(0).max(86_400).optional(),
  lengthSeconds: z.coerce.number().gt(0).max(86_400).optional(),
})

/** See the schema `FileStretch`. */
export type FileStretch = z.output<typeof FileStretch>

/** The stretch, and whether words get stamps of their own. */
export const LrcStretch = FileStretch.extend({ words: z.enum(['true', 'false']).optional() })
