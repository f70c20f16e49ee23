/** What fflate does not tell of a ZIP that comes in pieces: whether an entry is encrypted. */
import { joinedBytes } from '../joined-bytes.ts'

/** A header of an entry with the longest name and the longest extra field, and one piece more. */
const mostHeaderBytes = 30 + 2 * 65_535 + 4_096

/** Looks at the newest bytes of an archive. */
export type ZipFlags = {
  readonly push: (piece: Uint8Array) => void
  /** Whether the entry that has just begun, of this name, is encrypted; also when its header cannot be found. */
  readonly isEncrypted: (fileName: string) => boolean
}

/** A look-out over the newest bytes; no more of them are kept than a header takes. */
export function zipFlags(): ZipFlags {
  const kept: Uint8Array[] = []
  let keptBytes = 0
  return {
    push(piece) {
      kept.push(piece)
      keptBytes += piece.length
      while (keptBytes - (kept[0]?.length ?? 0) > mostHeaderBytes) keptBytes -= kept.shift()?.length ?? 0
    },
    isEncrypted(fileName) {
      // Nearly every header is within the newest pieces; only a very long one needs all of them.
      for (const pieces of [kept.slice(-2), kept]) {
        const bytes = joinedBytes(pieces)
        for (let at = bytes.length - 30; at >= 0; at--)
          if (beginsHeader(bytes, at, fileName)) return ((bytes[at + 6] ?? 0) & 1) !== 0
      }
      return true
    },
  }
}

/** Whether the header of this entry begins here. Names of other encodings than ASCII are compared by their length alone. */
function beginsHeader(bytes: Uint8Array, at: number, fileName: string): boolean {
  if (!isMark(bytes, at)) return false
  const nameBytes = (bytes[at + 26] ?? 0) + 256 * (bytes[at + 27] ?? 0)
  const name = String.fromCharCode(...bytes.subarray(at + 30, at + 30 + Math.min(nameBytes, 1_000)))
  return /[^ -~]/.test(fileName) ? nameBytes >= fileName.length : name === fileName.slice(0, 1_000)
}

/** Whether the header of any entry begins here. */
function isMark(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 3 && bytes[at + 3] === 4
}
