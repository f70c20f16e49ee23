/** The captions of a video as lyrics in the video's own time, which files beside it are written from. */
import type { LyricLine } from '../lyrics/lyrics.ts'
import { secondsOfFrames } from '../units.ts'
import type { Captions } from './timeline.ts'

/** Lines with times in seconds of the video. Words are timed where somebody timed them. */
export function lyricsOfCaptions(
  { lines, language }: Captions,
  frameRate: number,
): { readonly language: string | null; readonly lines: LyricLine[] } {
  const timesOf = ({
    startFrame,
    lengthFrames,
  }: {
    readonly startFrame: number
    readonly lengthFrames: number
  }) => ({
    startSeconds: secondsOfFrames(startFrame, frameRate),
    endSeconds: secondsOfFrames(startFrame + lengthFrames, frameRate),
  })
  const lyrics = lines.map(
    (line): LyricLine => ({
      text: line.text,
      ...timesOf(line),
      words: line.words.map((word) => ({ text: word.text, ...timesOf(word) })),
      isGuess: false,
    }),
  )
  return { language: language ?? null, lines: lyrics }
}
