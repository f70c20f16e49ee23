/** Which files may be a playlist. What one is, its reader decides by what is in it. */
import { playlistExtensions } from '#core/playlists/extensions.ts'

/** As the `accept` attribute takes it. */
export const playlistAccept = [
  ...[...playlistExtensions, 'zip'].map((extension) => `.${extension}`),
  'text/csv',
  'text/plain',
  'audio/x-mpegurl',
].join(',')

/** The same for a person. */
export const playlistKinds =
  'CSV and Exportify, M3U and M3U8, XSPF, JSPF, PLS, WPL, ASX, iTunes XML, the data Spotify sends you, plain "Artist - Title" lines, and our own JSON. Zipped ones too.'
