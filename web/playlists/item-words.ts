/** A song of a playlist in words, as far as it is known. */
import type { PlaylistItem } from '#core/playlists/playlist.ts'
import { clockOf } from '../ui/words.ts'
import type { MatchedSong } from './calls.ts'

/** Who plays it, of which album, and how long; what is not known is left out. */
export function itemNote(item: PlaylistItem): string {
  const length = item.durationMs === null ? '' : clockOf(item.durationMs / 1000)
  return [item.artists.join(', '), item.album ?? '', length].filter((word) => word !== '').join(' · ')
}

/** The same of a song of the library. */
export function songNote(song: Pick<MatchedSong, 'artist' | 'durationSeconds'>): string {
  return [song.artist ?? '', clockOf(song.durationSeconds)].filter((word) => word !== '').join(' · ')
}

/** Where it can be known by, besides its name. */
export function identitiesOf(item: PlaylistItem): readonly string[] {
  return [
    item.isrc === null ? '' : 'ISRC',
    item.recordingId === null ? '' : 'MusicBrainz',
    item.spotifyUri === null ? '' : 'Spotify',
  ].filter((name) => name !== '')
}

/** A long stretch of time as people say it: `3 h 12 min`. */
export function lengthOf(totalMs: number): string {
  const minutes = Math.round(totalMs / 60_000)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days ${hours % 24} h`
}
