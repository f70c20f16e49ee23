/**
 * How a snapshot lies in storage: our own JSON (`core/playlists`), with one song a line, so that it is read line by line,
 * and a page of it by a range of bytes.
 */
import { writeJson } from '#core/playlists/json.ts'
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
  const writer = writeJson()
  let text = writer.begin(head)
  const flush = () => {
    const piece = encoder.encode(text)
    written.bytes += piece.length
    text = ''
    return piece
  }
  for await (const item of items) {
    const isMarked = written.itemCount % songsPerMark === 0
    if (isMarked || text.length > pieceCharacters) yield flush()
    if (isMarked) written.offsets.push(written.bytes)
    text += writer.item(item, written.itemCount)
    written.itemCount += 1
  }
  text += writer.end()
  yield flush()
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

/** A stored snapshot: what is said of the whole, and its songs as they are asked for. */
export async function readDocument(
  body: ReadableStream,
): Promise<{ readonly head: PlaylistHead; readonly items: AsyncIterable<PlaylistItem> }> {
  const lines = linesOf(body)
  const { value: first } = await lines.next()
  if (first === undefined) throw new Error('a snapshot in storage is empty')
  // The line ends where the songs begin. It is ours, and so are its fields.
  const said = JSON.parse(`${first}]}`) as Partial<PlaylistHead>
  const { title = '', description = null, creator = null, createdAt = null } = said
  return { head: { title, description, creator, createdAt }, items: songsIn(lines) }
}

/** The songs in a range of a stored snapshot that begins and ends between two of them. */
export function itemsInRange(body: ReadableStream): AsyncIterable<PlaylistItem> {
  return songsIn(linesOf(body))
}

async function* songsIn(lines: AsyncIterable<string>): AsyncGenerator<PlaylistItem> {
  for await (const line of lines) {
    const song = line.endsWith(',') ? line.slice(0, -1) : line
    // A comma begins a range, and brackets end the object.
    if (song.startsWith('{')) yield { ...itemNamed(''), ...(JSON.parse(song) as Partial<PlaylistItem>) }
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
