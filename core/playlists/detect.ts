/** Finds out which form of playlist a file is: by what is in it, and by its name only where that says nothing. */
import { formatOfHeader, separatorLine } from './csv-columns.ts'
import { extensionOf, formatsOfExtensions } from './extensions.ts'
import type { PlaylistFormat } from './formats.ts'
import { PlaylistUnreadable } from './reading.ts'
import { linksIn } from './spotify-links.ts'

/** A text that stands at a place of a file, byte by byte. */
type Mark = readonly [at: number, text: string]

/** By what files of other kinds are known, and how each is called in a sentence. No mark could begin a list of songs. */
const otherKinds: readonly (readonly [name: string, ...marks: readonly Mark[]])[] = [
  ['a sound file (MP3)', [0, 'ID3\u0002']],
  ['a sound file (MP3)', [0, 'ID3\u0003']],
  ['a sound file (MP3)', [0, 'ID3\u0004']],
  ['a sound file (MP3)', [0, '\u00ff\u00fb']],
  ['a sound file (MP3)', [0, '\u00ff\u00f3']],
  ['a sound file (AAC)', [0, '\u00ff\u00f1']],
  ['a sound file (FLAC)', [0, 'fLaC\0']],
  ['a sound file (Ogg)', [0, 'OggS\0']],
  ['a sound file (WAV)', [0, 'RIFF'], [8, 'WAVE']],
  ['a video file (AVI)', [0, 'RIFF'], [8, 'AVI ']],
  ['a picture (WebP)', [0, 'RIFF'], [8, 'WEBP']],
  ['a sound file (AIFF)', [0, 'FORM'], [8, 'AIF']],
  ['a sound or video file (MP4)', [0, '\0\0'], [4, 'ftyp']],
  ['a video file (Matroska)', [0, '\u001aE\u00df\u00a3']],
  ['a picture (PNG)', [0, '\u0089PNG']],
  ['a picture (JPEG)', [0, '\u00ff\u00d8\u00ff']],
  ['a picture (GIF)', [0, 'GIF89a']],
  ['a picture (GIF)', [0, 'GIF87a']],
  ['a PDF document', [0, '%PDF-']],
  ['a packed file (gzip)', [0, '\u001f\u008b']],
  ['a packed file (7-Zip)', [0, '7z\u00bc\u00af']],
  ['a packed file (RAR)', [0, 'Rar!\u001a']],
  ['a database', [0, 'SQLite format 3\0']],
  ['an old Office document', [0, '\u00d0\u00cf\u0011\u00e0']],
]

/** Refuses what is no text, by its first bytes, in a sentence that says what it is instead. */
export function refuseOtherKinds(start: Uint8Array): void {
  const beginning = String.fromCharCode(...start.subarray(0, 32))
  const kind = otherKinds.find(([, ...marks]) => marks.every(([at, text]) => beginning.startsWith(text, at)))
  if (kind !== undefined) throw new PlaylistUnreadable(`This is ${kind[0]}, not a playlist.`)
}

/** A control that no text has, since it is not white space. */
const unprintable = /(?!\s)\p{Cc}/gu

/** The form of a file with this name that begins with this text. Refuses, in one sentence, what is no playlist. */
export function formatOfFile(fileName: string, start: string): PlaylistFormat {
  const unprintables = start.match(unprintable)?.length ?? 0
  if (unprintables > start.length / 50)
    throw new PlaylistUnreadable('This is not a file of text, so it is no playlist.')
  const text = start.trimStart()
  if (text === '') throw new PlaylistUnreadable('The file is empty.')
  return formatOfContent(fileName, text) ?? formatOfName(fileName, text)
}

/** A line that only M3U has, below comments or on top. */
const extended = /^(?:#[^\r\n]*[\r\n]+)*#EXT(?:M3U|INF|M3A|ENC)\b/i

function formatOfContent(fileName: string, text: string): PlaylistFormat | undefined {
  if (text.startsWith('<')) return formatOfXml(text)
  if (/^[{[]\s*["{}\]]/.test(text)) return formatOfJson(text)
  if (/^\[playlist\]/i.test(text)) return 'pls'
  if (extended.test(text)) return /\.m3u$/i.test(fileName) ? 'm3u' : 'm3u8'
  const [line = ''] = text.split(/[\r\n]/, 1)
  if (line.length <= 1000 && linksIn(line).rest === '') return 'spotify-links'
  return undefined
}

function formatOfXml(text: string): PlaylistFormat | undefined {
  if (/<\s*asx[\s>]/i.test(text)) return 'asx'
  if (/<\?wpl\b|<smil[\s>]/i.test(text)) return 'wpl'
  if (/<plist[\s>]/.test(text)) return 'itunes'
  if (/<(\w+:)?playlist[\s>]|xspf/.test(text)) return 'xspf'
  if (/<!doctype html|<html[\s>]/i.test(text))
    throw new PlaylistUnreadable('This is a web page, not a playlist.')
  return undefined
}

function formatOfJson(text: string): PlaylistFormat {
  if (text.includes('"cuecraft-playlist"')) return 'json'
  if (/"(trackName|msPlayed|ms_played|lastModifiedDate|trackUri)"/.test(text)) return 'spotify-account'
  if (/"uri"\s*:\s*"spotify:/.test(text)) return 'spotify-account'
  if (/"(playlist|track|creator|identifier)"/.test(text)) return 'jspf'
  return 'json'
}

/** A path or address of a sound, as a bare list of files has it. */
const soundPath = /\.(mp3|flac|m4a|aac|ogg|oga|opus|wav|wma|aiff?|alac|ape|wv)$/i

function formatOfName(fileName: string, text: string): PlaylistFormat {
  const named = formatsOfExtensions[extensionOf(fileName)]
  const isTable = named === 'csv'
  if (named !== undefined && named !== 'text' && !isTable) return named
  const [line = ''] = text.replace(separatorLine, '').split(/[\r\n]/, 1)
  const table = formatOfHeader(line, isTable)
  if (table !== undefined) return table
  if (isTable) {
    throw new PlaylistUnreadable(
      'The first line of a table has to name its columns; none of these is a title of songs.',
    )
  }
  return named ?? (soundPath.test(line.trim()) ? 'm3u8' : 'text')
}
