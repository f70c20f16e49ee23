/** The lyrics of a stretch of a song, in the stretch's own time. */
import type { LyricLine, Lyrics } from './lyrics.ts'

/** Less than this of a line, at an end of the stretch, is not worth showing. */
const leastSeconds = 0.2
/** What sums of decimal fractions may be off: less than any clock of a file can say. */
const roundingSeconds = 1e-6

/** The lines that are sung in the stretch, cut where it begins and ends, with the stretch's beginning as zero. */
export function excerptOfLyrics(
  lyrics: Lyrics,
  { startSeconds, lengthSeconds }: { readonly startSeconds: number; readonly lengthSeconds: number },
): Lyrics {
  const within = (seconds: number) => Math.min(lengthSeconds, Math.max(0, seconds - startSeconds))
  const lines = lyrics.lines.flatMap((line): LyricLine[] => {
    const whole = line.endSeconds - line.startSeconds
    const moved = { startSeconds: within(line.startSeconds), endSeconds: within(line.endSeconds) }
    const seen = moved.endSeconds - moved.startSeconds
    if (seen <= 0 || seen < Math.min(whole, leastSeconds) - roundingSeconds) return []
    const words = line.words.map((word) => ({
      text: word.text,
      startSeconds: within(word.startSeconds),
      endSeconds: within(word.endSeconds),
    }))
    return [{ ...line, ...moved, words }]
  })
  return { ...lyrics, lines }
}
