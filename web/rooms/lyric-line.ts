/** Which line of a song's words is sung at a moment. */
import type { LyricLine } from '#core/lyrics/lyrics.ts'

/** The line at a time of the song, and the one that follows; either may be missing. Undefined where there are no words at all. */
export function lineAt(
  lines: readonly LyricLine[],
  seconds: number,
): { readonly line: string | undefined; readonly next: string | undefined } | undefined {
  if (lines.length === 0) return undefined
  const begun = lines.findLastIndex((line) => line.startSeconds <= seconds)
  const line = lines[begun]
  // A line is left standing until the next begins, but not through a long stretch without words.
  const isOver = line === undefined || seconds > line.endSeconds + staysSeconds
  return { line: isOver ? undefined : line.text, next: lines[begun + 1]?.text }
}

const staysSeconds = 4
