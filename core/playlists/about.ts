/** What people and programs call each form of playlist file. */
import { type PlaylistFormat, WrittenFormat } from './formats.ts'

/** How one form is named to a person, and how a file of it is named and sent. */
export type AboutFormat = {
  readonly name: string
  /** Without the dot. */
  readonly extension: string
  readonly mediaType: string
}

/** Every form. Media types are those registered, or else those in use. */
export const aboutFormats: Record<PlaylistFormat, AboutFormat> = {
  json: { name: 'Cuecraft playlist', extension: 'cuecraft.json', mediaType: 'application/json' },
  csv: { name: 'Table (CSV)', extension: 'csv', mediaType: 'text/csv' },
  exportify: { name: 'Exportify table (CSV)', extension: 'csv', mediaType: 'text/csv' },
  'exportify-classic': { name: 'Exportify table, classic (CSV)', extension: 'csv', mediaType: 'text/csv' },
  m3u8: { name: 'M3U8', extension: 'm3u8', mediaType: 'application/vnd.apple.mpegurl' },
  m3u: { name: 'M3U', extension: 'm3u', mediaType: 'audio/x-mpegurl' },
  xspf: { name: 'XSPF', extension: 'xspf', mediaType: 'application/xspf+xml' },
  jspf: { name: 'JSPF (ListenBrainz)', extension: 'jspf', mediaType: 'application/jspf+json' },
  pls: { name: 'PLS', extension: 'pls', mediaType: 'audio/x-scpls' },
  text: { name: 'Text, “Artist - Title”', extension: 'txt', mediaType: 'text/plain' },
  'spotify-links': { name: 'Spotify links', extension: 'txt', mediaType: 'text/plain' },
  wpl: { name: 'Windows Media Player playlist', extension: 'wpl', mediaType: 'application/vnd.ms-wpl' },
  asx: { name: 'ASX', extension: 'asx', mediaType: 'video/x-ms-asf' },
  itunes: { name: 'iTunes library (XML)', extension: 'xml', mediaType: 'application/xml' },
  'spotify-account': { name: 'Spotify account data', extension: 'json', mediaType: 'application/json' },
}

/** The media types of all that is written, each once. */
export const writtenMediaTypes: readonly string[] = [
  ...new Set(WrittenFormat.options.map((format) => aboutFormats[format].mediaType)),
]
