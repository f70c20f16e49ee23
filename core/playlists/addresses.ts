/** The one line by which a playlist of files points at a song: where it is, or else by which name the world knows it. */
import type { ItemDraft } from './drafting.ts'
import { isrcOf, recordingAddress, recordingIdOf, songAddress, songIdOf, spotifyUriOf } from './identities.ts'
import type { PlaylistItem } from './playlist.ts'
import { tidied } from './songs-of-text.ts'

/** Where a song is; else an identity in the form of an address; `undefined` where it has neither. */
export function addressOf(item: PlaylistItem): string | undefined {
  const location = tidied(item.location ?? '')
  if (location !== '') return location
  if (item.songId !== null) return songAddress(item.songId)
  if (item.spotifyUri !== null) return item.spotifyUri
  if (item.isrc !== null) return `urn:isrc:${item.isrc}`
  return item.recordingId === null ? undefined : recordingAddress(item.recordingId)
}

/** What an address says of the song it points at. */
export function draftOfAddress(address: string): ItemDraft {
  const spotifyUri = spotifyUriOf(address)
  if (spotifyUri !== undefined) return { spotifyUri }
  const songId = songIdOf(address)
  if (songId !== undefined) return { songId }
  if (/^urn:isrc:/i.test(address)) return { isrc: isrcOf(address) ?? address }
  const recordingId = /^https?:\/\/musicbrainz\.org\//.test(address) ? recordingIdOf(address) : undefined
  return recordingId === undefined ? { location: address } : { recordingId }
}
