/** Reads WebVTT (w3.org/TR/webvtt1): cues with their word stamps; settings, styles, regions and notes are let go. */
import { secondsOfClock } from './clock-times.ts'
import { type Block, blocksOf, type CueTimes, timesOfBlock } from './cues.ts'
import { languageTag } from './limits.ts'
import type { LyricWord } from './lyrics.ts'
import { type FoundLine, fileLines, type LyricsReading, tidied, timedReading } from './reading.ts'

const unsung = /^(?:NOTE|STYLE|REGION)(?:\s|$)/
const languageLine = /^Language:\s*(\S+)\s*$/
const wordStamp = /<((?:\d{2,4}:)?\d{2}:\d{2}\.\d{3})>/g
const markup = /<[^>]*>/g

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  lrm: '\u200e',
  rlm: '\u200f',
}

/** The lines of a WebVTT file; the lines of one cue are shown together and become one. */
export function readVtt(text: string, songSeconds: number): LyricsReading {
  const losses: string[] = []
  const [head, ...blocks] = blocksOf(fileLines(text))
  const said = head?.lines.flatMap((line) => languageLine.exec(line)?.[1] ?? []) ?? []
  const language = said.find((each) => languageTag.test(each)) ?? null
  const found = blocks.flatMap((block): FoundLine[] => {
    if (unsung.test(block.lines[0] ?? '')) return []
    const times = timesOfBlock(block)
    if (typeof times !== 'string') return cueOf(block, times)
    losses.push(times)
    return []
  })
  return timedReading(found, { format: 'vtt', language, songSeconds, losses })
}

function cueOf({ at, lines }: Block, { row, startSeconds, endSeconds }: CueTimes): FoundLine[] {
  const cue = lines.slice(row + 1).join(' ')
  const text = shown(cue)
  if (text === '') return []
  return [{ at: at + row, text, startSeconds, endSeconds, words: wordsOf(cue, startSeconds, endSeconds) }]
}

/** What follows each stamp is sung from then on; what stands before the first, from the cue's start. */
function wordsOf(cue: string, startSeconds: number, endSeconds: number): readonly LyricWord[] {
  const marks = [...cue.matchAll(wordStamp)]
  if (marks.length === 0) return []
  const pieces = [
    { text: shown(cue.slice(0, marks[0]?.index)), startSeconds },
    ...marks.map((mark, i) => ({
      text: shown(cue.slice(mark.index + mark[0].length, marks[i + 1]?.index)),
      startSeconds: secondsOfClock(mark[1] ?? '') ?? startSeconds,
    })),
  ]
  return pieces.flatMap(({ text, startSeconds: from }, i) =>
    text === '' ? [] : [{ text, startSeconds: from, endSeconds: pieces[i + 1]?.startSeconds ?? endSeconds }],
  )
}

function shown(text: string): string {
  const plain = text.replace(markup, '')
  return tidied(
    plain.replace(/&(amp|lt|gt|nbsp|lrm|rlm);/g, (whole, name: string) => entities[name] ?? whole),
  )
}
