/** Spreads lines whose times nobody knows over the parts of a song where people sing, and calls them guesses. */
import type { Analysis } from '../audio/analysis.ts'
import type { LyricLine } from './lyrics.ts'
import { sungLength } from './words.ts'

/** Parts in which there is mostly nobody singing. */
const unsungParts = new Set(['intro', 'outro', 'break', 'instrumental', 'solo', 'silence'])
/** No line is held for longer than this. */
const longestLineSeconds = 8
/** A line does not begin with less than this left of its part: it would be sung over the border. */
const leastLeftSeconds = 0.5

type Stretch = { readonly startSeconds: number; readonly endSeconds: number }

/**
 * The lines in order over the sung parts of a song, each as long as there is to sing in it. Without an analysis, or where
 * it knows no sung part, over the whole song.
 */
export function spreadLines(
  texts: readonly string[],
  songSeconds: number,
  analysis: Pick<Analysis, 'segments'> | undefined,
): readonly LyricLine[] {
  const stretches = sungStretches(songSeconds, analysis)
  const sungSeconds = stretches.reduce(
    (sum, { startSeconds, endSeconds }) => sum + endSeconds - startSeconds,
    0,
  )
  const total = texts.reduce((sum, text) => sum + sungLength(text), 0)
  let sung = 0
  const starts = texts.map((text) => {
    const start = placeIn(stretches, (sung / total) * sungSeconds)
    sung += sungLength(text)
    return start
  })
  return texts.map((text, i): LyricLine => {
    const { at = songSeconds, untilSeconds = songSeconds } = starts[i] ?? {}
    const endSeconds = Math.min(starts[i + 1]?.at ?? songSeconds, untilSeconds, at + longestLineSeconds)
    return { text, startSeconds: at, endSeconds: Math.max(at, endSeconds), words: [], isGuess: true }
  })
}

function sungStretches(
  songSeconds: number,
  analysis: Pick<Analysis, 'segments'> | undefined,
): readonly Stretch[] {
  const sung = (analysis?.segments ?? [])
    .filter(({ label }) => !unsungParts.has(label))
    .map(({ time, duration }) => ({ startSeconds: time, endSeconds: Math.min(songSeconds, time + duration) }))
    .filter(({ startSeconds, endSeconds }) => endSeconds - startSeconds > leastLeftSeconds)
  return sung.length === 0 ? [{ startSeconds: 0, endSeconds: songSeconds }] : sung
}

/** A moment of the sung parts, counted as if nothing lay between them, as a moment of the song. */
function placeIn(
  stretches: readonly Stretch[],
  sungSeconds: number,
): { readonly at: number; readonly untilSeconds: number } {
  let left = sungSeconds
  for (const [i, { startSeconds, endSeconds }] of stretches.entries()) {
    const isLast = i === stretches.length - 1
    if (isLast || left <= endSeconds - startSeconds - leastLeftSeconds)
      return { at: Math.min(endSeconds, startSeconds + Math.max(0, left)), untilSeconds: endSeconds }
    left -= endSeconds - startSeconds
  }
  return { at: 0, untilSeconds: 0 }
}
