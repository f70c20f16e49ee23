/** What a person does with the lines of a song: taps them along, nudges, writes, splits and joins. Every answer can be sung. */
import { isShowable, showableLine } from '../language/showable.ts'
import { mostCharactersOfLine, mostWordsOfLine } from './limits.ts'
import type { LyricLine, LyricWord } from './lyrics.ts'
import { sungLength, syllableSeconds, wordsOf } from './words.ts'
import { wordsWithin } from './words-within.ts'

/** Lines and the length of the song that they are sung in. */
export type Sheet = { readonly lines: readonly LyricLine[]; readonly songSeconds: number }

/** Until somebody says when a word or line ends, it lasts for at least this. */
const shortestSeconds = 0.3

/**
 * A line begins now, but no sooner than what is known above it: one tap at the wrong place must not undo those before. The
 * line above ends here at the latest, and guesses above begin no later; guesses below move along, as far as the next line
 * that is no guess, and nothing below begins sooner.
 */
export function tapLine({ lines, songSeconds }: Sheet, at: number, seconds: number): readonly LyricLine[] {
  const tapped = lines[at]
  if (tapped === undefined) return lines
  const known = lines.slice(0, at).reduce((last, line) => (line.isGuess ? last : line.startSeconds), 0)
  const now = clamped(seconds, known, songSeconds)
  const by = now - tapped.startSeconds
  const next = lines.findIndex((line, i) => i > at && !line.isGuess)
  const limit = next < 0 ? songSeconds : Math.max(now, lines[next]?.startSeconds ?? songSeconds)
  const moved = lines.map((line, i): LyricLine => {
    if (i < at) return endedBy(line, now, i === at - 1 && line.endSeconds >= tapped.startSeconds - 0.001)
    if (i === at) return { ...line, startSeconds: now, endSeconds: now, words: [], isGuess: false }
    if (!line.isGuess || (next >= 0 && i > next)) return startedFrom(line, now)
    return shiftedLine(line, by, { least: now, most: limit })
  })
  return moved.map((line, i) =>
    i === at ? { ...line, endSeconds: naturalEnd(moved, i, songSeconds) } : line,
  )
}

/** A word of a line begins now; the first begins its line. Words after it have no times until they are tapped. */
export function tapWord(
  sheet: Sheet,
  { at, word }: { readonly at: number; readonly word: number },
  seconds: number,
): readonly LyricLine[] {
  const before = sheet.lines[at]?.words.slice(0, word) ?? []
  const lines = word === 0 ? tapLine(sheet, at, seconds) : sheet.lines
  const line = lines[at]
  const text = line === undefined ? undefined : wordsOf(line.text)[word]
  if (line === undefined || text === undefined) return lines
  const now = clamped(seconds, before.at(-1)?.startSeconds ?? line.startSeconds, sheet.songSeconds)
  const last = before.length - 1
  const ended = before.map((each, i) => (i === last ? { ...each, endSeconds: now } : each))
  const endSeconds = Math.max(line.endSeconds, Math.min(sheet.songSeconds, now + shortestSeconds))
  const words = [...ended, { text, startSeconds: now, endSeconds }]
  return replaced(lines, at, { ...line, endSeconds, words, isGuess: false })
}

/** A line ends now. */
export function endLine({ lines, songSeconds }: Sheet, at: number, seconds: number): readonly LyricLine[] {
  const line = lines[at]
  if (line === undefined) return lines
  return replaced(lines, at, endedAt(line, clamped(seconds, line.startSeconds, songSeconds)))
}

/** Moves a line with its words, between its neighbours' beginnings. */
export function nudgeLine(
  { lines, songSeconds }: Sheet,
  at: number,
  bySeconds: number,
): readonly LyricLine[] {
  const line = lines[at]
  if (line === undefined) return lines
  const least = lines[at - 1]?.startSeconds ?? 0
  const most = lines[at + 1]?.startSeconds ?? songSeconds
  const by = clamped(line.startSeconds + bySeconds, least, most) - line.startSeconds
  const moved = shiftedLine(line, by, { least: 0, most: songSeconds })
  return replaced(lines, at, { ...moved, isGuess: false })
}

/** Gives a line another text, of which what cannot be shown is left out. Its words keep their times where there are as many as before. */
export function rewriteLine(lines: readonly LyricLine[], at: number, wished: string): readonly LyricLine[] {
  const line = lines[at]
  const text = showableLine(wished)
  if (line === undefined || text.trim() === '') return lines
  const texts = wordsOf(text)
  const words =
    texts.length === line.words.length
      ? line.words.map((word, i) => ({ ...word, text: texts[i] ?? word.text }))
      : []
  return replaced(lines, at, { ...line, text, words })
}

/** Makes two lines of one, at a place in its text; the second begins with its first word, or at its share of the line. */
export function splitLine(lines: readonly LyricLine[], at: number, character: number): readonly LyricLine[] {
  const line = lines[at]
  const [before, after] = [
    line?.text.slice(0, character).trim() ?? '',
    line?.text.slice(character).trim() ?? '',
  ]
  // Between the halves of a character there is nothing to split at.
  if (line === undefined || before === '' || after === '' || !isShowable(before)) return lines
  const count = wordsOf(before).length
  const isWordEnd = wordsOf(`${before} ${after}`).length === wordsOf(line.text).length
  const words = isWordEnd ? line.words : []
  const share = sungLength(before) / (sungLength(before) + sungLength(after))
  const middle =
    words[count]?.startSeconds ?? line.startSeconds + share * (line.endSeconds - line.startSeconds)
  const first = endedAt({ ...line, text: before, words: words.slice(0, count) }, middle)
  const second = { ...line, text: after, startSeconds: middle, words: words.slice(count) }
  return inOrder([...lines.slice(0, at), first, second, ...lines.slice(at + 1)])
}

/** Makes one line of a line and the next, where it is no longer than a line may be. */
export function joinLines(lines: readonly LyricLine[], at: number): readonly LyricLine[] {
  const [line, next] = [lines[at], lines[at + 1]]
  if (line === undefined || next === undefined) return lines
  const words = line.words.length > 0 && next.words.length > 0 ? [...line.words, ...next.words] : []
  const text = `${line.text} ${next.text}`
  if (text.length > mostCharactersOfLine || words.length > mostWordsOfLine) return lines
  const times = {
    startSeconds: line.startSeconds,
    endSeconds: Math.max(line.endSeconds, next.endSeconds),
  }
  const isGuess = line.isGuess || next.isGuess
  const joined = { text, ...times, words: wordsWithin(words, times), isGuess }
  return [...lines.slice(0, at), joined, ...lines.slice(at + 2)]
}

/** Puts a new line after a line, or before all for -1: a guess between its neighbours. */
export function addLine({ lines, songSeconds }: Sheet, after: number, wished: string): readonly LyricLine[] {
  const text = showableLine(wished)
  const startSeconds = lines[after]?.endSeconds ?? 0
  const next = lines[after + 1]?.startSeconds ?? songSeconds
  const from = Math.min(startSeconds, next)
  const endSeconds = Math.max(from, Math.min(next, from + sungLength(text) * syllableSeconds))
  const line = { text, startSeconds: from, endSeconds, words: [], isGuess: true }
  return [...lines.slice(0, after + 1), ...inOrder([line, ...lines.slice(after + 1)])]
}

/** Takes a line out. */
export function removeLine(lines: readonly LyricLine[], at: number): readonly LyricLine[] {
  return lines.filter((_, i) => i !== at)
}

/** Changes the places of a line and the next; the times stay where they are, and are guesses for the line they now have. */
export function swapLines(lines: readonly LyricLine[], at: number): readonly LyricLine[] {
  const [line, next] = [lines[at], lines[at + 1]]
  if (line === undefined || next === undefined) return lines
  const taken = (place: LyricLine, text: string) => ({ ...place, text, words: [] })
  return [...lines.slice(0, at), taken(line, next.text), taken(next, line.text), ...lines.slice(at + 2)]
}

function replaced(lines: readonly LyricLine[], at: number, line: LyricLine): readonly LyricLine[] {
  return lines.map((each, i) => (i === at ? line : each))
}

function clamped(seconds: number, least: number, most: number): number {
  return Math.min(Math.max(least, seconds), Math.max(least, most))
}

/** A line above one that begins now. It ends now if it lasted until that one, or longer. */
function endedBy(line: LyricLine, now: number, lastedUntil: boolean): LyricLine {
  const starting = line.startSeconds > now ? { ...line, startSeconds: now, words: [] } : line
  if (lastedUntil) return endedAt(starting, now)
  return starting.endSeconds > now ? endedAt(starting, now) : starting
}

function endedAt(line: LyricLine, endSeconds: number): LyricLine {
  const words = line.words.map((word) => within(word, line.startSeconds, endSeconds))
  const last = words.at(-1)
  const longer = last === undefined ? words : [...words.slice(0, -1), { ...last, endSeconds }]
  return { ...line, endSeconds, words: longer }
}

function startedFrom(line: LyricLine, now: number): LyricLine {
  if (line.startSeconds >= now) return line
  return { ...line, startSeconds: now, endSeconds: Math.max(now, line.endSeconds), words: [] }
}

function within(word: LyricWord, least: number, most: number): LyricWord {
  return {
    ...word,
    startSeconds: clamped(word.startSeconds, least, most),
    endSeconds: clamped(word.endSeconds, least, most),
  }
}

function shiftedLine(
  line: LyricLine,
  by: number,
  { least, most }: { readonly least: number; readonly most: number },
): LyricLine {
  const startSeconds = clamped(line.startSeconds + by, least, most)
  const endSeconds = clamped(line.endSeconds + by, startSeconds, most)
  const words = line.words.map((word) =>
    within(
      { ...word, startSeconds: word.startSeconds + by, endSeconds: word.endSeconds + by },
      startSeconds,
      endSeconds,
    ),
  )
  return { ...line, startSeconds, endSeconds, words }
}

/** Until the next line, if that is near; else as long as there is to sing. */
function naturalEnd(lines: readonly LyricLine[], at: number, songSeconds: number): number {
  const start = lines[at]?.startSeconds ?? 0
  const next = lines[at + 1]?.startSeconds ?? songSeconds
  const sung = Math.max(shortestSeconds, sungLength(lines[at]?.text ?? '') * syllableSeconds * 2)
  return clamped(Math.min(next, start + sung), start, songSeconds)
}

/** No line begins before the one above it. */
function inOrder(lines: readonly LyricLine[]): readonly LyricLine[] {
  let earliest = 0
  return lines.map((line) => {
    const from = startedFrom(line, earliest)
    earliest = from.startSeconds
    return from
  })
}
