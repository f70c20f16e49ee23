/** The forms of file in which playlists travel. */
import { z } from 'zod'

/** What is written as well as read. `json` is our own, and loses nothing. */
export const WrittenFormat = z.enum([
  'json',
  'csv',
  'exportify',
  'exportify-classic',
  'm3u8',
  'm3u',
  'xspf',
  'jspf',
  'pls',
  'text',
  'spotify-links',
])

/** See the schema `WrittenFormat`. */
export type WrittenFormat = z.output<typeof WrittenFormat>

/** Everything that is read. The last four are other programs' own, and are only read. */
export const PlaylistFormat = z.enum([...WrittenFormat.options, 'wpl', 'asx', 'itunes', 'spotify-account'])

/** See the schema `PlaylistFormat`. */
export type PlaylistFormat = z.output<typeof PlaylistFormat>
