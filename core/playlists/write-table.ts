/** Writes tables of songs (CSV): one that loses nothing of a song, and the two of Exportify. */
import { guardCell, type ListStyle, listStyles } from './csv-cells.ts'
import type { TableFormat } from './csv-columns.ts'
import type { PlaylistItem } from './playlist.ts'
import type { PlaylistWriter } from './writing.ts'

/** A column by its name, with what it holds; `null` where the program that the table is for has something we do not know. */
type WrittenColumn = readonly [name: string, field: keyof PlaylistItem | null]

/** Of each table, in the order of the program that the table is for. */
const columns: Record<TableFormat, readonly WrittenColumn[]> = {
  csv: [
    ['Title', 'title'],
    ['Artists', 'artists'],
    ['Album', 'album'],
    ['Album artists', 'albumArtists'],
    ['Track number', 'trackNumber'],
    ['Disc number', 'discNumber'],
    ['Release date', 'releaseDate'],
    ['Duration (ms)', 'durationMs'],
    ['ISRC', 'isrc'],
    ['MusicBrainz recording', 'recordingId'],
    ['Spotify URI', 'spotifyUri'],
    ['Cuecraft song', 'songId'],
    ['Location', 'location'],
    ['Added at', 'addedAt'],
    ['Added by', 'addedBy'],
    ['Explicit', 'isExplicit'],
    ['Left out', 'isLeftOut'],
    ['Note', 'note'],
  ],
  exportify: [
    ['Track URI', 'spotifyUri'],
    ['Track Name', 'title'],
    ['Album Name', 'album'],
    ['Artist Name(s)', 'artists'],
    ['Release Date', 'releaseDate'],
    ['Duration (ms)', 'durationMs'],
    ['Popularity', null],
    ['Explicit', 'isExplicit'],
    ['Added By', 'addedBy'],
    ['Added At', 'addedAt'],
    ['Genres', null],
    ['Record Label', null],
  ],
  'exportify-classic': [
    ['Track URI', 'spotifyUri'],
    ['Track Name', 'title'],
    ['Artist URI(s)', null],
    ['Artist Name(s)', 'artists'],
    ['Album URI', null],
    ['Album Name', 'album'],
    ['Album Artist URI(s)', null],
    ['Album Artist Name(s)', 'albumArtists'],
    ['Album Release Date', 'releaseDate'],
    ['Album Image URL', null],
    ['Disc Number', 'discNumber'],
    ['Track Number', 'trackNumber'],
    ['Track Duration (ms)', 'durationMs'],
    ['Track Preview URL', null],
    ['Explicit', 'isExplicit'],
    ['Popularity', null],
    ['ISRC', 'isrc'],
    ['Added By', 'addedBy'],
    ['Added At', 'addedAt'],
  ],
}

/** A writer of one of the tables. A byte order mark stands first, without which Excel takes the file for Latin-1. */
export function writeTable(format: TableFormat): PlaylistWriter {
  const written = columns[format]
  const row = (cells: readonly string[]) => `${cells.map(quoted).join(',')}\r\n`
  return {
    begin: () => `\ufeff${row(written.map(([name]) => name))}`,
    item: (item) =>
      row(
        written.map(([, field]) =>
          field === null ? '' : guardCell(cellOf(item[field], listStyles[format])),
        ),
      ),
    end: () => '',
  }
}

function cellOf(value: PlaylistItem[keyof PlaylistItem], { join }: ListStyle): string {
  if (value === null) return ''
  return Array.isArray(value) ? join(value) : String(value)
}

/** In quotation marks where a table would otherwise end the cell, or trim it. */
function quoted(cell: string): string {
  return /[",;|\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
