/** Finds at Spotify a song that is known by its names alone. */
import { fingerprintOf } from '#core/playlists/fingerprint.ts'
import { type Compared, likeness } from '#core/playlists/likeness.ts'
import type { PlaylistItem } from '#core/playlists/playlist.ts'
import { foundFrom } from '#core/playlists/sureness.ts'
import { searchTracks } from './catalogue.ts'
import { itemOfPlayable } from './items.ts'
import type { WebApi } from './web-api.ts'

/**
 * The URI of a song: the one it carries, or what Spotify finds under its recording code, or under its names and is much
 * like it, as much as a found song of one's own library. `undefined` where it is not at Spotify, as far as can be told, or cannot be added there: files of somebody's own.
 */
export async function findUri(api: WebApi, item: PlaylistItem): Promise<string | undefined> {
  const { spotifyUri, isrc, title, artists } = item
  if (spotifyUri !== null && !spotifyUri.startsWith('spotify:local:')) return spotifyUri
  if (isrc !== null) {
    const [found] = await searchTracks(api, { query: `isrc:${isrc}`, offset: 0 })
    if (found !== undefined) return found.uri
  }
  const [artist] = artists
  // A title alone is anybody's.
  if (artist === undefined) return undefined
  const found = await searchTracks(api, { query: `${title} ${artist}`.slice(0, 200), offset: 0 })
  const ranked = found
    .map((track) => ({ uri: track.uri, ...likeness(compared(item), compared(itemOfPlayable(track))) }))
    .toSorted((a, b) => b.confidence - a.confidence)
  return ranked.find(({ confidence }) => confidence >= foundFrom)?.uri
}

function compared({ title, artists, durationMs, isrc }: PlaylistItem): Compared {
  return { print: fingerprintOf(title, artists), durationMs, isrc }
}
