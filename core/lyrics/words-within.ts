/** Holds the times of words to what can be sung, wherever they came from. */
import type { LyricWord } from './lyrics.ts'

/** Words in their line and in their order: each begins no sooner than the one before it, and none outlasts the line. */
export function wordsWithin(
  words: readonly LyricWord[],
  { startSeconds, endSeconds }: { readonly startSeconds: number; readonly endSeconds: number },
): LyricWord[] {
  let earliest = startSeconds
  return words.map((word) => {
    const start = Math.min(endSeconds, Math.max(earliest, word.startSeconds))
    earliest = start
    return {
      text: word.text,
      startSeconds: start,
      endSeconds: Math.min(endSeconds, Math.max(start, word.endSeconds)),
    }
  })
}
