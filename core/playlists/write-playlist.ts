/** Writes a playlist in any of the forms that are written. */
import type { WrittenFormat } from './formats.ts'
import { writeJson } from './json.ts'
import { writeJspf } from './jspf.ts'
import { writeM3u } from './m3u.ts'
import type { PlaylistHead, PlaylistItem } from './playlist.ts'
import { writePls } from './pls.ts'
import { writeSpotifyLinks, writeText } from './text.ts'
import { writeTable } from './write-table.ts'
import type { PlaylistWriter } from './writing.ts'
import { writeXspf } from './xspf.ts'

/** What writes each form. */
const writers: Record<WrittenFormat, () => PlaylistWriter> = {
  json: writeJson,
  jspf: writeJspf,
  m3u8: () => writeM3u('m3u8'),
  m3u: () => writeM3u('m3u'),
  pls: writePls,
  csv: () => writeTable('csv'),
  exportify: () => writeTable('exportify'),
  'exportify-classic': () => writeTable('exportify-classic'),
  text: writeText,
  'spotify-links': writeSpotifyLinks,
  xspf: writeXspf,
}

/** So much is gathered before it is given on. */
const chunkUnits = 32 * 1024

/** The text of a file, in chunks, while its songs come. All of it is to be encoded as UTF-8. */
export async function* writePlaylist(
  format: WrittenFormat,
  head: PlaylistHead,
  items: Iterable<PlaylistItem> | AsyncIterable<PlaylistItem>,
): AsyncGenerator<string, void, undefined> {
  const writer = writers[format]()
  let text = writer.begin(head)
  let index = 0
  for await (const item of items) {
    text += writer.item(item, index)
    index += 1
    if (text.length >= chunkUnits) {
      yield text
      text = ''
    }
  }
  yield text + writer.end()
}
