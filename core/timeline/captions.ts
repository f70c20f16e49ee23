/** Turns the words of a song into the captions of one of its videos, and keeps them inside it. */

import { spansOfWords } from '../language/words-in-text.ts'
import type { LyricLine, Lyrics } from '../lyrics/lyrics.ts'
import { framesOfSeconds } from '../units.ts'
import { captionText } from './caption-text.ts'
import { wordsOfLine } from './caption-words.ts'
import {
  type CaptionLine,
  type CaptionStyle,
  type Captions,
  type CaptionWord,
  mostCaptionCharacters,
  type Timeline,
} from './timeline.ts'

/** What captions look like until somebody chooses. */
export const plainCaptionStyle: CaptionStyle = {
  look: 'karaoke',
  place: 'bottom',
  size: 0.075,
  font: 'inter',
  colour: '#ffffff',
  highlight: '#ffd447',
  backing: 'shadow',
}

/** A line is read for as long as its characters take, at the pace that subtitles are held to, and never for less. */
const readingPace = { leastSeconds: 0.8, charactersPerSecond: 20 } as const

/** Between two lines that follow one another so closely nothing would be gained by an empty picture. */
const shortestGapSeconds = 0.5

/**
 * The captions of a video: what is sung in its stretch of the song, in whole frames from its first. Lines end where the
 * next begins; one that is too short to be read stays as long as nothing else is sung, and short gaps are closed. Lines
 * that begin together, such as a translation, are one caption of several lines.
 */
export function captionsOf(
  lyrics: Pick<Lyrics, 'lines' | 'language'>,
  video: Pick<Timeline, 'songStartSeconds' | 'frameRate' | 'lengthFrames'>,
  style: CaptionStyle,
): Captions {
  const { songStartSeconds, frameRate, lengthFrames } = video
  const frameOf = (songSeconds: number) => framesOfSeconds(songSeconds - songStartSeconds, frameRate)
  const placed = lyrics.lines.map((line) => placedLine(line, frameOf)).filter(({ text }) => text !== '')
  const ordered = joinedLines(placed.toSorted((a, b) => a.startFrame - b.startFrame))
  const lines = ordered.flatMap((line, i): readonly CaptionLine[] => {
    const nextFrame = ordered[i + 1]?.startFrame ?? Number.POSITIVE_INFINITY
    const endFrame = Math.min(nextFrame, readableEnd(line, nextFrame, frameRate))
    return cutTo(captionIn(line, endFrame), lengthFrames)
  })
  const language = lyrics.language ?? languageSeen(lyrics.lines)
  return language === undefined ? { style, lines } : { style, lines, language }
}

/** A line on the grid of frames, which may still lie outside the video or over the next. */
type PlacedLine = {
  readonly text: string
  readonly startFrame: number
  readonly endFrame: number
  readonly words: readonly { readonly text: string; readonly startFrame: number; readonly endFrame: number }[]
}

function placedLine(line: LyricLine, frameOf: (songSeconds: number) => number): PlacedLine {
  const text = captionText(line.text)
  const words = line.words
    .map((word) => ({
      text: captionText(word.text),
      startFrame: frameOf(word.startSeconds),
      endFrame: frameOf(word.endSeconds),
    }))
    .filter((word) => word.text !== '')
  // A word that began with an accent is not in the text any more once that has joined the letter before it.
  const isWhole = spansOfWords(text, words).length === words.length
  return {
    text,
    startFrame: frameOf(line.startSeconds),
    endFrame: frameOf(line.endSeconds),
    words: isWhole ? words : [],
  }
}

function joinedLines(lines: readonly PlacedLine[]): readonly PlacedLine[] {
  const joined: PlacedLine[] = []
  for (const line of lines) {
    const last = joined.at(-1)
    if (last?.startFrame !== line.startFrame) joined.push(line)
    else {
      const text = `${last.text}\n${line.text}`
      const endFrame = Math.max(last.endFrame, line.endFrame)
      // What two voices sing at once has no order of its own.
      if (text.length <= mostCaptionCharacters) {
        joined[joined.length - 1] = { text, startFrame: line.startFrame, endFrame, words: [] }
      }
    }
  }
  return joined
}

function readableEnd(
  { text, startFrame, endFrame }: PlacedLine,
  nextFrame: number,
  frameRate: number,
): number {
  const { leastSeconds, charactersPerSecond } = readingPace
  const readingSeconds = Math.max(leastSeconds, text.length / charactersPerSecond)
  const end = Math.max(endFrame, startFrame + Math.ceil(readingSeconds * frameRate))
  return nextFrame - end < shortestGapSeconds * frameRate ? nextFrame : end
}

function captionIn(
  { text, startFrame, endFrame: sungFrame, words }: PlacedLine,
  endFrame: number,
): CaptionLine {
  const line = { text, startFrame, lengthFrames: endFrame - startFrame }
  return {
    ...line,
    words: wordsWithin(words, startFrame, Math.max(startFrame + 1, Math.min(endFrame, sungFrame))),
  }
}

/** Words one after the other, each at least a frame long; none when the line has no room for all of them. */
function wordsWithin(words: PlacedLine['words'], startFrame: number, endFrame: number): CaptionWord[] {
  const within: CaptionWord[] = []
  let freeFrom = startFrame
  for (const [i, word] of words.entries()) {
    const room = endFrame - (words.length - i)
    const start = Math.min(room, Math.max(freeFrom, word.startFrame))
    if (start < freeFrom) return []
    const next = words[i + 1]?.startFrame ?? endFrame
    const end = Math.max(start + 1, Math.min(word.endFrame, next, room + 1))
    within.push({ text: word.text, startFrame: start, lengthFrames: end - start })
    freeFrom = end
  }
  return within
}

/**
 * What of a line is seen in a video of so many frames. Where the video begins or ends within it, only the words that are
 * sung in the video are written.
 */
function cutTo(line: CaptionLine, lengthFrames: number): readonly CaptionLine[] {
  const startFrame = Math.max(0, line.startFrame)
  const endFrame = Math.min(lengthFrames, line.startFrame + line.lengthFrames)
  if (endFrame <= startFrame) return []
  const timed = { ...line, startFrame, lengthFrames: endFrame - startFrame }
  if (timed.lengthFrames === line.lengthFrames || line.words.length === 0) return [timed]
  const heard = line.words.flatMap((word, i) => {
    const from = Math.max(startFrame, word.startFrame)
    const frames = Math.min(endFrame, word.startFrame + word.lengthFrames) - from
    return frames > 0 ? [{ i, word: { ...word, startFrame: from, lengthFrames: frames } }] : []
  })
  const [first, last] = [heard.at(0), heard.at(-1)]
  if (first === undefined || last === undefined) return []
  const placed = wordsOfLine(line)
  if (placed.length !== line.words.length) return [{ ...timed, words: [] }]
  const [from, to] = [
    first.i === 0 ? 0 : placed[first.i]?.start,
    last.i === placed.length - 1 ? undefined : placed[last.i]?.end,
  ]
  return [{ ...timed, text: line.text.slice(from, to), words: heard.map(({ word }) => word) }]
}

/** The captions of a shorter video of the same beginning. */
export function captionsUntil(captions: Captions, lengthFrames: number): Captions {
  return { ...captions, lines: captions.lines.flatMap((line) => cutTo(line, lengthFrames)) }
}

/** Kana are Japanese and Hangul is Korean, wherever in a song they stand: characters that they share follow them. */
function languageSeen(lines: readonly LyricLine[]): string | undefined {
  if (lines.some(({ text }) => /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text))) return 'ja'
  return lines.some(({ text }) => /\p{Script=Hangul}/u.test(text)) ? 'ko' : undefined
}
