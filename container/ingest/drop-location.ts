/** Takes the place where a photo was taken out of its bytes: no byte moves and no pixel is decoded, so nothing else changes. */
import { crc32 } from 'node:zlib'
import type { MediaFormat } from '#core/media/format.ts'
import { type PngChunk, packedIn, pngChunks } from './png-chunks.ts'

/** What a photo has of each is a handful. A file of more is made to keep us busy, and what comes after is left. */
const mostMarks = 2000
const mostTexts = 20

/**
 * Removes every GPS block of EXIF and blanks every GPS field of XMP, wherever they lie in the file; answers whether there
 * was any. Blocks of EXIF are found by what they are (TIFF 6.0, section 2; EXIF 2.32, section 4.6.3), not by what they lie
 * in, so that those of embedded second pictures go as well.
 */
export function dropLocation(bytes: Buffer, format: MediaFormat): boolean {
  const chunks = format === 'png' ? pngChunks(bytes) : []
  const texts = chunks.filter(({ type }) => type.endsWith('Xt')).slice(0, mostTexts)
  const packed = texts.filter((chunk) => clearPlace(packedIn(chunk)))
  for (const chunk of packed) silence(chunk)
  const isChanged = clearPlace(bytes) || packed.length > 0
  if (isChanged) for (const chunk of chunks) seal(chunk)
  return isChanged
}

/** Takes the place out of these bytes and answers whether they said one. */
function clearPlace(bytes: Buffer): boolean {
  // A block of EXIF begins with the mark of TIFF, in either order of bytes.
  const starts = ['II*\0', 'MM\0*'].flatMap((mark) => placesOf(mark, bytes))
  const blocks = starts.filter((start) => dropFromTiff(bytes.subarray(start)))
  return blocks.length + blankFields(bytes) > 0
}

/** Where these characters stand in the bytes. */
function placesOf(mark: string, bytes: Buffer): readonly number[] {
  const places: number[] = []
  let at = bytes.indexOf(mark, 0, 'latin1')
  for (; at >= 0 && places.length < mostMarks; at = bytes.indexOf(mark, at + 1, 'latin1')) places.push(at)
  return places
}

/** Reads numbers of a block in its order of bytes; past its end everything is 0, which no directory begins with. */
function readerOf(block: Buffer) {
  const isLittle = block[0] === 0x49
  const fits = (at: number, length: number) => at >= 0 && at + length <= block.length
  return {
    isLittle,
    u16: (at: number) => (fits(at, 2) ? (isLittle ? block.readUInt16LE(at) : block.readUInt16BE(at)) : 0),
    u32: (at: number) => (fits(at, 4) ? (isLittle ? block.readUInt32LE(at) : block.readUInt32BE(at)) : 0),
  }
}

const entryBytes = 12
const mostEntries = 200
const gpsPointerTag = 0x8825
const pointerTypes = new Set([4, 13])
const valuesWithinBytes = 1024
/** The bytes of one value of each type, by the type's number (TIFF 6.0 and its supplements; UTF-8 is of EXIF 3.0). */
const bytesOfType: Readonly<Record<number, number>> = {
  ...{ 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4 },
  ...{ 129: 1 },
}

type Directory = { readonly at: number; readonly count: number }

/** A directory of a block, if there can be one at this place. */
function directoryAt(block: Buffer, at: number): Directory | undefined {
  const count = readerOf(block).u16(at)
  if (count === 0 || count > mostEntries || at + lengthOf(count) > block.length) return undefined
  return { at, count }
}

function entriesOf({ at, count }: Directory): readonly number[] {
  return Array.from({ length: count }, (_, i) => at + 2 + i * entryBytes)
}

/** A directory is its count, its entries, and where the next one lies. */
function lengthOf(count: number): number {
  return 2 + count * entryBytes + 4
}

/** Erases the GPS directory of a block and the entry that leads to it. Answers whether there was one. */
function dropFromTiff(block: Buffer): boolean {
  const { u16, u32 } = readerOf(block)
  const directory = directoryAt(block, u32(4))
  const isPointer = (entry: number) =>
    u16(entry) === gpsPointerTag && pointerTypes.has(u16(entry + 2)) && u32(entry + 4) === 1
  const entry = directory && entriesOf(directory).find(isPointer)
  if (directory === undefined || entry === undefined) return false
  const gps = directoryAt(block, u32(entry + 8))
  // A pointer that was left behind may lead anywhere, and what is there may be the picture.
  const isSound = gps !== undefined && entriesOf(gps).every((at) => u16(at + 2) in bytesOfType)
  if (isSound) erase(block, gps)
  removeEntry(block, directory, entry)
  return true
}

/**
 * Erases a directory, and its values where every program writes them: soon after it. A value that is said to lie elsewhere
 * may be a mistake and the place a part of the picture, so it stays; nothing leads to it any more.
 */
function erase(block: Buffer, gps: Directory): void {
  const { u16, u32 } = readerOf(block)
  const end = gps.at + lengthOf(gps.count)
  for (const entry of entriesOf(gps)) {
    const [from, length] = [u32(entry + 8), (bytesOfType[u16(entry + 2)] ?? 0) * u32(entry + 4)]
    // Values of up to four bytes lie in the entry itself.
    if (length > 4 && from >= end && from + length <= end + valuesWithinBytes)
      block.subarray(from, from + length).fill(0)
  }
  block.fill(0, gps.at, end)
}

/** What comes after an entry moves into its place; what others point to stays where it is. */
function removeEntry(block: Buffer, { at, count }: Directory, entry: number): void {
  const end = at + lengthOf(count)
  block.copyWithin(entry, entry + entryBytes, end)
  block.fill(0, end - entryBytes, end)
  if (readerOf(block).isLittle) block.writeUInt16LE(count - 1, at)
  else block.writeUInt16BE(count - 1, at)
}

/** A field of XMP, as an attribute or as an element, from its name on: `GPSLatitude="43,18.5N"`, `GPSLatitude>43,18.5N</`. */
const xmpField = /^(Gps\w+\s*=\s*["'])([^"'<>]+)["']|^(Gps\w+[^<>"']*>)([^<]+)<\//i
const longestField = 400

/** Blanks the values of GPS fields of XMP, which is plain text (XMP part 1, section 7). Answers how many there were. */
function blankFields(bytes: Buffer): number {
  const names = [':GPS', ':Gps'].flatMap((name) => placesOf(name, bytes))
  return names.filter((at) => {
    const found = xmpField.exec(bytes.toString('latin1', at + 1, at + 1 + longestField))
    const [before = '', value = ''] = found?.[1] === undefined ? (found?.slice(3) ?? []) : found.slice(1)
    const first = at + 1 + before.length
    if (value.trim() !== '') bytes.fill(' ', first, first + value.length)
    return value.trim() !== ''
  }).length
}

/** Makes a chunk one that says nothing and that every program passes over: ancillary, private, safe to copy. */
function silence({ typeAndData, data }: PngChunk): void {
  typeAndData.write('cuEx', 'latin1')
  data.fill(0)
}

/** Corrects the checksum of a chunk that may have been changed; those of the picture itself stay as they were. */
function seal({ typeAndData, checksum }: PngChunk): void {
  const type = typeAndData.toString('latin1', 0, 4)
  if (['eXIf', 'iTXt', 'tEXt', 'cuEx'].includes(type)) checksum.writeUInt32BE(crc32(typeAndData))
}
