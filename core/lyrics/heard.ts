/** What a model hears in a song: how the song is cut for it, and how its answers become lines. */
import { z } from 'zod'
import { showableLine } from '../language/showable.ts'
import { type LyricLine, LyricWord } from './lyrics.ts'
import { tidied } from './reading.ts'
import { charactersOf } from './words.ts'
import { wordsWithin } from './words-within.ts'

/** A stretch of the song that is listened to at once. */
export type VoicePiece = { readonly startSeconds: number; readonly lengthSeconds: number }

/** What was heard in a piece: words in seconds of the song, as the model wrote them, with the spaces before them. */
export const HeardPiece = z.object({ language: z.string().nullable(), words: z.array(LyricWord).readonly() })

/** See the schema `HeardPiece`. */
export type HeardPiece = z.output<typeof HeardPiece>

/**
 * Pieces of a minute: two windows of Whisper, half a megabyte as it is sent, and short enough that somebody who waits sees
 * it go on. They overlap, so that a word at a cut is whole in one of the two.
 */
const pieceSeconds = 60
const overlapSeconds = 4
/** A rest of the song shorter than this goes with the piece before it. */
const leastRestSeconds = 10

/** A line is broken at a pause of this length, and once it is long at the next comma or so. */
const pauseSeconds = 0.9
const longCharacters = 32
const mostCharacters = 60
/** About 200 tokens of Latin letters; other scripts take more, and lose the beginning of the hint. */
const mostPromptCharacters = 600

/** The pieces that a song is listened to in. */
export function voicePieces(songSeconds: number): readonly VoicePiece[] {
  const pieces: VoicePiece[] = []
  for (let start = 0; ; start += pieceSeconds) {
    const isLast = songSeconds - start - pieceSeconds < leastRestSeconds
    const lengthSeconds = isLast ? songSeconds - start : pieceSeconds + overlapSeconds
    pieces.push({ startSeconds: start, lengthSeconds })
    if (isLast) return pieces
  }
}

/** The words of all pieces, each once: where two pieces overlap, the middle of it is where one hands over to the next. */
export function joinHeard(pieces: readonly VoicePiece[], heard: readonly HeardPiece[]): readonly LyricWord[] {
  return heard.flatMap(({ words }, i) => {
    const from = i === 0 ? 0 : (pieces[i]?.startSeconds ?? 0) + overlapSeconds / 2
    const next = pieces[i + 1]?.startSeconds
    const to = next === undefined ? Number.POSITIVE_INFINITY : next + overlapSeconds / 2
    return words.filter(({ startSeconds, endSeconds }) => {
      const middle = (startSeconds + endSeconds) / 2
      return middle >= from && middle < to
    })
  })
}

/**
 * What is probably sung in a piece, as a hint to the model: the written lines of that share of the song, and as many more
 * round them as it reads (Whisper takes 224 tokens and drops what comes first).
 */
export function promptOfPiece(
  texts: readonly string[],
  { piece, pieces }: { readonly piece: number; readonly pieces: number },
): string {
  const middle = Math.min(texts.length - 1, Math.floor(((piece + 0.5) / pieces) * texts.length))
  let [from, to] = [middle, middle + 1]
  while (from > 0 || to < texts.length) {
    const wider = [Math.max(0, from - 1), Math.min(texts.length, to + 1)] as const
    if (texts.slice(...wider).join('\n').length > mostPromptCharacters) break
    ;[from, to] = wider
  }
  return texts.slice(Math.max(0, from), to).join('\n').slice(0, mostPromptCharacters)
}

/** Heard words as lines, broken where a singer would breathe. */
export function linesOfHeard(words: readonly LyricWord[], songSeconds: number): readonly LyricLine[] {
  const groups: LyricWord[][] = []
  for (const word of words) {
    const group = groups.at(-1)
    if (group === undefined || isBreak(group, word)) groups.push([word])
    else group.push(word)
  }
  return groups.flatMap((group) => lineOf(group, songSeconds))
}

function isBreak(group: readonly LyricWord[], next: LyricWord): boolean {
  const last = group.at(-1)
  if (last !== undefined && next.startSeconds - last.endSeconds >= pauseSeconds) return true
  const length = charactersOf(group.map(({ text }) => text).join('')).length
  const isPhrase = /[\p{Po}\p{Pd}]\s*$/u.test(last?.text ?? '') && !/['’]\s*$/u.test(last?.text ?? '')
  return length >= mostCharacters || (length >= longCharacters && isPhrase)
}

function lineOf(group: readonly LyricWord[], songSeconds: number): readonly LyricLine[] {
  const text = spoken(group.map((word) => word.text).join(''))
  if (text === '') return []
  const startSeconds = Math.min(songSeconds, group[0]?.startSeconds ?? 0)
  const sung = group.map((word) => ({ ...word, text: spoken(word.text) })).filter((word) => word.text !== '')
  const words = wordsWithin(sung, { startSeconds, endSeconds: songSeconds })
  const endSeconds = words.reduce((latest, word) => Math.max(latest, word.endSeconds), startSeconds)
  return [{ text, startSeconds, endSeconds, words, isGuess: false }]
}

/** What a model wrote, on one line and without what cannot be shown. */
function spoken(text: string): string {
  return tidied(showableLine(text))
}
