/**
 * Playlists on paper and in bulk: what each form of file loses, and what it costs to read 50,000 songs of each, side by
 * side in one run.
 */
import { WrittenFormat } from '../core/playlists/formats.ts'
import { losses } from '../core/playlists/losses.ts'
import { itemNamed, type PlaylistItem } from '../core/playlists/playlist.ts'
import { writePlaylist } from '../core/playlists/write-playlist.ts'
import { foreignFiles } from './playlists/foreign-files.ts'
import { costOfReading } from './playlists/reading.ts'
import { printRows, type Row, row } from './rows.ts'

const songs = 50_000
/** Of a file that is read as it comes; a library of iTunes names its songs first and has to be kept. */
const mostHeldMb = 8
const mostHeldOfLibraryMb = 64

/** Runs the bench and prints its tables. Answers whether every bar was met. */
export async function runPlaylistsBench(): Promise<boolean> {
  printLosses()
  const items = Array.from({ length: songs }, (_, i) => songNumber(i))
  const files = new Map<string, Uint8Array>()
  const head = { title: 'Long', description: null, creator: null, createdAt: null }
  for (const format of WrittenFormat.options) {
    let text = ''
    for await (const chunk of writePlaylist(format, head, items)) text += chunk
    files.set(format, new TextEncoder().encode(text))
  }
  for (const [name, file] of foreignFiles(items)) files.set(name, file)
  const rows = [...files].flatMap(([name, file]) => rowsOf(name, file))
  printRows(`Reading ${songs.toLocaleString('en')} songs`, rows)
  return rows.every(({ isMet }) => isMet !== false)
}

function rowsOf(name: string, file: Uint8Array): readonly Row[] {
  // Once before, so that no form pays for being the first.
  costOfReading(file)
  const cost = costOfReading(file)
  const most = name === 'itunes' ? mostHeldOfLibraryMb : mostHeldMb
  const speed = `${cost.seconds.toFixed(2)} s, ${(file.length / 1e6).toFixed(1)} MB, first song at ${Math.round(cost.firstSongAt * 100)} %`
  return [
    { name: `${name}: ${speed}`, value: `${cost.songs} songs`, isMet: cost.songs === songs, bar: `${songs}` },
    row(`${name}: most held above the start`, cost.heldMb, { most, unit: ' MB' }),
  ]
}

/** A song with every value that a shop gives. */
function songNumber(i: number): PlaylistItem {
  const number = String(i).padStart(7, '0')
  return {
    ...itemNamed(`Song number ${i} & more`),
    artists: [`Artist ${i % 997}`],
    album: `Album ${i % 4_001}`,
    albumArtists: [`Artist ${i % 997}`],
    trackNumber: (i % 20) + 1,
    discNumber: 1,
    releaseDate: '2026-01-02',
    durationMs: 200_000 + i,
    isrc: `USRC1${number}`.slice(0, 12),
    recordingId: `00000000-0000-4000-8000-00000${number}`,
    spotifyUri: `spotify:track:${'0'.repeat(15)}${number}`,
    addedAt: '2026-01-02T03:04:05Z',
  }
}

/** One line a field, one column a form: kept, changed, or not there. */
function printLosses(): void {
  const formats = WrittenFormat.options
  console.log(
    `\nWhat each form keeps (●), changes (~) and loses (·)\n  ${''.padEnd(15)} ${formats.join('  ')}`,
  )
  const line = (name: string, mark: (format: WrittenFormat) => string) =>
    console.log(
      `  ${name.padEnd(15)} ${formats.map((format) => mark(format).padEnd(format.length)).join('  ')}`,
    )
  for (const field of Object.keys(itemNamed('')) as (keyof PlaylistItem)[])
    line(field, (format) => {
      const { missing, changed } = losses[format]
      if (missing.includes(field)) return '·'
      return changed.some(({ fields }) => fields.includes(field)) ? '~' : '●'
    })
  for (const field of ['title', 'description', 'creator', 'createdAt'] as const)
    line(`its ${field}`, (format) => (losses[format].head.includes(field) ? '·' : '●'))
}
