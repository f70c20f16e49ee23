/**
 * How a snapshot lies in storage: our own JSON (`core/playlists`), with one song a line, so that it is read line by line,
 * and a page of it by a range of bytes.
 */
import { itemNamed, type PlaylistHead, type PlaylistItem } from '#core/playlists/playlist.ts'
import type { ByteRange } from '../storage/media-store.ts'

/** A mark is kept for every so many songs. */
const songsPerMark = 100
/** Lines go to storage together once they are this long. */
const pieceCharacters = 64 * 1024

/** What was written so far. `offsets` are the bytes at which the first, the 101st, the 201st song begin. */
export type Written = { itemCount: number; bytes: number; readonly offsets: number[] }

/** The bytes of a snapshot, and in `written` what they hold, as they are asked for. */
export async function* encodeSnapshot(
  head: PlaylistHead,
  items: Iterable<PlaylistItem> | AsyncIterable<PlaylistItem>,
  written: Written,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let lines: string[] = [beginning(head)]
  let characters = 0
  const flush = () => {
    const piece = encoder.encode(lines.join(''))
    written.bytes += piece.length
    lines = []
    characters = 0
    return piece
  }
  for await (const item of items) {
    if (written.itemCount > 0) lines.push(',\n')
    if (written.itemCount % songsPerMark === 0 || characters > pieceCharacters) yield flush()
    if (written.itemCount % songsPerMark === 0) written.offsets.push(written.bytes)
    const line = JSON.stringify(item, withoutEmpty)
    lines.push(line)
    characters += line.length
    written.itemCount += 1
  }
  lines.push('\n]}\n')
  yield flush()
}

function beginning(head: PlaylistHead): string {
  const fields = JSON.stringify({ format: 'cuecraft-playlist', version: 1, ...head }, withoutEmpty)
  return `${fields.slice(0, -1)},"items":[\n`
}

function withoutEmpty(_name: string, value: unknown): unknown {
  return value === null || (Array.isArray(value) && value.length === 0) ? undefined : value
}

/** The range of bytes that holds the songs after the first `after`, to the end of the object where no more is known. */
export function rangeOfPage(
  written: { readonly bytes: number; readonly offsets: readonly number[] },
  { after, limit }: { readonly after: number; readonly limit: number },
): { readonly range: ByteRange; readonly skipped: number } | undefined {
  const mark = Math.floor(after / songsPerMark)
  const offset = written.offsets[mark]
  if (offset === undefined) return undefined
  const end = written.offsets[Math.ceil((after + limit) / songsPerMark)] ?? written.bytes
  return { range: { offset, length: end - offset }, skipped: after - mark * songsPerMark }
}

/** The songs of a stored snapshot, or of a range of it that begins with a song. */
export async function* itemsIn(body: ReadableStream): AsyncGenerator<PlaylistItem> {
  for await (const line of linesOf(body)) {
    const song = line.endsWith(',') ? line.slice(0, -1) : line
    // The first line of the object says what it is, the last one closes it. Between them lie songs as we wrote them.
    if (song.startsWith('{') && !song.startsWith('{"format"')) 
      yield { ...itemNamed(''), ...(JSON.parse(song) as Partial<PlaylistItem>) }
  }
}

async function* linesOf(body: ReadableStream): AsyncGenerator<string> {
  let rest = ''
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const lines = `${rest}${text}`.split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}
