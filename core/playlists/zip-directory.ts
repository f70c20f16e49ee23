/** The list of files at the end of a ZIP: it ends the archive, and says each file's checksum where the file itself may not. */
import { joinedBytes } from '../joined-bytes.ts'
import { PlaylistUnreadable } from './reading.ts'

/** So much of what came before is looked at too, since the end of an entry is only seen some bytes behind it. */
const overlapBytes = 64
/** A thousand entries with long names take a tenth of this. */
const mostDirectoryBytes = 4 * 1024 * 1024
const entryBytes = 46

/** Follows an archive that comes in pieces. */
export type ZipDirectory = {
  /** Takes the next piece, before anybody says what begins or ends in it. */
  readonly push: (piece: Uint8Array) => void
  /** Says that an entry goes on behind the current piece: what follows is not the list. */
  readonly beginEntry: () => void
  /** Says that the newest entry has ended in the current piece: the list may follow. */
  readonly endEntry: () => void
  /** The checksums of all files; `undefined` where the archive has no list, and so no end. */
  readonly checksums: () => ReadonlySet<number> | undefined
}

/** A look-out for the list of files. Only what follows the newest entry is kept. */
export function zipDirectory(): ZipDirectory {
  let recent = new Uint8Array(0)
  let current = new Uint8Array(0)
  let kept: Uint8Array[] = []
  let keptBytes = 0
  let isBetween = true
  return {
    push(piece) {
      recent = joinedBytes([recent, current]).slice(-overlapBytes)
      current = piece.slice()
      if (!isBetween) return
      kept.push(current)
      keptBytes += piece.length
      if (keptBytes > mostDirectoryBytes) throw new PlaylistUnreadable(tooLong)
    },
    beginEntry() {
      isBetween = false
      kept = []
      keptBytes = 0
    },
    endEntry() {
      isBetween = true
      kept = [recent, current]
      keptBytes = recent.length + current.length
    },
    checksums() {
      const bytes = joinedBytes(kept)
      const view = new DataView(bytes.buffer)
      // The newest file may be an archive itself (a table, a book), whose list comes before the one of this archive.
      let last: ReadonlySet<number> | undefined
      for (let at = 0; at + 4 <= bytes.length; at++) {
        const found = listFrom(view, at)
        if (found === undefined) continue
        if (found.checksums.size > 0 || last === undefined) last = found.checksums
        at = found.endsAt
      }
      return last
    },
  }
}

type ZipList = { readonly checksums: ReadonlySet<number>; readonly endsAt: number }

/** The list that begins here: entry after entry, and then the record that ends every archive. */
function listFrom(bytes: DataView, from: number): ZipList | undefined {
  const checksums = new Set<number>()
  let at = from
  while (at + entryBytes <= bytes.byteLength && bytes.getUint32(at, true) === marks.entry) {
    checksums.add(bytes.getUint32(at + 16, true))
    const lengths = [28, 30, 32].map((offset) => bytes.getUint16(at + offset, true))
    at += entryBytes + lengths.reduce((sum, length) => sum + length, 0)
  }
  const isEnd = at + 4 <= bytes.byteLength && ends.has(bytes.getUint32(at, true))
  return isEnd ? { checksums, endsAt: at } : undefined
}

/** How the records begin, PKWARE's APPNOTE 4.3. */
const marks = { entry: 0x02014b50, signature: 0x05054b50, end64: 0x06064b50, end: 0x06054b50 } as const
const ends = new Set<number>([marks.signature, marks.end64, marks.end])

const tooLong = 'The ZIP lists its files at a length that no playlists need.'
