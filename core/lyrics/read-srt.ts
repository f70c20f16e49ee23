/** Reads SubRip (SRT): numbered blocks, `hh:mm:ss,mmm --> hh:mm:ss,mmm`, and text with a few tags nobody sings. */
import { blocksOf, timesOfBlock } from './cues.ts'
import { type FoundLine, fileLines, type LyricsReading, tidied, timedReading } from './reading.ts'

/** Tags of HTML and of SubStation Alpha, which players of SRT understand. */
const marks = /<\/?(?:b|i|u|s|font)(?:\s[^>]*)?>|\{\\[^}]*\}/gi

/** The lines of an SRT file; the lines of one block are shown together and become one. */
export function readSrt(text: string, songSeconds: number): LyricsReading {
  const losses: string[] = []
  const found = blocksOf(fileLines(text)).flatMap((block): FoundLine[] => {
    const times = timesOfBlock(block)
    if (typeof times === 'string') {
      losses.push(times)
      return []
    }
    const { row, startSeconds, endSeconds } = times
    const words = tidied(
      block.lines
        .slice(row + 1)
        .join(' ')
        .replace(marks, ''),
    )
    return words === '' ? [] : [{ at: block.at + row, text: words, startSeconds, endSeconds, words: [] }]
  })
  return timedReading(found, { format: 'srt', language: null, songSeconds, losses })
}
