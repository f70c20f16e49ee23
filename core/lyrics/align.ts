/** Gives written lines the times at which their words were heard, although what was heard is full of mistakes. */
import { evenWords } from './known-words.ts'
import type { LyricLine, LyricWord } from './lyrics.ts'
import { matchWords } from './match-words.ts'
import { type PlacedLine, type PlacedWord, placeLines } from './place-lines.ts'
import { soundOf, wordsOf } from './words.ts'

/** Two words of one line lie no further apart than this, and this much more for every word between them. */
const mostGapSeconds = 3
const mostGapAWordSeconds = 1
/** A line of which fewer words were heard than this share was not recognised, whatever the few were. */
const leastShare = 1 / 3

/**
 * The lines with the times of the heard words they match; lines that were not recognised lie between their neighbours
 * and are marked as guesses. `undefined` when no line was recognised at all.
 */
export function alignLines(
  texts: readonly string[],
  heard: readonly LyricWord[],
  songSeconds: number,
): readonly LyricLine[] | undefined {
  // In scripts without spaces a model hears several characters as one word.
  const parts = heard.flatMap(evenWords).toSorted((a, b) => a.startSeconds - b.startSeconds)
  const words = texts.flatMap((text, line) => wordsOf(text).map((word) => ({ line, word })))
  const matches = matchWords({
    written: words.map(({ word }) => soundOf(word)),
    heard: parts.map(({ text }) => soundOf(text)),
  })
  const placed = texts.map((text): PlacedLine => ({ text, words: [], isHeard: false }))
  const found = texts.map((): PlacedWord[] => [])
  for (const [i, { line, word }] of words.entries()) {
    const match = parts[matches[i] ?? -1]
    found[line]?.push(match === undefined ? { text: word, times: undefined } : { text: word, times: match })
  }
  const lines = placed.map(({ text }, line): PlacedLine => {
    const run = longestRun(found[line] ?? [])
    const sounded = run.filter(({ text: word }) => soundOf(word) !== '').length
    const matched = run.filter(({ times }) => times !== undefined).length
    return { text, words: run, isHeard: matched > 0 && matched >= sounded * leastShare }
  })
  return lines.some(({ isHeard }) => isHeard) ? placeLines(lines, songSeconds) : undefined
}

/**
 * The words of a line, with the times only of its longest stretch without a gap that no singer leaves: a word that also
 * comes somewhere else in the song may have been found there.
 */
function longestRun(words: readonly PlacedWord[]): readonly PlacedWord[] {
  const runs: number[][] = []
  let last: { readonly at: number; readonly endSeconds: number } | undefined
  for (const [at, { times }] of words.entries()) {
    if (times === undefined) continue
    const most = last === undefined ? 0 : mostGapSeconds + (at - last.at - 1) * mostGapAWordSeconds
    if (last !== undefined && times.startSeconds - last.endSeconds <= most) runs.at(-1)?.push(at)
    else runs.push([at])
    last = { at, endSeconds: times.endSeconds }
  }
  const longest = runs.reduce<readonly number[]>((best, run) => (run.length > best.length ? run : best), [])
  return words.map((word, at) => (longest.includes(at) ? word : { text: word.text, times: undefined }))
}
