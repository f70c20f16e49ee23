/** Writes lyrics as files that players and editors read: LRC by line or by word, SubRip and WebVTT. */
import { clockOfSeconds, lrcTimeOfSeconds } from './clock-times.ts'
import type { LyricLine, Lyrics } from './lyrics.ts'

/** The files that are written; `lrc-words` is LRC of the enhanced form, with a stamp for every word that has one. */
export type LyricsFileKind = 'lrc' | 'lrc-words' | 'srt' | 'vtt'

/** The file of these lyrics. */
export function writeLyrics(lyrics: Pick<Lyrics, 'lines' | 'language'>, kind: LyricsFileKind): string {
  switch (kind) {
    case 'lrc':
      return lrcFile(lyrics, ({ text }) => onOneLine(text))
    case 'lrc-words':
      return lrcFile(lyrics, wordsOfLrc)
    case 'srt':
      return blocks(lyrics.lines.map((line, i) => [String(i + 1), timesOf(line, ','), line.text]))
    case 'vtt':
      return blocks([['WEBVTT'], ...lyrics.lines.map((line) => [timesOf(line, '.'), wordsOfVtt(line)])])
  }
}

function blocks(each: readonly (readonly string[])[]): string {
  return each.map((lines) => `${lines.join('\n')}\n`).join('\n')
}

function timesOf({ startSeconds, endSeconds }: LyricLine, mark: ',' | '.'): string {
  return `${clockOfSeconds(startSeconds, mark)} --> ${clockOfSeconds(endSeconds, mark)}`
}

/** LRC says only when a line begins: one that ends before the next begins is ended by a line of no text. */
function lrcFile(
  { lines, language }: Pick<Lyrics, 'lines' | 'language'>,
  textOf: (line: LyricLine) => string,
): string {
  const rows = lines.flatMap((line, i) => {
    const next = lines[i + 1]?.startSeconds
    const end = lrcTimeOfSeconds(line.endSeconds)
    const isEnded = next !== undefined && (next <= line.endSeconds || lrcTimeOfSeconds(next) === end)
    const row = `[${lrcTimeOfSeconds(line.startSeconds)}]${textOf(line)}`
    return isEnded ? [row] : [row, `[${end}]`]
  })
  return `${[...(language === null ? [] : [`[la:${language}]`]), ...rows].join('\n')}\n`
}

/** A stamp before every word, and one after it where the next does not begin at once. */
function wordsOfLrc(line: LyricLine): string {
  return stamped(line, (seconds) => `<${lrcTimeOfSeconds(seconds)}>`, onOneLine)
}

/** A line of LRC has a stamp of its own: the second line of a caption would have none. */
function onOneLine(text: string): string {
  return text.replaceAll('\n', ' ')
}

function wordsOfVtt(line: LyricLine): string {
  return stamped(line, (seconds) => `<${clockOfSeconds(seconds, '.')}>`, escaped)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function stamped(
  line: LyricLine,
  stampOf: (seconds: number) => string,
  textOf: (text: string) => string,
): string {
  let read = 0
  let written = ''
  for (const [i, word] of line.words.entries()) {
    const at = line.text.indexOf(word.text, read)
    const end = stampOf(word.endSeconds)
    const next = line.words[i + 1]
    written += textOf(line.text.slice(read, at)) + stampOf(word.startSeconds) + textOf(word.text)
    if (next === undefined || stampOf(next.startSeconds) !== end) written += end
    read = at + word.text.length
  }
  return written + textOf(line.text.slice(read))
}
