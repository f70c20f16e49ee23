/** Reads a lyrics file of any form that is known: which one it is follows from what is in it, not from its name. */
import { decodeText } from '../language/decode-text.ts'
import { mostLines } from './limits.ts'
import { isLrcLine, readLrc } from './read-lrc.ts'
import { readSrt } from './read-srt.ts'
import { readVtt } from './read-vtt.ts'
import { cutText, fileLines, type LyricsFormat, type LyricsReading, tidied, tooManyLines } from './reading.ts'

/** The largest file of lyrics. The longest songs have words for some fifty thousand characters. */
export const mostLyricsBytes = 1024 * 1024

/** A control character that is no white space, which no text has. */
const unprintable = /(?!\s)\p{Cc}/u

const partWords =
  '(?:verse|chorus|pre-?chorus|post-?chorus|bridge|intro|outro|hook|refrain|interlude|instrumental|solo|break)'
/** A line such as `[Chorus: Anna]`, `(Verse 2)` or `Chorus:`, which names a part. */
const partName = new RegExp(
  `^(?:\\[${partWords}\\b[^\\]]*\\]|\\(${partWords}[ \\dx]*\\)|${partWords}[ \\d]*:?)$`,
  'i',
)

/** The lyrics of a file, with its bytes or its text. Answers why, in a sentence, where there is nothing to read. */
export function readLyrics(file: Uint8Array | string, songSeconds: number): LyricsReading {
  if (file.length > mostLyricsBytes) {
    return {
      ok: false,
      reason: `The file is larger than the ${mostLyricsBytes / 1024 / 1024} MB that words of a song need.`,
    }
  }
  const { text, isGuess } = typeof file === 'string' ? { text: file, isGuess: false } : decodeText(file)
  const reading = readText(text.replace(/^\ufeff/, ''), songSeconds)
  if (!reading.ok || !isGuess) return reading
  const loss = 'The file does not say how its characters are written; they were read as Latin-1.'
  return { ...reading, losses: [loss, ...reading.losses] }
}

function readText(text: string, songSeconds: number): LyricsReading {
  if (unprintable.test(text)) return { ok: false, reason: 'This is not a file of text.' }
  if (text.trim() === '') return { ok: false, reason: 'The file is empty.' }
  switch (formatOf(text)) {
    case 'vtt':
      return readVtt(text, songSeconds)
    case 'srt':
      return readSrt(text, songSeconds)
    case 'lrc':
      return readLrc(text, songSeconds)
    case 'plain':
      return readPlain(text)
  }
}

function formatOf(text: string): LyricsFormat {
  if (/^\s*WEBVTT(?:\s|$)/.test(text)) return 'vtt'
  const lines = fileLines(text)
  if (lines.some((line) => /^\s*\d[\d:.,]*\s*-->\s*\d/.test(line))) return 'srt'
  return lines.some(isLrcLine) ? 'lrc' : 'plain'
}

/** Every line that can be sung. Names of parts are not. */
function readPlain(text: string): LyricsReading {
  const losses: string[] = []
  const texts = fileLines(text).flatMap((line, i) => {
    const words = tidied(line)
    if (words === '') return []
    if (partName.test(words)) {
      losses.push(`Line ${i + 1} of the file, “${words}”, names a part and is not sung; it was left out.`)
      return []
    }
    return [cutText(words, i + 1, losses)]
  })
  if (texts.length === 0)
    return { ok: false, reason: losses[0] ?? 'The file holds no line that could be sung.' }
  if (texts.length > mostLines) return { ok: false, reason: tooManyLines(texts.length) }
  return { ok: true, value: { kind: 'plain', format: 'plain', language: null, texts }, losses }
}
