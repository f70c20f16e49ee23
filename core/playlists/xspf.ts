/**
 * XSPF, the XML of xspf.org. What it has no element for stands in `meta` elements of our own, which other programs pass
 * over; identities stand in `identifier`, as everybody writes them.
 */
import { type ItemDraft, piecesOfDraft, piecesOfHead } from './drafting.ts'
import { isrcOf, recordingAddress, recordingIdOf, songAddress, songIdOf, spotifyUriOf } from './identities.ts'
import type { PlaylistItem } from './playlist.ts'
import { readThrough } from './read-through.ts'
import { type PlaylistPiece, type PlaylistReader, PlaylistUnreadable } from './reading.ts'
import { momentOf, titleOfLocation, wholeNumberOf } from './said-values.ts'
import { isUri } from './uri.ts'
import type { PlaylistWriter } from './writing.ts'
import { parseXml } from './xml-document.ts'
import { xmlText } from './xml-text.ts'
import { checkXspf } from './xspf-rules.ts'

const own = 'urn:x-cuecraft:'

/** One track may take so much in all, and each value counts for some more than its text. */
const mostTrackCharacters = 1_000_000
const valueCharacters = 50

/** Every value of one track, by element; those of our own metas by their `rel`. */
type Values = Map<string, string[]>

/** A reader of XSPF. A file that breaks the specification is refused whole, with the line. */
export function readXspf(): PlaylistReader<string> {
  const pieces: PlaylistPiece[] = []
  let values: Values = new Map()
  let tracks = 0
  let trackCharacters = 0
  const listener = checkXspf({
    onValue(path, value, rel) {
      if (value === '') return
      if (path.startsWith('playlist/')) pieces.push(...piecesOfHead(headOf(path, value)))
      else if (path === 'track/meta' && rel.startsWith(own)) add(rel, value)
      else if (path !== 'track/meta' && path !== 'track/link') add(path, value)
    },
    onTrack() {
      tracks++
      pieces.push(...piecesOfDraft(draftOf(values), `track ${tracks}`))
      values = new Map()
      trackCharacters = 0
    },
  })
  return readThrough(parseXml(listener), pieces)

  function add(name: string, value: string): void {
    trackCharacters += value.length + valueCharacters
    if (trackCharacters > mostTrackCharacters)
      throw new PlaylistUnreadable(`Track ${tracks + 1} has more values than a song can have.`)
    const before = values.get(name)
    if (before === undefined) values.set(name, [value])
    else before.push(value)
  }
}

function headOf(path: string, value: string) {
  if (path === 'playlist/title') return { title: value }
  if (path === 'playlist/creator') return { creator: value }
  if (path === 'playlist/annotation') return { description: value }
  return path === 'playlist/date' ? { createdAt: momentOf(value) ?? value } : {}
}

function draftOf(values: Values): ItemDraft {
  const first = (name: string) => values.get(name)?.[0]
  const identifiers = [...(values.get('track/identifier') ?? []), ...(values.get(`${own}identifier`) ?? [])]
  const identity = (find: (text: string) => string | undefined) =>
    identifiers.map(find).find((each) => each !== undefined)
  const location = first(`${own}location`) ?? first('track/location')
  return {
    title: first('track/title') ?? (location === undefined ? undefined : titleOfLocation(location)),
    artists: values.get(`${own}artist`) ?? values.get('track/creator'),
    album: first('track/album'),
    albumArtists: values.get(`${own}album-artist`),
    trackNumber: wholeNumberOf(first('track/trackNum')),
    discNumber: wholeNumberOf(first(`${own}disc-number`)),
    releaseDate: first(`${own}release-date`),
    durationMs: wholeNumberOf(first('track/duration')),
    isrc: identity(isrcOf),
    recordingId: identity(recordingIdOf),
    spotifyUri: identity(spotifyUriOf),
    songId: identity(songIdOf),
    location,
    addedAt: first(`${own}added-at`),
    addedBy: first(`${own}added-by`),
    isExplicit: truthOf(first(`${own}explicit`)),
    isLeftOut: truthOf(first(`${own}left-out`)),
    note: first('track/annotation'),
  }
}

function truthOf(text: string | undefined): boolean | undefined {
  return text === undefined ? undefined : text === 'true'
}

/** A writer of XSPF, version 1. */
export function writeXspf(): PlaylistWriter {
  return {
    begin(head) {
      const lines = [
        element('title', head.title === '' ? null : head.title),
        element('creator', head.creator),
        element('annotation', head.description),
        element('date', head.createdAt),
      ].map((line) => (line === '' ? '' : `  ${line}\n`))
      return `<?xml version="1.0" encoding="UTF-8"?>\n<playlist version="1" xmlns="http://xspf.org/ns/0/">\n${lines.join('')}  <trackList>\n`
    },
    item: (item) =>
      `    <track>\n${linesOf(item)
        .filter((line) => line !== '')
        .map((line) => `      ${line}\n`)
        .join('')}    </track>\n`,
    end: () => '  </trackList>\n</playlist>\n',
  }
}

function linesOf(item: PlaylistItem): readonly string[] {
  const identifiers = [
    item.recordingId === null ? null : recordingAddress(item.recordingId),
    item.isrc === null ? null : `urn:isrc:${item.isrc}`,
    item.spotifyUri,
    item.songId === null ? null : songAddress(item.songId),
  ]
  return [
    item.location !== null && isUri(item.location)
      ? element('location', item.location)
      : meta('location', item.location),
    ...identifiers.map((each) =>
      each !== null && isUri(each) ? element('identifier', each) : meta('identifier', each),
    ),
    element('title', item.title),
    element('creator', item.artists.length === 0 ? null : item.artists.join(', ')),
    element('annotation', item.note),
    element('album', item.album),
    element('trackNum', item.trackNumber),
    element('duration', item.durationMs),
    ...(item.artists.length < 2 ? [] : item.artists.map((artist) => meta('artist', artist))),
    ...item.albumArtists.map((artist) => meta('album-artist', artist)),
    meta('disc-number', item.discNumber),
    meta('release-date', item.releaseDate),
    meta('added-at', item.addedAt),
    meta('added-by', item.addedBy),
    meta('explicit', item.isExplicit),
    meta('left-out', item.isLeftOut),
  ]
}

function element(name: string, value: string | number | null): string {
  return value === null ? '' : `<${name}>${xmlText(String(value))}</${name}>`
}

function meta(name: string, value: string | number | boolean | null): string {
  return value === null ? '' : `<meta rel="${own}${name}">${xmlText(String(value))}</meta>`
}
