/** Which files may be a playlist. What one is, its reader decides by what is in it. */

/** As the `accept` attribute takes it. */
export const playlistAccept =
  '.csv,.tsv,.m3u,.m3u8,.xspf,.jspf,.json,.pls,.txt,.wpl,.asx,.wax,.wvx,.xml,.zip,text/csv,text/plain,audio/x-mpegurl'

/** The same for a person. */
export const playlistKinds =
  'CSV and Exportify, M3U and M3U8, XSPF, JSPF, PLS, WPL, ASX, iTunes XML, the data Spotify sends you, plain "Artist - Title" lines, and our own JSON. Zipped ones too.'
