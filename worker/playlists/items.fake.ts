/** Songs of playlists and of libraries, for tests. */
import { itemNamed, type PlaylistItem } from '#core/playlists/playlist.ts'

/** A song of a playlist of which little is known. */
export function song(title: string, artist?: string, more: Partial<PlaylistItem> = {}): PlaylistItem {
  return { ...itemNamed(title), artists: artist === undefined ? [] : [artist], ...more }
}
