/**
 * The words of a song and when they are sung. Times are seconds in the song, so that every video of the song, whatever
 * stretch of it it shows, reads the same words.
 */
import { z } from 'zod'
import { languageTag, mostCharactersOfLine, mostLines, mostWordsOfLine } from './limits.ts'

const Seconds = z.number().min(0).max(86_400)

/** One word, or, in scripts that write no spaces, one character, and when it is sung. */
export const LyricWord = z.object({
  text: z.string().min(1).max(mostCharactersOfLine),
  startSeconds: Seconds,
  endSeconds: Seconds,
})

/** See the schema `LyricWord`. */
export type LyricWord = z.output<typeof LyricWord>

/** One line as it is sung and read. */
export const LyricLine = z.object({
  text: z.string().min(1).max(mostCharactersOfLine),
  startSeconds: Seconds,
  endSeconds: Seconds,
  /**
   * Ascending, inside the line, and standing in its text in this order with nothing sung between them. Empty when
   * only the line is timed.
   */
  words: z.array(LyricWord).max(mostWordsOfLine),
  /** Nobody heard or tapped this time: it was placed between what is known, or spread over the song. */
  isGuess: z.boolean(),
})

/** See the schema `LyricLine`. */
export type LyricLine = z.output<typeof LyricLine>

/** Where the words came from: written here, out of a file, from LRCLIB, or heard in the song by a model. */
export const LyricsSource = z.enum(['typed', 'imported', 'lrclib', 'transcribed'])

/** See the schema `LyricsSource`. */
export type LyricsSource = z.output<typeof LyricsSource>

/** The words of a song. Its lines ascend by their start; a line may begin before the one above it has ended. */
export const Lyrics = z.object({
  version: z.literal(1),
  /** BCP 47, such as `en` or `zh-Hant`; null when nobody said. */
  language: z
    .string()
    .regex(languageTag, 'it is no language tag, such as en or zh-Hant, of at most 35 characters')
    .nullable(),
  source: LyricsSource,
  lines: z.array(LyricLine).max(mostLines),
})

/** See the schema `Lyrics`. */
export type Lyrics = z.output<typeof Lyrics>
