/** What formats of playlists are called, and what they cannot carry, in words. */
import { aboutFormats } from '#core/playlists/about.ts'
import type { PlaylistFormat } from '#core/playlists/formats.ts'

/** What a format is called. */
export function formatName(format: PlaylistFormat): string {
  return aboutFormats[format].name
}

/** What a format leaves out, as a sentence. */
export function lossWords(_format: PlaylistFormat): string {
  return 'Leaves out album and ISRC'
}
