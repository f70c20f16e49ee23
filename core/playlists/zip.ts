/**
 * Reads the playlists in a ZIP, one after the other, as what others send comes: the archive of an Exportify or of a Spotify
 * account. Nothing is unpacked that is not read, and never more than a fixed number of bytes, whatever the archive claims.
 */
import { Inflate, Unzip, type UnzipDecoder } from 'fflate'
import { crc32 } from './crc-32.ts'
import { bent, lost, piecesOfHead, shortName } from './drafting.ts'
import { extensionOf, playlistExtensions } from './extensions.ts'
import { type PlaylistPiece, type PlaylistReader, PlaylistUnreadable } from './reading.ts'
import { titleOfLocation } from './said-values.ts'
import { zipDirectory } from './zip-directory.ts'
import { zipFlags } from './zip-flags.ts'

const mostEntries = 1_000
const mostUnpackedBytes = 256 * 1024 * 1024

/** So little is unpacked at once that even the densest archive stays within a few megabytes. */
const pieceBytes = 4_096

/** Whether a file begins like a ZIP archive, be it one of nothing. */
export function isZip([first, second, third]: Uint8Array): boolean {
  return first === 0x50 && second === 0x4b && (third === 3 || third === 5)
}

/** A reader of ZIP archives; `readFile` gives the reader of one file by its name. No more bytes are unpacked than `mostBytes`. */
export function readZip(
  readFile: (fileName: string) => PlaylistReader<Uint8Array>,
  mostBytes: number = mostUnpackedBytes,
): PlaylistReader<Uint8Array> {
  const pieces: PlaylistPiece[] = []
  const flags = zipFlags()
  const directory = zipDirectory()
  /** Of every file that was read to its end. */
  const checksums: number[] = []
  let entries = 0
  let unpackedBytes = 0
  let files = 0
  const unzip = new Unzip((file) => {
    entries++
    if (entries > mostEntries) throw new PlaylistUnreadable(tooMany)
    refuseEntry(file.name, file.compression, flags.isEncrypted(file.name))
    const entry = entries
    directory.beginEntry()
    // The next entry may begin before the one before it is said to have ended.
    file.ondata = (_error, _data, isLast) => {
      if (isLast && entry === entries) directory.endEntry()
    }
    file.start()
  })
  for (const compression of [0, 8]) unzip.register(decoderOf(compression, takerOf))
  return {
    push(chunk) {
      for (let at = 0; at < chunk.length; at += pieceBytes) {
        const piece = chunk.slice(at, at + pieceBytes)
        flags.push(piece)
        directory.push(piece)
        spoken(() => unzip.push(piece), damaged)
      }
      return pieces.splice(0)
    },
    end() {
      spoken(() => unzip.push(new Uint8Array(0), true), truncated)
      const stated = directory.checksums()
      if (stated === undefined) throw new PlaylistUnreadable(truncated)
      if (!checksums.every((each) => stated.has(each))) throw new PlaylistUnreadable(otherChecksum)
      if (files === 0) throw new PlaylistUnreadable('The ZIP holds no playlist in a form that is known here.')
      return pieces.splice(0)
    },
  }

  /** What takes the unpacked bytes of an entry; undefined for what is not unpacked. */
  function takerOf(fileName: string): TakeBytes | undefined {
    if (isHidden(fileName)) return undefined
    if (!isPlaylist(fileName)) {
      pieces.push(bent(shortName(fileName), 'The file in the ZIP is not a playlist and is left out.'))
      return undefined
    }
    files++
    const reader = fileReader(fileName, readFile(fileName))
    let checksum = 0
    return (bytes, isLast) => {
      unpackedBytes += bytes.length
      if (unpackedBytes > mostBytes) throw new PlaylistUnreadable(tooLarge(mostBytes))
      // One by one: a few packed bytes can hold more pieces than a call takes arguments.
      for (const piece of reader(bytes, isLast)) pieces.push(piece)
      checksum = crc32(bytes, checksum)
      if (isLast) checksums.push(checksum)
    }
  }
}

type TakeBytes = (bytes: Uint8Array, isLast: boolean) => void

/** A decoder for one way of packing. fflate makes one for each entry, by its name. */
function decoderOf(compression: number, takerOf: (fileName: string) => TakeBytes | undefined) {
  return class implements UnzipDecoder {
    static readonly compression = compression
    ondata: UnzipDecoder['ondata'] = () => undefined
    readonly #take: TakeBytes | undefined
    constructor(fileName: string) {
      const take = takerOf(fileName)
      const inflate = compression === 0 || take === undefined ? undefined : new Inflate(take)
      this.#take = inflate === undefined ? take : (bytes, isLast) => inflate.push(bytes, isLast)
    }
    push(bytes: Uint8Array, isLast: boolean): void {
      this.#take?.(bytes, isLast)
      if (isLast) this.ondata(null, nothing, true)
    }
  }
}

/** Reads one file of the archive. One that cannot be read is missed aloud, and the others are read all the same. */
function fileReader(
  fileName: string,
  reader: PlaylistReader<Uint8Array>,
): (bytes: Uint8Array, isLast: boolean) => readonly PlaylistPiece[] {
  let isOver = false
  let hasTitle = false
  return (bytes, isLast) => {
    if (isOver) return []
    try {
      const read = [...reader.push(bytes), ...(isLast ? reader.end() : [])].map((piece) =>
        placed(piece, fileName),
      )
      hasTitle ||= read.some((piece) => piece.kind === 'head' && piece.head.title !== undefined)
      // Many forms have no title inside: then it is the name of the file.
      return isLast && !hasTitle ? [...read, ...piecesOfHead({ title: titleOfLocation(fileName) })] : read
    } catch (error) {
      if (!(error instanceof PlaylistUnreadable)) throw error
      isOver = true
      return [lost(shortName(fileName), error.message)]
    }
  }
}

function placed(piece: PlaylistPiece, fileName: string): PlaylistPiece {
  if (piece.kind !== 'fault') return piece
  return { kind: 'fault', fault: { ...piece.fault, at: `${shortName(fileName)}, ${piece.fault.at}` } }
}

/** Files of the archive's own housekeeping, of which nobody needs to hear. */
function isHidden(path: string): boolean {
  return path.endsWith('/') || /(^|\/)(__MACOSX\/|\.|Thumbs\.db$|Read_?Me\w*\.(txt|md|pdf|html)$)/i.test(path)
}

/** What is read: the known extensions, except for the files of a Spotify account that hold no playlists. */
function isPlaylist(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return playlistExtensions.includes(extensionOf(name)) && !otherOfSpotify.test(name)
}

const otherOfSpotify =
  /^(Streaming_?History|User|Identi|Inferences|Follow|Payments|SearchQueries|Marquee|DuoNewFamily|Podcast|Message|Wrapped)\w*\.json$/i

function refuseEntry(fileName: string, compression: number, isEncrypted: boolean): void {
  if (isEncrypted || compression === 99)
    throw new PlaylistUnreadable('The ZIP is protected with a password; unpack it and bring the files in it.')
  if (compression !== 0 && compression !== 8)
    throw new PlaylistUnreadable(`The ZIP is packed in a way (${compression}) that cannot be read here.`)
  if (/\.(zip|7z|rar|gz|bz2|xz|zst|tar)$/i.test(fileName))
    throw new PlaylistUnreadable('The ZIP holds another archive; unpack it and bring the files in it.')
}

const tooMany = `The ZIP holds more than ${mostEntries.toLocaleString('en')} files, which no playlists need.`
const tooLarge = (mostBytes: number) =>
  `The ZIP unpacks to more than ${Math.floor(mostBytes / 1024 / 1024)} MB, which no playlists need.`
const truncated = 'The ZIP ends in the middle: a part of it is missing.'

const damaged = 'The ZIP is damaged: a file in it cannot be unpacked.'
const otherChecksum = 'The ZIP is damaged: a file in it does not have the checksum that the ZIP states.'

const nothing = new Uint8Array(0)

/** The library's own complaints, in a sentence for the person who brought the file. */
function spoken(unpack: () => void, sentence: string): void {
  try {
    unpack()
  } catch (error) {
    throw error instanceof PlaylistUnreadable ? error : new PlaylistUnreadable(sentence)
  }
}
