/** What each form of playlist file cannot carry, of what we know of a playlist: told before somebody chooses one. */
import type { WrittenFormat } from './formats.ts'
import type { PlaylistHead, PlaylistItem } from './playlist.ts'

type ItemField = keyof PlaylistItem
type HeadField = keyof PlaylistHead

/** What does not come back as it was when a playlist is written in one form and read again. */
export type FormatLosses = {
  /** What is not in the file. */
  readonly missing: readonly ItemField[]
  /** What is in the file, but may come back changed, and how. */
  readonly changed: readonly { readonly fields: readonly ItemField[]; readonly how: string }[]
  /** What is not in the file of the playlist as a whole. */
  readonly head: readonly HeadField[]
  /** Which songs are left out of the file. */
  readonly songs: 'without-spotify' | 'none'
}

const nothing: FormatLosses = { missing: [], changed: [], head: [], songs: 'none' }
const allOfHead: readonly HeadField[] = ['title', 'description', 'creator', 'createdAt']
const allButTitle: readonly HeadField[] = ['description', 'creator', 'createdAt']

const namesOnLine = {
  fields: ['artists', 'title'],
  how: 'Names with a semicolon, or with a hyphen between spaces, are taken apart.',
} as const satisfies FormatLosses['changed'][number]

const wholeSeconds = { fields: ['durationMs'], how: 'Lengths are in whole seconds.' } as const

const oneAddress = {
  fields: ['location', 'songId', 'spotifyUri', 'isrc', 'recordingId'],
  how: 'Only the first of these that is known is kept.',
} as const

/** Of every form that is written. A property test writes and reads each, and holds this true. */
export const losses: Record<WrittenFormat, FormatLosses> = {
  json: nothing,
  jspf: nothing,
  xspf: nothing,
  csv: { ...nothing, head: allOfHead },
  exportify: {
    ...nothing,
    missing: [
      'albumArtists',
      'trackNumber',
      'discNumber',
      'isrc',
      'recordingId',
      'songId',
      'location',
      'isLeftOut',
      'note',
    ],
    changed: [
      { fields: ['artists'], how: 'Names with a semicolon, or with a comma and no space, are taken apart.' },
    ],
    head: allOfHead,
  },
  'exportify-classic': {
    ...nothing,
    missing: ['recordingId', 'songId', 'location', 'isLeftOut', 'note'],
    changed: [{ fields: ['artists', 'albumArtists'], how: 'Names with a backslash before a comma lose it.' }],
    head: allOfHead,
  },
  m3u8: m3u(),
  m3u: m3u(),
  pls: {
    ...nothing,
    missing: [
      'album',
      'albumArtists',
      'trackNumber',
      'discNumber',
      'releaseDate',
      'addedAt',
      'addedBy',
      'isExplicit',
      'isLeftOut',
      'note',
    ],
    changed: [namesOnLine, wholeSeconds, oneAddress],
    head: allButTitle,
  },
  text: {
    ...nothing,
    missing: [
      ...([
        'album',
        'albumArtists',
        'trackNumber',
        'discNumber',
        'releaseDate',
        'durationMs',
        'isrc',
      ] as const),
      ...([
        'recordingId',
        'spotifyUri',
        'songId',
        'location',
        'addedAt',
        'addedBy',
        'isExplicit',
        'isLeftOut',
        'note',
      ] as const),
    ],
    changed: [namesOnLine],
    head: allOfHead,
  },
  'spotify-links': {
    missing: [
      ...([
        'artists',
        'album',
        'albumArtists',
        'trackNumber',
        'discNumber',
        'releaseDate',
        'durationMs',
      ] as const),
      ...([
        'isrc',
        'recordingId',
        'songId',
        'location',
        'addedAt',
        'addedBy',
        'isExplicit',
        'isLeftOut',
        'note',
      ] as const),
    ],
    changed: [{ fields: ['title'], how: 'A song is called by its link until it is matched.' }],
    head: allOfHead,
    songs: 'without-spotify',
  },
}

function m3u(): FormatLosses {
  return {
    ...nothing,
    missing: [
      'trackNumber',
      'discNumber',
      'releaseDate',
      'addedAt',
      'addedBy',
      'isExplicit',
      'isLeftOut',
      'note',
    ],
    changed: [{ ...namesOnLine, fields: ['artists', 'title', 'albumArtists'] }, wholeSeconds, oneAddress],
    head: allButTitle,
  }
}

/** How each field is called in a sentence about several songs. */
const wordsOfFields: Record<ItemField, string> = {
  title: 'titles',
  artists: 'artists',
  album: 'albums',
  albumArtists: 'artists of albums',
  trackNumber: 'track numbers',
  discNumber: 'disc numbers',
  releaseDate: 'release dates',
  durationMs: 'lengths',
  isrc: 'ISRCs',
  recordingId: 'MusicBrainz ids',
  spotifyUri: 'Spotify links',
  songId: 'songs of the library',
  location: 'paths and addresses',
  addedAt: 'when songs were added',
  addedBy: 'by whom songs were added',
  isExplicit: 'marks for explicit words',
  isLeftOut: 'which songs are left out',
  note: 'notes',
}

const wordsOfHead: Record<HeadField, string> = {
  title: 'its title',
  description: 'its description',
  creator: 'who made it',
  createdAt: 'when it was made',
}

/** The losses of a form in sentences for a person, most important first; none where nothing is lost. */
export function sentencesOfLosses(format: WrittenFormat): readonly string[] {
  const { missing, changed, head, songs } = losses[format]
  const sentences: string[] = []
  if (songs === 'without-spotify') sentences.push('Songs without a Spotify link are left out.')
  if (missing.length > 0)
    sentences.push(`Not in the file, of songs: ${missing.map((field) => wordsOfFields[field]).join(', ')}.`)
  if (head.length > 0)
    sentences.push(`Not in the file, of the playlist: ${head.map((field) => wordsOfHead[field]).join(', ')}.`)
  for (const { fields, how } of changed)
    sentences.push(
      fields.length > 2 ? `Of ${fields.map((field) => wordsOfFields[field]).join(', ')}: ${how}` : how,
    )
  return sentences
}
