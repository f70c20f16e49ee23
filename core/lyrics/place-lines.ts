/** Places what was not heard between what was: words inside their line, lines between their neighbours. */
import type { LyricLine, LyricWord } from './lyrics.ts'
import { charactersOf, sungLength, syllableSeconds } from './words.ts'

/** A word of a line, and when it was heard if it was. */
export type PlacedWord = {
  readonly text: string
  readonly times: { readonly startSeconds: number; readonly endSeconds: number } | undefined
}

/** A line, its words in order, and whether enough of them were heard. */
export type PlacedLine = {
  readonly text: string
  readonly words: readonly PlacedWord[]
  readonly isHeard: boolean
}

type Stretch = { readonly startSeconds: number; readonly endSeconds: number }

/** The lines with a time for each. Lines that were not heard are marked as guesses and have no words of their own. */
export function placeLines(lines: readonly PlacedLine[], songSeconds: number): readonly LyricLine[] {
  const anchors = anchorsOf(lines, songSeconds)
  const placed: LyricLine[] = []
  for (let i = 0; i < lines.length; ) {
    const anchor = anchors[i]
    const line = lines[i]
    if (anchor !== undefined && line !== undefined) {
      const below = anchors.find((each, at) => at > i && each !== undefined)
      const room = {
        startSeconds: placed.at(-1)?.endSeconds ?? 0,
        endSeconds: below?.startSeconds ?? songSeconds,
      }
      placed.push(heardLine(line, anchor, room))
      i += 1
      continue
    }
    const next = anchors.findIndex((each, at) => at > i && each !== undefined)
    const end = next < 0 ? lines.length : next
    const room = {
      startSeconds: placed.at(-1)?.endSeconds ?? 0,
      endSeconds: Math.max(placed.at(-1)?.endSeconds ?? 0, anchors[next]?.startSeconds ?? songSeconds),
    }
    placed.push(...guessedLines(lines.slice(i, end), room, i === 0))
    i = end
  }
  return placed.map((line) => ({ ...rounded(line), words: line.words.map(rounded) }))
}

/** To whole milliseconds: nobody hears more, and sums of fractions leave digits that mean nothing. */
function rounded<S extends Stretch>(stretch: S): S {
  const near = (seconds: number) => Math.round(seconds * 1000) / 1000
  return { ...stretch, startSeconds: near(stretch.startSeconds), endSeconds: near(stretch.endSeconds) }
}

/** From the first to the last heard word of each line that was heard; none begins before the one above it. */
function anchorsOf(lines: readonly PlacedLine[], songSeconds: number): readonly (Stretch | undefined)[] {
  return lines.map(({ words, isHeard }) => {
    const times = isHeard ? words.flatMap((word) => word.times ?? []) : []
    const [first, last] = [times[0], times.at(-1)]
    if (first === undefined || last === undefined) return undefined
    const startSeconds = Math.min(songSeconds, first.startSeconds)
    return { startSeconds, endSeconds: Math.min(songSeconds, Math.max(startSeconds, last.endSeconds)) }
  })
}

/** A line that was heard. Words before its first and after its last heard one are sung at the pace of the others. */
function heardLine({ text, words }: PlacedLine, anchor: Stretch, room: Stretch): LyricLine {
  const first = words.findIndex(({ times }) => times !== undefined)
  const last = words.findLastIndex(({ times }) => times !== undefined)
  const core = lengthOf(words.slice(first, last + 1))
  const pace = (anchor.endSeconds - anchor.startSeconds) / Math.max(1, core)
  const before = lengthOf(words.slice(0, first)) * pace
  const after = lengthOf(words.slice(last + 1)) * pace
  const startSeconds = Math.max(
    Math.min(room.startSeconds, anchor.startSeconds),
    anchor.startSeconds - before,
  )
  const endSeconds = Math.min(Math.max(room.endSeconds, anchor.endSeconds), anchor.endSeconds + after)
  return {
    text,
    startSeconds,
    endSeconds,
    isGuess: false,
    words: [...timedWords(words, { startSeconds, endSeconds })],
  }
}

/** Every word with a time: those that were heard their own, the others an even share of what lies between. */
function timedWords(words: readonly PlacedWord[], line: Stretch): readonly LyricWord[] {
  const timed: LyricWord[] = []
  for (let i = 0; i < words.length; ) {
    const word = words[i]
    const from = timed.at(-1)?.endSeconds ?? line.startSeconds
    if (word?.times !== undefined) {
      const startSeconds = Math.min(line.endSeconds, Math.max(from, word.times.startSeconds))
      const endSeconds = Math.min(line.endSeconds, Math.max(startSeconds, word.times.endSeconds))
      timed.push({ text: word.text, startSeconds, endSeconds })
      i += 1
      continue
    }
    const next = words.findIndex(({ times }, at) => at > i && times !== undefined)
    const gap = words.slice(i, next < 0 ? words.length : next)
    const to = Math.max(from, Math.min(line.endSeconds, words[next]?.times?.startSeconds ?? line.endSeconds))
    timed.push(...shared(gap, { startSeconds: from, endSeconds: to }))
    i += gap.length
  }
  return timed
}

function shared(words: readonly PlacedWord[], { startSeconds, endSeconds }: Stretch): readonly LyricWord[] {
  const pace = (endSeconds - startSeconds) / Math.max(1, lengthOf(words))
  let at = startSeconds
  return words.map(({ text }) => {
    const from = at
    at = Math.min(endSeconds, at + charactersOf(text).length * pace)
    return { text, startSeconds: from, endSeconds: at }
  })
}

function lengthOf(words: readonly PlacedWord[]): number {
  return words.reduce((sum, { text }) => sum + charactersOf(text).length, 0)
}

/**
 * Lines that nobody heard, sung at a natural pace or faster where there is less room: right after the line above them,
 * or right before the one below when they are the first of the song.
 */
function guessedLines(lines: readonly PlacedLine[], room: Stretch, isFirst: boolean): readonly LyricLine[] {
  const total = lines.reduce((sum, { text }) => sum + sungLength(text), 0)
  const roomSeconds = room.endSeconds - room.startSeconds
  const pace = Math.min(syllableSeconds, roomSeconds / Math.max(1, total))
  let at = isFirst ? room.endSeconds - total * pace : room.startSeconds
  return lines.map(({ text }) => {
    const startSeconds = Math.max(room.startSeconds, at)
    at = Math.min(room.endSeconds, at + sungLength(text) * pace)
    return { text, startSeconds, endSeconds: Math.max(startSeconds, at), words: [], isGuess: true }
  })
}
