/** What is wrong with lyrics that fit their schema: times that run backwards, or words that are not in their line. */
import { isShowable } from '../language/showable.ts'
import { spansOfWords } from '../language/words-in-text.ts'
import type { LyricLine, Lyrics } from './lyrics.ts'

/** What the length of a song may be off: a file says it in its own rounding. */
const toleranceSeconds = 0.05

/**
 * Why lyrics cannot be sung as they stand, in one sentence for a person; `undefined` when they can. Lines ascend by
 * their start and end after it, words lie inside their line in its order, and all of it is over when the song is.
 */
export function faultOfLyrics({ lines }: Lyrics, songSeconds: number): string | undefined {
  let earlier = 0
  for (const [i, line] of lines.entries()) {
    const name = `Line ${i + 1}`
    if (line.startSeconds < earlier) return `${name} starts before the line above it.`
    if (line.endSeconds < line.startSeconds) return `${name} ends before it starts.`
    if (line.endSeconds > songSeconds + toleranceSeconds) {
      return `${name} ends at ${line.endSeconds.toFixed(2)} seconds, and the song at ${songSeconds.toFixed(2)}.`
    }
    if (!isShowable(line.text)) return `${name} holds characters that cannot be shown.`
    if (line.text.trim() === '') return `${name} holds nothing that can be read.`
    const fault = wordFault(line)
    if (fault !== undefined) return `${name}: ${fault}`
    earlier = line.startSeconds
  }
  return undefined
}

function wordFault(line: LyricLine): string | undefined {
  let earlier = line.startSeconds
  for (const word of line.words) {
    if (word.startSeconds < earlier)
      return `the word “${word.text}” starts before what stands in front of it.`
    if (word.endSeconds < word.startSeconds) return `the word “${word.text}” ends before it starts.`
    if (word.endSeconds > line.endSeconds) return `the word “${word.text}” ends after its line.`
    earlier = word.startSeconds
  }
  const found = spansOfWords(line.text, line.words).length
  // Half of a character is found in its other half's company, and is no word.
  const stray = line.words.find((word, i) => i >= found || !isShowable(word.text))
  if (stray === undefined) return undefined
  return `the word “${stray.text}” is not in its text, or not in this order.`
}
