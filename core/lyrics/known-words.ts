/** What is known already of when the words of a song are sung: what new text can be aligned to. */
import type { LyricLine, LyricWord } from './lyrics.ts'
import { charactersOf, wordsOf } from './words.ts'

/** The words with their times, of every line that is no guess. A line without word times shares its own among them. */
export function knownWords(lines: readonly LyricLine[]): readonly LyricWord[] {
  return lines.flatMap((line) => {
    if (line.isGuess) return []
    return line.words.length > 0 ? line.words : evenWords(line)
  })
}

/** The words of a line, or of a word that was heard as one, each as long as its share of the characters. */
export function evenWords(
  line: Pick<LyricLine, 'text' | 'startSeconds' | 'endSeconds'>,
): readonly LyricWord[] {
  const texts = wordsOf(line.text)
  const total = texts.reduce((sum, text) => sum + charactersOf(text).length, 0)
  const seconds = (line.endSeconds - line.startSeconds) / Math.max(1, total)
  let at = line.startSeconds
  return texts.map((text) => {
    const startSeconds = at
    at = Math.min(line.endSeconds, at + charactersOf(text).length * seconds)
    return { text, startSeconds, endSeconds: at }
  })
}
