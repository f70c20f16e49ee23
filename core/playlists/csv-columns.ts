/** Which column of a table holds what, by the names that programs and people give them. */
import type { PlaylistItem } from './playlist.ts'

/** What a column can hold: something of a song, or the name of the playlist. */
export type Column = keyof PlaylistItem | 'playlist'

/** How a table is written, as far as its names tell. */
export type TableFormat = 'csv' | 'exportify' | 'exportify-classic'

/** Names in small letters without anything but letters and digits, in the order of belief: of two titles the first named counts. */
const namesOfColumns: Record<Column, readonly string[]> = {
  title: [
    'trackname',
    'tracktitle',
    'songname',
    'songtitle',
    'title',
    'name',
    'track',
    'song',
    'titel',
    'titre',
    'título',
    'titolo',
    'название',
    '曲名',
  ],
  artists: [
    'artistnames',
    'artistname',
    'artists',
    'artist',
    'trackartist',
    'creator',
    'performer',
    'band',
    'interpret',
    'künstler',
    'artiste',
    'artista',
    'исполнитель',
    'アーティスト名',
  ],
  album: ['albumname', 'albumtitle', 'album', 'release', 'releasename', 'альбом', 'アルバム名'],
  albumArtists: ['albumartistnames', 'albumartistname', 'albumartists', 'albumartist'],
  trackNumber: ['tracknumber', 'trackno', 'tracknr'],
  discNumber: ['discnumber', 'discno', 'discnr', 'disknumber'],
  releaseDate: ['albumreleasedate', 'releasedate', 'releaseyear', 'year'],
  durationMs: [
    'durationms',
    'trackdurationms',
    'durationseconds',
    'durations',
    'duration',
    'lengthms',
    'length',
    'time',
    'totaltime',
    'dauer',
    'durée',
    'duración',
  ],
  isrc: ['isrc', 'isrccode'],
  recordingId: [
    'musicbrainzrecording',
    'recordingmbid',
    'musicbrainzrecordingid',
    'musicbrainztrackid',
    'recordingid',
    'mbid',
  ],
  spotifyUri: [
    'trackuri',
    'spotifyuri',
    'spotifytrackuri',
    'uri',
    'spotifyid',
    'spotifytrackid',
    'spotifyurl',
    'tracklink',
    'url',
    'link',
    'spotifylink',
    'trackurl',
  ],
  songId: ['cuecraftsong'],
  location: ['location', 'path', 'filepath', 'file', 'filename'],
  addedAt: ['addedat', 'dateadded', 'added', 'addeddate'],
  addedBy: ['addedby'],
  isExplicit: ['explicit', 'isexplicit'],
  isLeftOut: ['leftout'],
  note: ['note', 'notes', 'comment', 'comments'],
  playlist: ['playlistname', 'playlist', 'playlisttitle'],
}

const columnsOfNames = new Map(
  (Object.entries(namesOfColumns) as [Column, readonly string[]][]).flatMap(([column, names]) =>
    names.map((name, rank) => [name, { column, rank }] as const),
  ),
)

/** What stands between cells. */
const separators = [',', ';', '\t', '|'] as const

/** A line with which tables for Excel name their separator. */
export const separatorLine = /^sep=([,;\t|])(?:\r\n|[\r\n])/i

/** A name as it is compared: `Artist Name(s)` is `artistnames`. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Where each column stands, by a row of names. */
export function columnsOf(names: readonly string[]): ReadonlyMap<Column, number> {
  const found = new Map<Column, { rank: number; at: number }>()
  for (const [at, name] of names.entries()) {
    const known = columnsOfNames.get(plainName(name))
    if (known === undefined) continue
    const before = found.get(known.column)
    if (before === undefined || known.rank < before.rank) found.set(known.column, { rank: known.rank, at })
  }
  return new Map([...found].map(([column, { at }]) => [column, at]))
}

/** The separator of a row of names: the one between most of them that are known. */
export function separatorOf(header: string): string {
  const known = (separator: string) => columnsOf(header.split(separator).map((cell) => cell.trim())).size
  return [...separators].toSorted((a, b) => known(b) - known(a))[0] ?? ','
}

/**
 * How a table is written that begins with this line; `undefined` where the line names no columns. One known name is
 * enough in a file that is called a table; elsewhere it takes two, for a song may be called “Title”.
 */
export function formatOfHeader(header: string, isTable: boolean): TableFormat | undefined {
  const line = header.replace(/^\ufeff/, '')
  return formatOfNames(line.split(separatorOf(line)), isTable)
}

/** The same of the names themselves. */
export function formatOfNames(header: readonly string[], isTable: boolean): TableFormat | undefined {
  const names = header.map(plainName)
  const columns = columnsOf(names)
  const isNamed = columns.has('title') || columns.has('spotifyUri') || columns.has('location')
  if (!isNamed || columns.size < (isTable ? 1 : 2)) return undefined
  if (!names.includes('trackuri') || !names.includes('trackname')) return 'csv'
  return names.includes('artisturis') || names.includes('trackdurationms') ? 'exportify-classic' : 'exportify'
}
