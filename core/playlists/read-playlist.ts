/** Reads a playlist of any known form: which one it is follows from what is in it. */
import { decodeChunks } from '../language/decode-text.ts'
import { readAsx } from './asx.ts'
import { chosenReader } from './chosen-reader.ts'
import { formatOfFile, refuseOtherKinds } from './detect.ts'
import { bent } from './drafting.ts'
import type { PlaylistFormat } from './formats.ts'
import { readItunes } from './itunes.ts'
import { readJson } from './json.ts'
import { readJspf } from './jspf.ts'
import { readM3u } from './m3u.ts'
import { readPls } from './pls.ts'
import { readTable } from './read-table.ts'
import type { PlaylistPiece, PlaylistReader } from './reading.ts'
import { refuseTooMany } from './refuse-too-many.ts'
import { readSpotifyAccount } from './spotify-account.ts'
import { readText } from './text.ts'
import { readWpl } from './wpl.ts'
import { readXspf } from './xspf.ts'
import { isZip, readZip } from './zip.ts'

/** What reads each form, from its text. */
const readers: Record<PlaylistFormat, () => PlaylistReader<string>> = {
  asx: readAsx,
  csv: readTable,
  exportify: readTable,
  'exportify-classic': readTable,
  itunes: readItunes,
  json: readJson,
  jspf: readJspf,
  m3u: readM3u,
  m3u8: readM3u,
  pls: readPls,
  'spotify-account': readSpotifyAccount,
  'spotify-links': readText,
  text: readText,
  wpl: readWpl,
  xspf: readXspf,
}

/** So many bytes tell whether a file is text, and so many characters of text which form it has. */
const decidingBytes = 32
const decidingUnits = 64 * 1024

/** A reader of files, which also knows what they turned out to be. */
export type PlaylistFileReader = PlaylistReader<Uint8Array> & {
  /** `undefined` until enough has come to decide it. Of an archive it is the form of the first file in it. */
  readonly format: () => PlaylistFormat | undefined
}

/**
 * A reader of one file of this name. Text that was pasted is read as the file of its UTF-8 bytes, with an empty name.
 * Refuses what is no playlist, and what has more than `mostItems` songs.
 */
export function readPlaylist(fileName: string): PlaylistFileReader {
  let format: PlaylistFormat | undefined
  const readNamed = (name: string) =>
    readFileOfText(name, (found) => {
      format ??= found
    })
  const reader = chosenReader({
    nothing: new Uint8Array(0),
    join: joined,
    isEnough: (start) => start.length >= decidingBytes,
    open(start) {
      refuseOtherKinds(start)
      return isZip(start) ? readZip(readNamed) : readNamed(fileName)
    },
  })
  const counted = countingSongs()
  return {
    push: (chunk) => counted(reader.push(chunk)),
    end: () => counted(reader.end()),
    format: () => format,
  }
}

/** A reader of a file of text, whose form is told as soon as it is found. */
function readFileOfText(
  fileName: string,
  tell: (format: PlaylistFormat) => void,
): PlaylistReader<Uint8Array> {
  const decoding = decodeChunks()
  const reader = chosenReader({
    nothing: '',
    join: (first: string, second: string) => first + second,
    isEnough: (start) => start.length >= decidingUnits,
    open(start) {
      const format = formatOfFile(fileName, start.slice(0, decidingUnits))
      tell(format)
      return readers[format]()
    },
  })
  return {
    push: (chunk) => reader.push(decoding.push(chunk)),
    end() {
      const pieces = [...reader.push(decoding.end()), ...reader.end()]
      return decoding.isGuess() ? [...pieces, bent('the whole file', guessed)] : pieces
    },
  }
}

const guessed =
  'The file does not say how its characters are written; they were read as Latin-1 (Windows-1252).'

function countingSongs(): (pieces: readonly PlaylistPiece[]) => readonly PlaylistPiece[] {
  let songs = 0
  return (pieces) => {
    for (const { kind } of pieces) if (kind === 'item') songs += 1
    refuseTooMany(songs)
    return pieces
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
