/**
 * JSPF, the JSON of XSPF, as ListenBrainz and MusicBrainz extend it and as programs really write it: with the playlist or
 * without it, one text where a list belongs, numbers as text, and names of fields from elsewhere.
 */
import { type ItemDraft, lost, piecesOfDraft, piecesOfHead } from './drafting.ts'
import { isrcOf, recordingAddress, recordingIdOf, songAddress, songIdOf, spotifyUriOf } from './identities.ts'
import { parseJson } from './json-document.ts'
import type { PlaylistItem } from './playlist.ts'
import { readThrough } from './read-through.ts'
import { type PlaylistPiece, type PlaylistReader, PlaylistUnreadable } from './reading.ts'
import {
  type Fields,
  fieldsOf,
  momentOf,
  msOfClock,
  textOf,
  titleOfLocation,
  wholeNumberOf,
} from './said-values.ts'
import type { PlaylistWriter } from './writing.ts'

const trackExtension = 'https://musicbrainz.org/doc/jspf#track'

/** Where the songs are: with the playlist around them, as it should be, or without; ListenBrainz's answers have one more around. */
const trackPaths = ['$.playlist.track', '$.playlist.tracks', '$.track', '$.tracks', '$.jspf.playlist.track']
const headNames = {
  title: 'title',
  name: 'title',
  creator: 'creator',
  annotation: 'description',
  date: 'createdAt',
}
const headPaths = ['$.', '$.playlist.', '$.jspf.playlist.'].flatMap((path) =>
  Object.keys(headNames).map((name) => path + name),
)

/** A reader of JSPF. A file without a list of tracks is refused. */
export function readJspf(): PlaylistReader<string> {
  const pieces: PlaylistPiece[] = []
  let tracks = 0
  let hasTracks = false
  const parser = parseJson({
    wanted: [...trackPaths.map((path) => `${path}.*`), ...headPaths],
    onOpen(path, kind) {
      if (trackPaths.includes(path) && kind === 'list') hasTracks = true
    },
    onValue(path, value) {
      if (!trackPaths.includes(path.slice(0, -2))) pieces.push(...piecesOfHead(headOf(path, value)))
      else {
        tracks++
        pieces.push(...piecesOfTrack(value, `track ${tracks}`))
      }
    },
  })
  return readThrough(parser, pieces, () => {
    if (!hasTracks)
      throw new PlaylistUnreadable('The file has no list of tracks ("track"), so it is not a JSPF playlist.')
  })
}

function headOf(path: string, value: unknown): Fields {
  const name = path.slice(path.lastIndexOf('.') + 1) as keyof typeof headNames
  const field = headNames[name]
  if (field === 'createdAt') return { createdAt: momentOf(value) ?? value }
  return { [field]: textOf(value) }
}

function piecesOfTrack(value: unknown, at: string): readonly PlaylistPiece[] {
  const track = fieldsOf(value)
  return track === undefined
    ? [lost(at, 'Something stands here that is not a track.')]
    : piecesOfDraft(draftOf(track), at)
}

function draftOf(track: Fields): ItemDraft {
  const extension = extensionOf(track)
  const more = fieldsOf(extension.additional_metadata) ?? {}
  const identifiers = [
    ...textsOf(track.identifier),
    ...textsOf(track.recording_mbid),
    ...textsOf(more.recording_mbid),
    ...textsOf(more.spotify_id),
    ...textsOf(track.isrc ?? more.isrc),
  ]
  const [location] = textsOf(track.location)
  const identity = (find: (text: string) => string | undefined) =>
    identifiers.map(find).find((each) => each !== undefined)
  return {
    title:
      textOf(track.title) ??
      textOf(track.track_name) ??
      textOf(track.name) ??
      (location === undefined ? undefined : titleOfLocation(location)),
    artists: artistsOf(track, more),
    album: textOf(track.album) ?? textOf(track.release_name),
    albumArtists: textsOf(more.release_artist_names ?? track.albumArtist),
    trackNumber: wholeNumberOf(track.trackNum ?? track.trackNumber),
    discNumber: wholeNumberOf(more.discnumber),
    releaseDate: textOf(more.date),
    durationMs: durationOf(track.duration) ?? wholeNumberOf(more.duration_ms),
    isrc: identity(isrcOf),
    recordingId: identity(recordingIdOf),
    spotifyUri: identity(spotifyUriOf),
    songId: identity(songIdOf),
    location,
    addedAt: momentOf(extension.added_at),
    addedBy: textOf(extension.added_by),
    isExplicit: typeof more.explicit === 'boolean' ? more.explicit : undefined,
    isLeftOut: typeof more.left_out === 'boolean' ? more.left_out : undefined,
    note: textOf(track.annotation),
  }
}

/** The extension of a track, which some programs put into a list. */
function extensionOf(track: Fields): Fields {
  const extension = fieldsOf(track.extension)?.[trackExtension]
  return fieldsOf(Array.isArray(extension) ? extension[0] : extension) ?? {}
}

/** The names one by one where somebody tells them apart, or else the one name of them all. */
function artistsOf(track: Fields, more: Fields): readonly string[] {
  const credited = Array.isArray(more.artists) ? more.artists.map(fieldsOf) : []
  const names = credited.flatMap((each) => textsOf(each?.artist_credit_name ?? each?.name))
  if (names.length > 0) return names
  return textsOf(track.creator ?? track.artist ?? track.artist_name ?? track.artists).slice(0, 50)
}

/** Milliseconds; some programs write a clock time, minutes and seconds. */
function durationOf(value: unknown): number | undefined {
  return wholeNumberOf(value) ?? msOfClock(value)
}

/** The texts of a text, of a list of texts, or of the list of small objects that early drafts had. */
function textsOf(value: unknown): string[] {
  const values = Array.isArray(value) ? value : [value]
  return values.flatMap(
    (each) => textOf(each) ?? Object.values(fieldsOf(each) ?? {}).flatMap((of) => textOf(of) ?? []),
  )
}

/** A writer of JSPF that ListenBrainz takes, one track a line. */
export function writeJspf(): PlaylistWriter {
  return {
    begin({ title, creator, description, createdAt }) {
      const head = { title, creator, annotation: description, date: createdAt }
      const said = Object.fromEntries(Object.entries(head).filter(([, value]) => value !== null))
      return `{"playlist":${JSON.stringify(said).slice(0, -1)},"track":[`
    },
    item: (item, index) => `${index === 0 ? '\n' : ',\n'}${JSON.stringify(trackOf(item), withoutEmpty)}`,
    end: () => '\n]}}\n',
  }
}

function trackOf(item: PlaylistItem) {
  const { artists, albumArtists, recordingId, spotifyUri, songId, isrc } = item
  return {
    title: item.title,
    creator: artists.join(', '),
    album: item.album,
    annotation: item.note,
    trackNum: item.trackNumber,
    duration: item.durationMs,
    location: item.location === null ? [] : [item.location],
    identifier: [
      ...(recordingId === null ? [] : [recordingAddress(recordingId)]),
      ...(spotifyUri === null ? [] : [spotifyUri]),
      ...(songId === null ? [] : [songAddress(songId)]),
    ],
    extension: {
      [trackExtension]: {
        added_at: item.addedAt,
        added_by: item.addedBy,
        additional_metadata: {
          artists: artists.map((artist) => ({ artist_credit_name: artist })),
          release_artist_names: albumArtists,
          isrc,
          discnumber: item.discNumber,
          date: item.releaseDate,
          explicit: item.isExplicit,
          left_out: item.isLeftOut,
        },
      },
    },
  }
}

function withoutEmpty(_key: string, value: unknown): unknown {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0) ? undefined : value
}
