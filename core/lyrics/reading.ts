/** What reading a lyrics file answers, and what all its formats have in common. */
import { mostCharactersOfLine, mostLines, mostWordsOfLine } from './limits.ts'
import type { LyricLine, LyricWord } from './lyrics.ts'
import { wordsWithin } from './words-within.ts'

/** The forms of file that are read. */
export type LyricsFormat = 'lrc' | 'srt' | 'vtt' | 'plain'

/** What a file says: lines with their times, or only the lines. */
export type LyricsFile = {
  readonly format: LyricsFormat
  /** BCP 47, where the file says it. */
  readonly language: string | null
} & (
  | { readonly kind: 'timed'; readonly lines: readonly LyricLine[] }
  | { readonly kind: 'plain'; readonly texts: readonly string[] }
)

/** A file that was read, with a sentence for everything in it that could not be kept; or why it cannot be read. */
export type LyricsReading =
  | { readonly ok: true; readonly value: LyricsFile; readonly losses: readonly string[] }
  | { readonly ok: false; readonly reason: string }

/** A line as a file has it: at which line of the file, and not yet held against the limits. */
export type FoundLine = {
  readonly at: number
  readonly text: string
  readonly startSeconds: number
  readonly endSeconds: number
  readonly words: readonly LyricWord[]
}

/** The lines of a file, without what ends them. */
export function fileLines(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/)
}

/** One line of text: every run of white space as one space. */
export function tidied(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

/**
 * The lines in order of time and within every limit, with a sentence for each that was cut or left out. Refuses a file of
 * which nothing is left, and one of too many lines.
 */
export function timedReading(
  found: readonly FoundLine[],
  file: {
    readonly format: LyricsFormat
    readonly language: string | null
    readonly songSeconds: number
    readonly losses: readonly string[]
  },
): LyricsReading {
  const { format, language, songSeconds } = file
  const losses = [...file.losses]
  const back = found.find((line, i) => line.startSeconds < (found[i - 1]?.startSeconds ?? 0))
  if (back !== undefined)
    losses.push(`Line ${back.at} of the file comes before the one above it; the lines were put in order.`)
  const lines = found
    .toSorted((a, b) => a.startSeconds - b.startSeconds)
    .flatMap((line) => within(line, songSeconds, losses))
  if (lines.length === 0)
    return { ok: false, reason: losses[0] ?? 'The file holds no line that could be sung.' }
  if (lines.length > mostLines) return { ok: false, reason: tooManyLines(lines.length) }
  return { ok: true, value: { kind: 'timed', format, language, lines }, losses }
}

/** The sentence for a file of more lines than are kept. */
export function tooManyLines(count: number): string {
  return `The file holds ${count} lines; a song takes at most ${mostLines}.`
}

/** The text of a line, cut where it is longer than a line may be. */
export function cutText(text: string, at: number, losses: string[]): string {
  if (text.length <= mostCharactersOfLine) return text
  losses.push(`Line ${at} of the file is longer than ${mostCharactersOfLine} characters and was cut there.`)
  // The cut may go through a pair of surrogates.
  return text
    .slice(0, mostCharactersOfLine)
    .replace(/\p{Cs}$/u, '')
    .trim()
}

function within(line: FoundLine, songSeconds: number, losses: string[]): readonly LyricLine[] {
  const { at, startSeconds } = line
  if (startSeconds >= songSeconds) {
    losses.push(
      `Line ${at} of the file starts at ${clock(startSeconds)}, after the song has ended at ${clock(songSeconds)}; it was left out.`,
    )
    return []
  }
  const text = cutText(line.text, at, losses)
  const endSeconds = Math.min(songSeconds, Math.max(startSeconds, line.endSeconds))
  const isKept = text === line.text && line.words.length <= mostWordsOfLine
  const words = isKept ? wordsWithin(line.words, { startSeconds, endSeconds }) : []
  return [{ text, startSeconds, endSeconds, words, isGuess: false }]
}

/** A time as `m:ss`, for a person. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
