/**
 * Reads LRC: `[mm:ss.xx]line`, several stamps a line, tags, an offset, and word stamps `<mm:ss.xx>` of the enhanced form
 * (en.wikipedia.org/wiki/LRC_(file_format)).
 */
import { secondsOfLrcTime } from './clock-times.ts'
import { languageTag } from './limits.ts'
import type { LyricWord } from './lyrics.ts'
import { type FoundLine, fileLines, type LyricsReading, tidied, timedReading } from './reading.ts'

// Minutes that no song has are a time after its end, not words.
const stamp = /^\s*\[(\d+):(\d{1,2}(?:[.:]\d{1,3})?)\]/
const wordStamp = /<(\d+):(\d{1,2}(?:[.:]\d{1,3})?)>/g
const tag = /^\s*\[([a-z#]+):(.*)\]\s*$/i

/** How long a last line is held that nothing ends. */
const lastLineSeconds = 5

/** What is said of one stamp: a line of no text only ends what is before it. */
type Stamped = { readonly at: number; readonly startSeconds: number; readonly rest: string }

/** Whether a line of a file looks like LRC. */
export function isLrcLine(line: string): boolean {
  return stamp.test(line)
}

/** The lines of an LRC file. A line lasts until the next one, or until a stamp of no text. */
export function readLrc(text: string, songSeconds: number): LyricsReading {
  const losses: string[] = []
  const tags = new Map<string, string>()
  const stamped: Stamped[] = []
  for (const [i, line] of fileLines(text).entries()) {
    const { starts, rest } = stampsOf(line)
    const at = i + 1
    if (starts.length > 0) stamped.push(...starts.map((startSeconds) => ({ at, startSeconds, rest })))
    else noteUnstamped(line, at, { tags, losses })
  }
  const shiftSeconds = offsetOf(tags.get('offset'), losses)
  const shifted = stamped.map((each) => ({
    ...each,
    startSeconds: Math.max(0, rounded(each.startSeconds - shiftSeconds)),
  }))
  const starts = shifted.map(({ startSeconds }) => startSeconds).toSorted((a, b) => a - b)
  const found = shifted.flatMap((each) => lineOf(each, starts, shiftSeconds))
  const language = tags.get('la') ?? tags.get('lang') ?? ''
  // Several stamps of one line go to and fro by their nature; only lines of one stamp can be out of order.
  const ordered =
    shifted.length === new Set(shifted.map(({ at }) => at)).size ? found : found.toSorted(byStart)
  return timedReading(ordered, {
    format: 'lrc',
    language: languageTag.test(language) ? language : null,
    songSeconds,
    losses,
  })
}

/** To whole milliseconds: an offset must not leave the last digits of a sum of decimal fractions. */
function rounded(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}

function byStart(a: FoundLine, b: FoundLine): number {
  return a.startSeconds - b.startSeconds
}

function stampsOf(line: string): { readonly starts: readonly number[]; readonly rest: string } {
  const starts: number[] = []
  let rest = line
  for (let match = stamp.exec(rest); match !== null; match = stamp.exec(rest)) {
    starts.push(secondsOfLrcTime(match[1] ?? '', match[2] ?? ''))
    rest = rest.slice(match[0].length)
  }
  return { starts, rest }
}

function noteUnstamped(
  line: string,
  at: number,
  { tags, losses }: { readonly tags: Map<string, string>; readonly losses: string[] },
): void {
  const [, name, value] = tag.exec(line) ?? []
  if (name !== undefined) tags.set(name.toLowerCase(), (value ?? '').trim())
  else if (line.trim() !== '')
    losses.push(`Line ${at} of the file has no time that can be read; it was left out.`)
}

/** Seconds by which the offset tag wants everything sooner. */
function offsetOf(value: string | undefined, losses: string[]): number {
  if (value === undefined || value === '') return 0
  const ms = Number(value)
  if (Number.isFinite(ms)) return ms / 1000
  losses.push(`The offset “${value.slice(0, 40)}” is not a number of milliseconds and was left out.`)
  return 0
}

function lineOf(
  { at, startSeconds, rest }: Stamped,
  starts: readonly number[],
  shiftSeconds: number,
): FoundLine[] {
  const text = tidied(rest.replace(wordStamp, ''))
  if (text === '') return []
  const pieces = piecesOf(rest, startSeconds, shiftSeconds)
  const lastWordEnd = pieces.at(-1)?.startSeconds ?? startSeconds
  const next = starts.find((start) => start > startSeconds)
  const endSeconds = next ?? Math.max(lastWordEnd, startSeconds + lastLineSeconds)
  return [{ at, text, startSeconds, endSeconds, words: wordsOfPieces(pieces, endSeconds) }]
}

type Piece = { readonly text: string; readonly startSeconds: number }

/** What follows each word stamp; what stands before the first begins with the line. */
function piecesOf(rest: string, startSeconds: number, shiftSeconds: number): readonly Piece[] {
  const marks = [...rest.matchAll(wordStamp)]
  if (marks.length === 0) return []
  const before = { text: tidied(rest.slice(0, marks[0]?.index ?? 0)), startSeconds }
  const pieces = marks.map((mark, i) => ({
    text: tidied(rest.slice(mark.index + mark[0].length, marks[i + 1]?.index ?? rest.length)),
    startSeconds: Math.max(0, rounded(secondsOfLrcTime(mark[1] ?? '', mark[2] ?? '') - shiftSeconds)),
  }))
  return before.text === '' ? pieces : [before, ...pieces]
}

/** A word ends where the next stamp is, whether a word follows it or not. */
function wordsOfPieces(pieces: readonly Piece[], endSeconds: number): readonly LyricWord[] {
  return pieces.flatMap(({ text, startSeconds }, i) =>
    text === '' ? [] : [{ text, startSeconds, endSeconds: pieces[i + 1]?.startSeconds ?? endSeconds }],
  )
}
